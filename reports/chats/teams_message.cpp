// The digest for Teams: an Adaptive Card. Names of others stand only in TextRuns, which know
// neither Markdown nor mentions.
#include "reports/chats/json.h"
#include "reports/chats/message.h"
#include "reports/pages/week_chat.h"

namespace dora::chats {
namespace {

using pages::ChatFormat;
using pages::ChatLines;
using pages::KeyFigure;
using pages::WeekRow;

constexpr std::size_t longest_link = 500;

std::string plain(const std::string& name) {
  return inert(name, ChatFormat::plain);
}

/// Cards write `{{DATE(...)}}` as a date.
std::string without_dates(std::string text) {
  for (std::size_t at = text.find("{{"); at != std::string::npos; at = text.find("{{", at)) {
    text.insert(++at, " ");
  }
  return text;
}

void write_run(Json& json, const std::string& text, const std::string& url = "") {
  json.object([&] {
    json.text("type", "TextRun");
    json.text("text", without_dates(text));
    if (!url.empty() && url.size() <= longest_link) {
      json.object("selectAction", [&] {
        json.text("type", "Action.OpenUrl");
        json.text("url", url);
      });
    }
  });
}

void write_name(Json& json, const std::string& name) {
  json.object([&] {
    json.text("type", "TextRun");
    json.text("text", without_dates(plain(name)));
    json.text("fontType", "Monospace");
  });
}

/// `runs` writes them.
template <class Runs>
void write_paragraph(Json& json, Runs runs) {
  json.object([&] {
    json.text("type", "RichTextBlock");
    json.list("inlines", runs);
  });
}

/// Markdown, without names of others.
void write_block(Json& json, const std::string& text) {
  json.object([&] {
    json.text("type", "TextBlock");
    json.text("text", text);
    json.text("weight", "Bolder");
    json.truth("wrap", true);
  });
}

void write_figures(Json& json, const std::vector<KeyFigure>& figures) {
  json.object([&] {
    json.text("type", "FactSet");
    json.list("facts", [&] {
      for (const KeyFigure& figure : figures) {
        json.object([&] {
          json.text("title", figure.name);
          json.text("value", value_of(figure));
        });
      }
    });
  });
}

void write_failure(Json& json, const WeekRow& row) {
  write_paragraph(json, [&] {
    write_name(json, row.name);
    if (!row.title.empty()) {
      write_run(json, " " + plain(row.title));
    }
    if (row.still_failing) {
      write_run(json, " (still failing)");
    }
    if (!row.reference.empty()) {
      write_run(json, " " + row.reference, row.url);
    }
  });
}

void write_failures(Json& json, const pages::WeekPage& week, const ChatLines& lines) {
  if (!lines.failed.empty()) {
    write_paragraph(json, [&] { write_run(json, lines.failed); });
  }
  for (std::size_t i = 0; i < lines.failures.size(); ++i) {
    write_failure(json, week.main_failed[i]);
  }
  if (!lines.more.empty()) {
    write_paragraph(json, [&] { write_run(json, lines.more); });
  }
}

void write_body(Json& json, const Digest& digest) {
  const ChatLines lines = chat_lines(digest.week, ChatFormat::plain, digest.site_url);
  write_block(json, lines.heading);
  if (!digest.title.empty()) {
    write_paragraph(json, [&] { write_name(json, digest.title); });
  }
  write_paragraph(json, [&] { write_run(json, lines.sentence); });
  if (!lines.warning.empty()) {
    write_block(json, lines.warning);
  }
  write_figures(json, digest.week.key_figures);
  write_failures(json, digest.week, lines);
  if (!digest.picture_url.empty()) {
    json.object([&] {
      json.text("type", "Image");
      json.text("url", digest.picture_url);
      json.text("altText", picture_alt(digest));
    });
  }
}

void write_card(Json& json, const Digest& digest) {
  json.text("$schema", "http://adaptivecards.io/schemas/adaptive-card.json");
  json.text("type", "AdaptiveCard");
  json.text("version", "1.4");
  json.object("msteams", [&] { json.text("width", "Full"); });
  json.list("body", [&] { write_body(json, digest); });
  if (const std::string url = page_url(digest); !url.empty()) {
    json.list("actions", [&] {
      json.object([&] {
        json.text("type", "Action.OpenUrl");
        json.text("title", "The whole digest");
        json.text("url", url);
      });
    });
  }
}

}  // namespace

std::string teams_message(const Digest& digest) {
  Json json;
  json.object([&] {
    json.text("type", "message");
    json.list("attachments", [&] {
      json.object([&] {
        json.text("contentType", "application/vnd.microsoft.card.adaptive");
        json.object("content", [&] { write_card(json, digest); });
      });
    });
  });
  return json.result();
}

}  // namespace dora::chats
