// The week's digest as the JSON that the webhook of a chat takes.
#include "reports/chats/message.h"

#include <algorithm>
#include <array>

#include "collector/base/text/printable.h"

namespace dora::chats {
namespace {

constexpr std::array chats{Chat::slack, Chat::mattermost, Chat::teams};
constexpr std::size_t longest_alt = 500;

}  // namespace

std::string_view name_of(Chat chat) {
  return chat == Chat::slack ? "slack" : chat == Chat::mattermost ? "mattermost" : "teams";
}

std::optional<Chat> parse_chat(std::string_view text) {
  const auto found =
      std::find_if(chats.begin(), chats.end(), [&](Chat chat) { return name_of(chat) == text; });
  return found == chats.end() ? std::nullopt : std::optional(*found);
}

std::string message_json(Chat chat, const Digest& digest) {
  return chat == Chat::slack        ? slack_message(digest)
         : chat == Chat::mattermost ? mattermost_message(digest)
                                    : teams_message(digest);
}

std::string page_url(const Digest& digest) {
  return digest.site_url.empty() ? "" : digest.site_url + digest.week.file + ".html";
}

std::string picture_alt(const Digest& digest) {
  return std::string(text::cut_text(digest.picture_alt, longest_alt));
}

std::string value_of(const pages::KeyFigure& figure) {
  return figure.change.empty() ? figure.value : figure.value + ", " + figure.change;
}

}  // namespace dora::chats
