// The week's digest as the JSON that the webhook of a chat takes.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "reports/pages/week_page.h"

namespace dora::chats {

enum class Chat : std::uint8_t { slack, mattermost, teams };

/// `slack`, `mattermost` or `teams`; nullopt for anything else.
std::optional<Chat> parse_chat(std::string_view text);
std::string_view name_of(Chat chat);

struct Digest {
  pages::WeekPage week;
  std::string title;        ///< Of the report; any printable text.
  std::string site_url;     ///< Ends with `/`; empty if unknown.
  std::string picture_url;  ///< The chat fetches it itself; empty: no picture.
  std::string picture_alt;
};

/// Slack takes no longer text in a section, Teams no larger message.
inline constexpr std::size_t most_slack_text = 3000;
inline constexpr std::size_t most_teams_bytes = std::size_t{28} * 1024;

/// Figures come first and as text, the picture last. No mention, markup or link comes from names of
/// others.
std::string message_json(Chat chat, const Digest& digest);

/// Blocks; `text` is what a notification shows.
/// https://api.slack.com/reference/block-kit/blocks
std::string slack_message(const Digest& digest);
/// Markdown and an attachment: Mattermost ignores Slack's blocks.
/// https://developers.mattermost.com/integrate/reference/message-attachments/
std::string mattermost_message(const Digest& digest);
/// An Adaptive Card 1.4 for a webhook of Workflows. https://adaptivecards.io/explorer/
std::string teams_message(const Digest& digest);

/// The digest's page in the site; empty if the site's address is unknown.
std::string page_url(const Digest& digest);
std::string picture_alt(const Digest& digest);
/// What a figure says, and how that compares with the week before.
std::string value_of(const pages::KeyFigure& figure);

}  // namespace dora::chats
