// Formats single values for readers.
#include "reports/pages/parts/display.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "collector/model/period.h"
#include "collector/model/wording.h"

namespace dora::pages {
namespace {

std::string clock_text(model::Instant instant, const model::TimeZone& zone) {
  const auto local = zone.local_time(instant);
  const std::chrono::hh_mm_ss time(local - std::chrono::floor<std::chrono::days>(local));
  return fmt::format("{:02}:{:02}", time.hours().count(), time.minutes().count());
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

}  // namespace

std::string date_text(model::Instant instant, const model::TimeZone& zone) {
  return model::to_string(std::chrono::year_month_day(zone.local_day(instant)));
}

std::string time_text(model::Instant instant, const model::TimeZone& zone) {
  return fmt::format("{} {}", date_text(instant, zone), clock_text(instant, zone));
}

std::string short_time_text(model::Instant instant, const model::TimeZone& zone) {
  const std::chrono::year_month_day day(zone.local_day(instant));
  return fmt::format("{} {}, {}", static_cast<unsigned>(day.day()),
                     model::short_month_name(day.month()), clock_text(instant, zone));
}

std::string long_time_text(model::Instant instant, const model::TimeZone& zone) {
  const model::Period day{model::Granularity::day, zone.local_day(instant)};
  return fmt::format("{}, {} ({})", model::name(day), clock_text(instant, zone), zone.name());
}

std::string with_space(std::string_view figure, std::string_view space) {
  std::string result;
  for (const char c : figure) {
    c == ' ' ? result += space : result += c;
  }
  return result;
}

std::string unbroken_durations(std::string_view text) {
  constexpr std::array<std::string_view, 6> units{"h", "min", "s", "day", "days", "ms"};
  std::string result;
  bool after_unit = false;  // The word before is the unit of a number.
  std::string_view before;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    const std::string_view word = text.substr(0, end);
    const bool number = !before.empty() && is_digit(before.back());
    const bool unit = number && std::ranges::find(units, word) != units.end();
    if (!before.empty()) {
      result += unit || (after_unit && is_digit(word.empty() ? ' ' : word.front()))
                    ? no_break_space
                    : std::string_view(" ");
    }
    result += word;
    after_unit = unit;
    before = word;
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return result;
}

void add_clause(Clauses& clauses, std::string clause) {
  if (clause.empty()) {
    return;
  }
  if (!clauses.empty()) {
    clauses.back() += ';';
  }
  clauses.push_back(std::move(clause));
}

std::string plain_text(const Clauses& clauses) {
  return fmt::format("{}", fmt::join(clauses, " "));
}

std::string unbroken_text(const Clauses& clauses) {
  std::string result;
  for (const std::string& clause : clauses) {
    result += result.empty() ? "" : " ";
    result += with_space(clause, no_break_space);
  }
  return result;
}

}  // namespace dora::pages
