// Turns single values into the words that a reader sees; knows no page and no HTML.
#include "reports/display.h"

#include <algorithm>
#include <array>
#include <chrono>

#include <fmt/format.h>

#include "collector/base/printable.h"
#include "collector/model/period.h"
#include "collector/model/summary.h"

namespace dora::reports {
namespace {

using std::chrono::days;

std::string clock_text(model::Instant instant, const model::TimeZone& zone) {
  const auto local = zone.local_time(instant);
  const std::chrono::hh_mm_ss time(local - std::chrono::floor<days>(local));
  return fmt::format("{:02}:{:02}", time.hours().count(), time.minutes().count());
}

char lower_case(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
}

bool starts_with_ignoring_case(std::string_view text, std::string_view lower_case_start) {
  return text.size() >= lower_case_start.size() &&
         std::equal(lower_case_start.begin(), lower_case_start.end(), text.begin(),
                    [](char expected, char c) { return expected == lower_case(c); });
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

std::string counted(std::int64_t count, std::string_view noun) {
  return fmt::format("{} {}{}", model::count_text(count), noun, count == 1 ? "" : "s");
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

std::string authority_of(std::string_view url) {
  for (const std::string_view scheme : {"https://", "http://"}) {
    if (starts_with_ignoring_case(url, scheme)) {
      const std::string_view rest = url.substr(scheme.size());
      std::string authority(rest.substr(0, rest.find_first_of("/\\?#")));
      std::transform(authority.begin(), authority.end(), authority.begin(), lower_case);
      return authority;
    }
  }
  return {};
}

bool has_credentials(std::string_view url) {
  return authority_of(url).find('@') != std::string::npos;
}

bool is_web_url(std::string_view url) {
  return !authority_of(url).empty() && !has_credentials(url) &&
         url.find_first_of(" \\\"<>`") == std::string_view::npos && base::printable(url) == url;
}

}  // namespace dora::reports
