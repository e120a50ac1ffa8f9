// A moment in UTC and its ISO 8601 text, as GitLab writes dates.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace dora::model {

using Instant = std::chrono::sys_time<std::chrono::milliseconds>;
using Duration = std::chrono::milliseconds;

/// Parses `2024-09-03T07:57:19.866Z`, with `Z` or a numeric offset (`+01:00`, `-0700`) and 0 to 9
/// fractional digits, of which three are kept (truncated, not rounded). Returns nullopt for any
/// other text, and if the offset moves it outside the years 0 to 9999 in UTC.
std::optional<Instant> parse_instant(std::string_view text);

/// `2022-01-03T10:11:12.000Z`: always milliseconds, always UTC.
std::string to_string(Instant instant);

/// Parses `2024-01-31`; returns nullopt for any other form or a day that does not exist.
std::optional<std::chrono::year_month_day> parse_date(std::string_view text);

/// `2024-01-31`.
std::string to_string(std::chrono::year_month_day date);

}  // namespace dora::model
