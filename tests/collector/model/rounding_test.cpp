// Tests rounding against an independent computation and against Python's.
#include "collector/model/rounding.h"

#include <tuple>

#include <gtest/gtest.h>

namespace dora::model {
namespace {

/// Finds the nearest integer by search, not by division; the even one in a tie.
std::int64_t nearest(std::int64_t numerator, std::int64_t denominator, std::int64_t guess) {
  const auto distance_to = [&](std::int64_t value) {
    const std::int64_t difference = numerator - value * denominator;
    return std::pair(difference < 0 ? -difference : difference, value % 2);
  };
  std::int64_t best = guess;
  for (const std::int64_t value : {guess - 1, guess + 1}) {
    best = distance_to(value) < distance_to(best) ? value : best;
  }
  return best;
}

TEST(Rounding, IsNearestWithTiesToEvenForAllRatesUpTo2000) {
  for (std::int64_t total = 1; total <= 2000; ++total) {
    for (std::int64_t failed = 0; failed <= total; ++failed) {
      const Ratio percent{Wide{100} * failed, total};
      const double rough = 100.0 * static_cast<double>(failed) / static_cast<double>(total);
      const std::tuple seen(rounded(percent, 0), rounded(percent, 1), rounded(percent, 2));
      const std::tuple expected(
          nearest(100 * failed, total, static_cast<std::int64_t>(rough)),
          nearest(1000 * failed, total, static_cast<std::int64_t>(10 * rough)),
          nearest(10'000 * failed, total, static_cast<std::int64_t>(100 * rough)));
      ASSERT_EQ(seen, expected) << failed << " of " << total;
    }
  }
}

/// From Python 3.11: `decimal.Decimal(100 * failed) / total` quantized with ROUND_HALF_EVEN.
TEST(Rounding, MatchesPythonWhereDoublesWouldErr) {
  const std::tuple<std::int64_t, std::int64_t, const char*, const char*> table[]{
      {13, 32, "40.62", "40.6"},
      {1, 32, "3.12", "3.1"},
      {3, 32, "9.38", "9.4"},
      {3, 160, "1.88", "1.9"},
      {9, 800, "1.12", "1.1"},
      {201, 20'000, "1.00", "1.0"},
      {203, 20'000, "1.02", "1.0"},
      {1, 8, "12.50", "12.5"},
      {49, 2000, "2.45", "2.4"},
      {51, 2000, "2.55", "2.6"},
      {1, 1'000'003, "0.00", "0.0"},
      {9'007'199'254'740'991, 9'007'199'254'740'992, "100.00", "100.0"},
      {4'503'599'627'370'497, 9'007'199'254'740'992, "50.00", "50.0"}};
  for (const auto& [failed, total, two, one] : table) {
    const Ratio percent{Wide{100} * failed, total};
    EXPECT_EQ(decimal_text(percent, 2), two) << failed << " of " << total;
    EXPECT_EQ(decimal_text(percent, 1), one) << failed << " of " << total;
  }
}

TEST(Rounding, IsExactForMeansAndDistances) {
  EXPECT_EQ(decimal_text(mean({1, 8}, {63, 500}), 4), "0.1255");
  EXPECT_EQ(decimal_text(mean({25, 2}, {63, 5}), 1), "12.6") << "12.55 is as near to 12.5";
  EXPECT_EQ(decimal_text(distance({1, 3}, {1, 2}), 3), "0.167");
  EXPECT_EQ(decimal_text(distance({1, 2}, {1, 3}), 3), "0.167");
  EXPECT_EQ(decimal_text(times({9, 40}, 100), 0), "22");
  EXPECT_TRUE((Ratio{1, 3} < Ratio{334, 1000}));
  EXPECT_FALSE((Ratio{1, 3} < Ratio{2, 6}));
  EXPECT_EQ((Ratio{1, 3}), (Ratio{2, 6}));
}

}  // namespace
}  // namespace dora::model
