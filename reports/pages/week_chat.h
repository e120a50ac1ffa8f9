// A week's digest for a chat: at most 12 lines and 3,000 characters.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "reports/pages/week_page.h"

namespace dora::pages {

/// Slack has a markup of its own (https://api.slack.com/reference/surfaces/formatting); Mattermost
/// and others read Markdown. `plain` has no markup: it is the text of a mail.
enum class ChatFormat : std::uint8_t { markdown, slack, plain };

/// `slack`, `mattermost` or `markdown`; nullopt for anything else.
std::optional<ChatFormat> parse_chat_format(std::string_view text);

/// What is said, in lines without a line end, for messages that place them themselves. Names are
/// inert: no mention, link or markup comes from them.
struct ChatLines {
  std::string heading;   ///< `Week 47 of 2026: a normal week`, without markup.
  std::string sentence;  ///< With freezes, migrations and holidays.
  std::string warning;   ///< Data is missing; empty if none is.
  std::string figures;
  std::string failed;                 ///< Heads `failures`; empty without any.
  std::vector<std::string> failures;  ///< The first ones.
  std::string more;                   ///< How many others; empty if none.
  std::string link;                   ///< To the whole digest; empty if its address is unknown.
};
ChatLines chat_lines(const WeekPage& page, ChatFormat format, const std::string& site_url);

/// Names of others, shortened, as text that is neither markup nor a mention.
std::string inert(const std::string& name, ChatFormat format);

/// How many failures and marks of the week a chat shows.
inline constexpr std::size_t most_chat_failures = 5;
inline constexpr std::size_t most_chat_marks = 3;

inline constexpr std::size_t most_chat_lines = 12;
inline constexpr std::size_t most_chat_bytes = 3000;

/// What kind of week it was, its figures, what failed in the most important tier, and with a
/// `site_url` (it ends with `/`) a link to the whole digest. Failures that would exceed the size
/// are counted instead.
std::string week_chat(const WeekPage& page, ChatFormat format, const std::string& site_url);

}  // namespace dora::pages
