// The digest for Slack: blocks, and a text for notifications.
#include "reports/chats/json.h"
#include "reports/chats/message.h"
#include "reports/pages/week_chat.h"

namespace dora::chats {
namespace {

using pages::ChatFormat;

/// `verbatim` keeps Slack from making links of addresses, and mentions of names.
void write_mrkdwn(Json& json, const std::string& text) {
  json.text("type", "mrkdwn");
  json.text("text", text);
  json.truth("verbatim", true);
}

void write_title(Json& json, const std::string& title) {
  json.object([&] {
    json.text("type", "context");
    json.list("elements", [&] { json.object([&] { write_mrkdwn(json, title); }); });
  });
}

void write_section(Json& json, const Digest& digest) {
  json.object([&] {
    json.text("type", "section");
    json.object("text", [&] {
      write_mrkdwn(json, week_chat(digest.week, ChatFormat::slack, digest.site_url));
    });
  });
}

void write_picture(Json& json, const Digest& digest) {
  json.object([&] {
    json.text("type", "image");
    json.text("image_url", digest.picture_url);
    json.text("alt_text", picture_alt(digest));
  });
}

}  // namespace

std::string slack_message(const Digest& digest) {
  const pages::ChatLines lines = chat_lines(digest.week, ChatFormat::slack, "");
  const std::string title = inert(digest.title, ChatFormat::slack);
  Json json;
  json.object([&] {
    json.text("text", "*" + lines.heading + "*\n" + lines.sentence);
    json.truth("unfurl_links", false);
    json.truth("unfurl_media", false);
    json.list("blocks", [&] {
      if (!title.empty()) {
        write_title(json, title);
      }
      write_section(json, digest);
      if (!digest.picture_url.empty()) {
        write_picture(json, digest);
      }
    });
  });
  return json.result();
}

}  // namespace dora::chats
