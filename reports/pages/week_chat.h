// A week's digest for a chat: at most 12 lines and 3,000 characters.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "reports/pages/week_page.h"

namespace dora::pages {

/// Slack has a markup of its own (https://api.slack.com/reference/surfaces/formatting); Mattermost
/// and others read Markdown. `plain` has no markup: it is the text of a mail.
enum class ChatFormat : std::uint8_t { markdown, slack, plain };

/// `slack`, `mattermost` or `markdown`; nullopt for anything else.
std::optional<ChatFormat> parse_chat_format(std::string_view text);

inline constexpr std::size_t most_chat_lines = 12;
inline constexpr std::size_t most_chat_bytes = 3000;

/// What kind of week it was, its figures, what failed in the most important tier, and with a
/// `site_url` (it ends with `/`) a link to the whole digest. Names are inert: no mention, link or
/// markup comes from them.
std::string week_chat(const WeekPage& page, ChatFormat format, const std::string& site_url);

}  // namespace dora::pages
