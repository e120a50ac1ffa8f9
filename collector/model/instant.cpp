// A moment in UTC and its ISO 8601 text, as GitLab writes dates.
//
// Written by hand because hundreds of thousands of dates are read and written in this one form;
// iostream-based parsers take longer than the rest of a page together.
#include "collector/model/instant.h"

#include <charconv>

#include <fmt/format.h>

namespace dora::model {
namespace {

using std::chrono::minutes;

// Four-digit years in UTC: to_string() would write others in a form that cannot be read.
constexpr Instant first_instant = std::chrono::sys_days(std::chrono::year{0} / 1 / 1);
constexpr Instant end_of_instants = std::chrono::sys_days(std::chrono::year{10000} / 1 / 1);

/// Removes exactly `digits` decimal digits from the front of `text`.
std::optional<int> take_number(std::string_view& text, std::size_t digits) {
  int value = 0;
  if (text.size() < digits || text.front() < '0') {
    return std::nullopt;
  }
  const auto [end, error] = std::from_chars(text.data(), text.data() + digits, value);
  if (error != std::errc() || end != text.data() + digits) {
    return std::nullopt;
  }
  text.remove_prefix(digits);
  return value;
}

bool take(std::string_view& text, char expected) {
  if (text.empty() || text.front() != expected) {
    return false;
  }
  text.remove_prefix(1);
  return true;
}

std::optional<std::chrono::year_month_day> take_date(std::string_view& text) {
  const auto year = take_number(text, 4);
  if (!year || !take(text, '-')) {
    return std::nullopt;
  }
  const auto month = take_number(text, 2);
  if (!month || !take(text, '-')) {
    return std::nullopt;
  }
  const auto day = take_number(text, 2);
  if (!day) {
    return std::nullopt;
  }
  const std::chrono::year_month_day date{std::chrono::year{*year},
                                         std::chrono::month{static_cast<unsigned>(*month)},
                                         std::chrono::day{static_cast<unsigned>(*day)}};
  return date.ok() ? std::optional(date) : std::nullopt;
}

/// Parses `HH:MM:SS`; 60 is a leap second, which the system's clock does not have: it becomes :59.
std::optional<std::chrono::seconds> take_time(std::string_view& text) {
  const auto hour = take_number(text, 2);
  if (!hour || *hour > 23 || !take(text, ':')) {
    return std::nullopt;
  }
  const auto minute = take_number(text, 2);
  if (!minute || *minute > 59 || !take(text, ':')) {
    return std::nullopt;
  }
  const auto second = take_number(text, 2);
  if (!second || *second > 60) {
    return std::nullopt;
  }
  return std::chrono::hours(*hour) + minutes(*minute) +
         std::chrono::seconds(*second == 60 ? 59 : *second);
}

/// Parses `.866`, with up to nine digits; zero if there is none.
std::optional<std::chrono::milliseconds> take_fraction(std::string_view& text) {
  if (!take(text, '.')) {
    return std::chrono::milliseconds(0);
  }
  int milliseconds = 0;
  std::size_t digits = 0;
  for (; digits < 9 && !text.empty() && text.front() >= '0' && text.front() <= '9'; ++digits) {
    milliseconds = digits < 3 ? milliseconds * 10 + (text.front() - '0') : milliseconds;
    text.remove_prefix(1);
  }
  for (std::size_t i = digits; i < 3; ++i) {
    milliseconds *= 10;
  }
  return digits == 0 ? std::nullopt : std::optional(std::chrono::milliseconds(milliseconds));
}

/// Parses `Z`, `+01:00` or `-0700`: how far local time is ahead of UTC.
std::optional<minutes> take_offset(std::string_view& text) {
  if (take(text, 'Z')) {
    return minutes(0);
  }
  const int sign = take(text, '+') ? 1 : take(text, '-') ? -1 : 0;
  const auto hour = sign == 0 ? std::nullopt : take_number(text, 2);
  if (!hour) {
    return std::nullopt;
  }
  take(text, ':');
  const auto minute = take_number(text, 2);
  if (!minute || *hour > 23 || *minute > 59) {
    return std::nullopt;
  }
  return sign * (std::chrono::hours(*hour) + minutes(*minute));
}

/// Overwrites `digits` characters with the number's last digits.
void put_number(char* place, int digits, std::int64_t number) {
  for (int i = digits - 1; i >= 0; --i, number /= 10) {
    place[i] = static_cast<char>('0' + number % 10);
  }
}

}  // namespace

std::optional<Instant> parse_instant(std::string_view text) {
  const auto date = take_date(text);
  if (!date || !take(text, 'T')) {
    return std::nullopt;
  }
  const auto time = take_time(text);
  const auto fraction = time ? take_fraction(text) : std::nullopt;
  const auto offset = fraction ? take_offset(text) : std::nullopt;
  if (!offset || !text.empty()) {
    return std::nullopt;
  }
  const Instant instant = Instant(std::chrono::sys_days(*date)) + *time + *fraction - *offset;
  return instant >= first_instant && instant < end_of_instants ? std::optional(instant)
                                                               : std::nullopt;
}

std::string to_string(Instant instant) {
  const auto day = std::chrono::floor<std::chrono::days>(instant);
  const std::chrono::hh_mm_ss time(instant - day);
  std::string text = to_string(std::chrono::year_month_day(day)) + "T00:00:00.000Z";
  char* end = text.data() + text.size();
  put_number(end - 13, 2, time.hours().count());
  put_number(end - 10, 2, time.minutes().count());
  put_number(end - 7, 2, time.seconds().count());
  put_number(end - 4, 3, time.subseconds().count());
  return text;
}

std::optional<std::chrono::year_month_day> parse_date(std::string_view text) {
  const auto date = take_date(text);
  return date && text.empty() ? date : std::nullopt;
}

std::string to_string(std::chrono::year_month_day date) {
  const int year = static_cast<int>(date.year());
  if (year < 0 || year > 9999) {
    return fmt::format("{:04}-{:02}-{:02}", year, static_cast<unsigned>(date.month()),
                       static_cast<unsigned>(date.day()));
  }
  std::string text = "0000-00-00";
  put_number(text.data(), 4, year);
  put_number(text.data() + 5, 2, static_cast<unsigned>(date.month()));
  put_number(text.data() + 8, 2, static_cast<unsigned>(date.day()));
  return text;
}

}  // namespace dora::model
