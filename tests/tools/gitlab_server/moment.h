// Moments as GitLab stores them, to the microsecond, and their text.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace dora::test {

/// PostgreSQL stores microseconds; the API prints three digits, truncated, not rounded.
using Moment = std::chrono::sys_time<std::chrono::microseconds>;

/// `2024-06-17T09:30:00.123Z`.
std::string to_text(Moment moment);

/// Parses a date, or a date and time with `Z` or an offset and up to six fractional digits.
std::optional<Moment> parse_moment(std::string_view text);

/// `Mon, 17 Jun 2024 09:30:00 GMT` (RFC 9110, 5.6.7).
std::string http_date(std::chrono::system_clock::time_point moment);

/// `2024-06` of the moment in UTC.
std::string month_label(Moment moment);

}  // namespace dora::test
