// A day, ISO week, month or quarter of local time, and its label.
#pragma once

#include <chrono>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace dora::model {

enum class Granularity : std::uint8_t { day, week, month, quarter };

/// `day`, `week`, `month`, `quarter`.
std::string_view to_string(Granularity granularity);
std::optional<Granularity> parse_granularity(std::string_view text);

/// Half-open [begin, end) in local days. `begin` is the first day of such a period: a Monday for a
/// week (ISO 8601), day 1 for a month, day 1 of January, April, July or October for a quarter.
struct Period {
  Granularity granularity = Granularity::month;
  std::chrono::local_days begin;

  auto operator<=>(const Period&) const = default;
};

Period period_containing(std::chrono::local_days day, Granularity granularity);

/// Returns the period that begins `steps` later (earlier if negative).
Period advance(Period period, int steps);
std::chrono::local_days end(Period period);
/// Returns the number of steps from `from` to `to`; both must have the same granularity.
int steps_between(Period from, Period to);

/// Of the ISO 8601 calendar: the year is that of the week's Thursday.
struct IsoWeek {
  int year = 0;
  int week = 0;
};
IsoWeek iso_week(Period week);

/// 1 to 4.
unsigned quarter(Period period);

/// Returns the label used in files: `2024-01-31`, `2024-W05` (ISO year and week), `2024-01`,
/// `2024-Q1`.
std::string label(Period period);
std::optional<Period> parse_period(std::string_view label);

}  // namespace dora::model
