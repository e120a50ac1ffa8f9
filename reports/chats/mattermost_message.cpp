// The digest for Mattermost: Markdown, and an attachment with figures, failures and the chart.
#include <algorithm>

#include "reports/chats/json.h"
#include "reports/chats/message.h"
#include "reports/pages/week_chat.h"

namespace dora::chats {
namespace {

using pages::ChatFormat;
using pages::ChatLines;
using pages::KeyFigure;

/// Of the bar beside the attachment: only a significant change has a signal colour.
std::string_view colour_of(const pages::WeekPage& week) {
  const auto any = [&](bool KeyFigure::*flag) {
    return std::ranges::any_of(week.key_figures, [&](const auto& each) { return each.*flag; });
  };
  return any(&KeyFigure::worse) ? "#c62828" : any(&KeyFigure::better) ? "#2e7d32" : "#607d8b";
}

std::string failures_text(const ChatLines& lines) {
  std::string text = lines.failed;
  for (const std::string& line : lines.failures) {
    text += "\n" + line;
  }
  return lines.more.empty() ? text : text + "\n" + lines.more;
}

/// Without names of others: it is shown where code spans are not.
std::string fallback_of(const pages::WeekPage& week, const ChatLines& lines) {
  std::string text = lines.heading;
  for (const KeyFigure& figure : week.key_figures) {
    text += " · " + figure.name + " " + figure.value;
  }
  return text;
}

void write_fields(Json& json, const std::vector<KeyFigure>& figures) {
  json.list("fields", [&] {
    for (const KeyFigure& figure : figures) {
      json.object([&] {
        json.truth("short", true);
        json.text("title", figure.name);
        json.text("value", value_of(figure));
      });
    }
  });
}

void write_attachment(Json& json, const Digest& digest, const ChatLines& lines) {
  json.text("fallback", fallback_of(digest.week, lines));
  json.text("color", colour_of(digest.week));
  if (const std::string url = page_url(digest); !url.empty()) {
    json.text("title", "The whole digest");
    json.text("title_link", url);
  }
  if (!lines.failed.empty()) {
    json.text("text", failures_text(lines));
  }
  write_fields(json, digest.week.key_figures);
  if (!digest.picture_url.empty()) {
    json.text("image_url", digest.picture_url);
  }
}

std::string text_of(const std::string& title, const ChatLines& lines) {
  std::string text = "**" + lines.heading + "**";
  text += title.empty() ? "" : " · " + title;
  text += "\n" + lines.sentence;
  return lines.warning.empty() ? text : text + "\n" + lines.warning;
}

}  // namespace

std::string mattermost_message(const Digest& digest) {
  const ChatLines lines = chat_lines(digest.week, ChatFormat::markdown, digest.site_url);
  Json json;
  json.object([&] {
    json.text("text", text_of(inert(digest.title, ChatFormat::markdown), lines));
    json.list("attachments", [&] { json.object([&] { write_attachment(json, digest, lines); }); });
  });
  return json.result();
}

}  // namespace dora::chats
