// A moment in UTC and its ISO 8601 text, as GitLab writes dates; knows no time zones.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace dora::model {

using Instant = std::chrono::sys_time<std::chrono::milliseconds>;
using Duration = std::chrono::milliseconds;

/// `2024-09-03T07:57:19.866Z`, with `Z` or a numeric offset (`+01:00`, `-0700`) and 0 to 9 digits
/// of a second's fraction, of which three are kept (cut, not rounded). Nothing for any other text,
/// and for one that an offset takes out of the years 0 to 9999 of UTC.
std::optional<Instant> parse_instant(std::string_view text);

/// `2022-01-03T10:11:12.000Z`: always milliseconds, always UTC.
std::string to_string(Instant instant);

/// `2024-01-31`; nothing for a text of another form or a day that does not exist.
std::optional<std::chrono::year_month_day> parse_date(std::string_view text);

/// `2024-01-31`.
std::string to_string(std::chrono::year_month_day date);

}  // namespace dora::model
