// Rounds quotients of integers once and exactly, with ties to even.
#include "collector/model/rounding.h"

#include <fmt/format.h>

namespace dora::model {
namespace {

std::int64_t power_of_ten(int exponent) {
  std::int64_t power = 1;
  for (int i = 0; i < exponent; ++i) {
    power *= 10;
  }
  return power;
}

}  // namespace

bool operator<(const Ratio& a, const Ratio& b) {
  return a.numerator * b.denominator < b.numerator * a.denominator;
}

bool operator==(const Ratio& a, const Ratio& b) {
  return a.numerator * b.denominator == b.numerator * a.denominator;
}

Ratio mean(const Ratio& a, const Ratio& b) {
  return {a.numerator * b.denominator + b.numerator * a.denominator,
          2 * a.denominator * b.denominator};
}

Ratio distance(const Ratio& a, const Ratio& b) {
  const Wide difference = a.numerator * b.denominator - b.numerator * a.denominator;
  return {difference < 0 ? -difference : difference, a.denominator * b.denominator};
}

Ratio times(const Ratio& ratio, std::int64_t factor) {
  return {ratio.numerator * factor, ratio.denominator};
}

std::int64_t rounded(const Ratio& ratio, int decimals) {
  const Wide scaled = ratio.numerator * power_of_ten(decimals);
  const Wide below = scaled / ratio.denominator;
  const Wide twice_the_rest = 2 * (scaled % ratio.denominator);
  const bool is_odd = below % 2 != 0;
  const bool up =
      twice_the_rest > ratio.denominator || (twice_the_rest == ratio.denominator && is_odd);
  return static_cast<std::int64_t>(below + (up ? 1 : 0));
}

std::string decimal_text(const Ratio& ratio, int decimals) {
  const std::int64_t units = rounded(ratio, decimals);
  const std::int64_t unit = power_of_ten(decimals);
  return decimals == 0 ? std::to_string(units)
                       : fmt::format("{}.{:0{}}", units / unit, units % unit, decimals);
}

}  // namespace dora::model
