// A day, ISO week, month or quarter of local time, and its label.
#include "collector/model/period.h"

#include <array>
#include <charconv>

#include <fmt/format.h>

#include "collector/model/instant.h"

namespace dora::model {
namespace {

using std::chrono::days;
using std::chrono::local_days;
using std::chrono::months;
using std::chrono::year_month_day;
using std::chrono::years;

constexpr std::array<std::string_view, 4> granularity_names{"day", "week", "month", "quarter"};

/// The Thursday of a week decides its year (ISO 8601-1:2019, 3.1.1.23).
IsoWeek iso_week_of(local_days monday) {
  const local_days thursday = monday + days(3);
  const auto year = year_month_day(thursday).year();
  const local_days january_1{year / std::chrono::January / 1};
  return {static_cast<int>(year), static_cast<int>((thursday - january_1).count() / 7 + 1)};
}

local_days monday_of(local_days day) {
  return day - (std::chrono::weekday(day) - std::chrono::Monday);
}

local_days monday_of_week(int year, int week) {
  const local_days january_4{std::chrono::year(year) / std::chrono::January / 4};
  return monday_of(january_4) + days(7 * (week - 1));
}

unsigned quarter_of(year_month_day date) {
  return (static_cast<unsigned>(date.month()) - 1) / 3 + 1;
}

std::optional<int> whole_number(std::string_view text) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  const bool digits = !text.empty() && text.front() >= '0' && text.front() <= '9';
  return digits && error == std::errc() && end == text.data() + text.size() ? std::optional(value)
                                                                            : std::nullopt;
}

}  // namespace

std::string_view to_string(Granularity granularity) {
  return granularity_names[static_cast<std::size_t>(granularity)];
}

std::optional<Granularity> parse_granularity(std::string_view text) {
  for (std::size_t i = 0; i < granularity_names.size(); ++i) {
    if (granularity_names[i] == text) {
      return static_cast<Granularity>(i);
    }
  }
  return std::nullopt;
}

Period period_containing(local_days day, Granularity granularity) {
  const year_month_day date(day);
  switch (granularity) {
    case Granularity::day:
      return {granularity, day};
    case Granularity::week:
      return {granularity, monday_of(day)};
    case Granularity::month:
      return {granularity, local_days(date.year() / date.month() / 1)};
    case Granularity::quarter:
      break;
  }
  const std::chrono::month first(3 * (quarter_of(date) - 1) + 1);
  return {granularity, local_days(date.year() / first / 1)};
}

Period advance(Period period, int steps) {
  switch (period.granularity) {
    case Granularity::day:
      return {period.granularity, period.begin + days(steps)};
    case Granularity::week:
      return {period.granularity, period.begin + days(7 * steps)};
    case Granularity::month:
    case Granularity::quarter:
      break;
  }
  const int step = period.granularity == Granularity::quarter ? 3 : 1;
  return {period.granularity, local_days(year_month_day(period.begin) + months(step * steps))};
}

local_days end(Period period) {
  return advance(period, 1).begin;
}

int steps_between(Period from, Period to) {
  const auto distance = static_cast<int>((to.begin - from.begin).count());
  const year_month_day a(from.begin);
  const year_month_day b(to.begin);
  const int in_months = (static_cast<int>(b.year()) - static_cast<int>(a.year())) * 12 +
                        static_cast<int>(static_cast<unsigned>(b.month())) -
                        static_cast<int>(static_cast<unsigned>(a.month()));
  switch (from.granularity) {
    case Granularity::day:
      return distance;
    case Granularity::week:
      return distance / 7;
    case Granularity::month:
      return in_months;
    case Granularity::quarter:
      break;
  }
  return in_months / 3;
}

IsoWeek iso_week(Period week) {
  return iso_week_of(week.begin);
}

unsigned quarter(Period period) {
  return quarter_of(year_month_day(period.begin));
}

std::string label(Period period) {
  const year_month_day date(period.begin);
  switch (period.granularity) {
    case Granularity::day:
      return to_string(date);
    case Granularity::week:
      return fmt::format("{:04}-W{:02}", iso_week_of(period.begin).year,
                         iso_week_of(period.begin).week);
    case Granularity::month:
      return to_string(date).substr(0, 7);
    case Granularity::quarter:
      break;
  }
  return fmt::format("{:04}-Q{}", static_cast<int>(date.year()), quarter_of(date));
}

std::optional<Period> parse_period(std::string_view label) {
  if (label.size() == 10) {
    const auto date = parse_date(label);
    return date ? std::optional(Period{Granularity::day, local_days(*date)}) : std::nullopt;
  }
  const auto year = whole_number(label.substr(0, 4));
  if (!year || label.size() < 7 || label[4] != '-') {
    return std::nullopt;
  }
  const std::string_view rest = label.substr(5);
  if (label.size() == 8 && rest.front() == 'W') {
    const auto week = whole_number(rest.substr(1));
    const bool in_range = week && *week >= 1 && *week <= 53;
    const Period period{Granularity::week, in_range ? monday_of_week(*year, *week) : local_days{}};
    return in_range && iso_week_of(period.begin).year == *year ? std::optional(period)
                                                               : std::nullopt;
  }
  if (label.size() != 7) {
    return std::nullopt;
  }
  const bool quarter = rest.front() == 'Q';
  const auto number = whole_number(quarter ? rest.substr(1) : rest);
  if (!number || *number < 1 || *number > (quarter ? 4 : 12)) {
    return std::nullopt;
  }
  const std::chrono::month month(static_cast<unsigned>(quarter ? 3 * *number - 2 : *number));
  return Period{quarter ? Granularity::quarter : Granularity::month,
                local_days(std::chrono::year(*year) / month / 1)};
}

}  // namespace dora::model
