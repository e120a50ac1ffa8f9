// Computes a percentage in another way than the program, to compare every text of one with.
#pragma once

#include <cstdint>
#include <string>

namespace dora::test {

/// Returns 100 * failed / total as Python's `round(Fraction(100 * failed, total), decimals)` does:
/// the nearer of two neighbours, in a tie the even one.
inline std::string rounded_percent(std::int64_t failed, std::int64_t total, int decimals) {
  std::int64_t unit = 1;
  for (int i = 0; i < decimals; ++i) {
    unit *= 10;
  }
  const std::int64_t exact = 100 * unit * failed;  // In units of 1 / total.
  std::int64_t below = 0;
  for (std::int64_t step = 100 * unit; step > 0; step /= 2) {
    while ((below + step) * total <= exact) {
      below += step;
    }
  }
  const std::int64_t over = exact - below * total;
  const std::int64_t under = (below + 1) * total - exact;
  const std::int64_t nearest =
      over < under || (over == under && below % 2 == 0) ? below : below + 1;
  const std::string digits = std::to_string(nearest % unit);
  const std::string zeros(static_cast<std::size_t>(decimals) - (decimals > 0 ? digits.size() : 0),
                          '0');
  return std::to_string(nearest / unit) + (decimals > 0 ? "." + zeros + digits : "");
}

/// The same with one decimal, as texts for people show it: never 0 or 100 unless it is exactly.
inline std::string shown_percent(std::int64_t failed, std::int64_t total) {
  const std::string text = rounded_percent(failed, total, 1);
  if (failed > 0 && text == "0.0") {
    return "<0.1%";
  }
  return failed < total && text == "100.0" ? ">99.9%" : text + "%";
}

}  // namespace dora::test
