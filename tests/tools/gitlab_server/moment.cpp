// Moments as GitLab stores them, to the microsecond, and their text.
#include "tests/tools/gitlab_server/moment.h"

#include <cstdio>

#include <date/date.h>
#include <fmt/format.h>

namespace dora::test {
namespace {

using std::chrono::hours;
using std::chrono::microseconds;
using std::chrono::minutes;
using std::chrono::seconds;

/// Parses `.123456`, up to six digits; moves `text` past them.
microseconds take_fraction(const char*& text) {
  microseconds value(0);
  if (*text != '.') {
    return value;
  }
  ++text;
  for (microseconds unit(100'000); *text >= '0' && *text <= '9'; unit /= 10, ++text) {
    value += unit * (*text - '0');
  }
  return value;
}

/// Parses `Z`, `+01:00` or `+0100`, with nothing after it.
std::optional<minutes> parse_offset(const char* text) {
  if (std::string_view(text) == "Z") {
    return minutes(0);
  }
  char sign = 0;
  int hour = 0;
  int minute = 0;
  int end = 0;
  for (const char* format : {"%c%2d:%2d%n", "%c%2d%2d%n"}) {
    if (std::sscanf(text, format, &sign, &hour, &minute, &end) == 3 && text[end] == '\0' &&
        (sign == '+' || sign == '-')) {
      return (sign == '+' ? 1 : -1) * (hours(hour) + minutes(minute));
    }
  }
  return std::nullopt;
}

}  // namespace

std::string to_text(Moment moment) {
  const auto day = std::chrono::floor<std::chrono::days>(moment);
  const std::chrono::year_month_day date(day);
  const std::chrono::hh_mm_ss time(moment - day);
  return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:03}Z", static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                     time.hours().count(), time.minutes().count(), time.seconds().count(),
                     time.subseconds().count() / 1000);
}

std::optional<Moment> parse_moment(std::string_view text) {
  const std::string copy(text);
  int year = 0;
  unsigned month = 0;
  unsigned day = 0;
  int hour = 0;
  int minute = 0;
  int second = 0;
  int end = 0;
  if (std::sscanf(copy.c_str(), "%4d-%2u-%2u%n", &year, &month, &day, &end) != 3) {
    return std::nullopt;
  }
  const std::chrono::year_month_day date{std::chrono::year(year), std::chrono::month(month),
                                         std::chrono::day(day)};
  if (!date.ok()) {
    return std::nullopt;
  }
  const Moment midnight = std::chrono::sys_days(date);
  const char* rest = copy.c_str() + end;
  if (*rest == '\0') {
    return midnight;
  }
  if (std::sscanf(rest, "T%2d:%2d%n", &hour, &minute, &end) != 2) {
    return std::nullopt;
  }
  rest += end;
  if (std::sscanf(rest, ":%2d%n", &second, &end) == 1) {
    rest += end;
  }
  const microseconds fraction = take_fraction(rest);
  const auto offset = parse_offset(rest);
  if (!offset || hour > 23 || minute > 59 || second > 60) {
    return std::nullopt;
  }
  return midnight + hours(hour) + minutes(minute) + seconds(second) + fraction - *offset;
}

std::string http_date(std::chrono::system_clock::time_point moment) {
  return date::format("%a, %d %b %Y %T GMT", std::chrono::floor<std::chrono::seconds>(moment));
}

std::string month_label(Moment moment) {
  return to_text(moment).substr(0, 7);
}

}  // namespace dora::test
