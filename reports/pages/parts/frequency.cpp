// How often something is deployed, in words.
#include "reports/pages/parts/frequency.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

namespace dora::pages {
namespace {

using model::Ratio;

constexpr std::array<FrequencyUnit, 4> frequency_units{
    {{"day", {1, 1}}, {"week", {7, 1}}, {"month", {1461, 48}}, {"year", {1461, 4}}}};

Ratio product(const Ratio& a, const Ratio& b) {
  return {a.numerator * b.numerator, a.denominator * b.denominator};
}

/// The first in which the number is 1.0 or more; nullptr if there is none.
const FrequencyUnit* unit_of(const Ratio& a_day) {
  const auto* const found = std::ranges::find_if(frequency_units, [&](const FrequencyUnit& unit) {
    return rounded(product(a_day, unit.days), 1) >= 10;
  });
  return found == frequency_units.end() ? nullptr : found;
}

}  // namespace

std::string frequency_text(const std::optional<Ratio>& a_day) {
  if (!a_day || a_day->numerator == 0) {
    return "none";
  }
  if (const FrequencyUnit* unit = unit_of(*a_day)) {
    return frequency_text(*a_day, *unit);
  }
  const Ratio months = product({a_day->denominator, a_day->numerator}, {48, 1461});
  return fmt::format("1 in {} months", decimal_text(months, 0));
}

const FrequencyUnit& common_unit(std::vector<Ratio> a_day) {
  std::erase_if(a_day, [](const Ratio& each) { return each.numerator == 0; });
  if (a_day.empty()) {
    return frequency_units.front();
  }
  std::ranges::sort(a_day, [](const Ratio& a, const Ratio& b) { return a < b; });
  const FrequencyUnit* unit = unit_of(a_day[a_day.size() / 2]);
  return unit == nullptr ? frequency_units.back() : *unit;
}

std::string frequency_text(const Ratio& a_day, const FrequencyUnit& unit) {
  if (a_day.numerator == 0) {
    return "none";
  }
  const Ratio frequency = product(a_day, unit.days);
  constexpr int most_decimals = 6;  // For one in 2,700 years.
  int decimals = 1;
  while (rounded(frequency, decimals) == 0 && decimals < most_decimals) {
    ++decimals;
  }
  return fmt::format("{} a {}", decimal_text(frequency, decimals), unit.name);
}

}  // namespace dora::pages
