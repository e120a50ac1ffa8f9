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
