// Formats single values for readers.
#include "reports/pages/display.h"

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

}  // namespace

std::string date_text(model::Instant instant, const model::TimeZone& zone) {
  return model::to_string(std::chrono::year_month_day(zone.local_day(instant)));
}

std::string time_text(model::Instant instant, const model::TimeZone& zone) {
  return fmt::format("{} {}", date_text(instant, zone), clock_text(instant, zone));
}

std::string long_time_text(model::Instant instant, const model::TimeZone& zone) {
  const model::Period day{model::Granularity::day, zone.local_day(instant)};
  return fmt::format("{}, {} ({})", model::name(day), clock_text(instant, zone), zone.name());
}

std::string whole_figures(std::string_view text) {
  constexpr std::string_view no_break_space = "\u00a0";
  constexpr std::array<std::string_view, 5> units{"%", "d", "h", "min", "s"};
  const auto ends_word = [](std::string_view rest) {
    return rest.empty() || std::string_view(" ,;.)").find(rest.front()) != std::string_view::npos;
  };
  const auto begins_with_unit = [&](std::string_view rest) {
    return std::any_of(units.begin(), units.end(), [&](std::string_view unit) {
      return rest.substr(0, unit.size()) == unit && ends_word(rest.substr(unit.size()));
    });
  };
  std::string result;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool after_digit = i > 0 && text[i - 1] >= '0' && text[i - 1] <= '9';
    if (text[i] == ' ' && after_digit && begins_with_unit(text.substr(i + 1))) {
      result += no_break_space;
    } else {
      result += text[i];
    }
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
  constexpr const char* no_break_space = "\u00a0";
  std::string result;
  for (const std::string& clause : clauses) {
    result += result.empty() ? "" : " ";
    for (const char c : clause) {
      c == ' ' ? result += no_break_space : result += c;
    }
  }
  return result;
}

}  // namespace dora::pages
