// Tests p-values against R's and scipy's functions, worked out beforehand.
#include "reports/analysis/statistics/significance.h"

#include <gtest/gtest.h>

namespace dora::statistics {
namespace {

constexpr Dispersion poisson;

TEST(Frequencies, AreComparedByTheExactConditionalTest) {
  // scipy: binom.sf(39, 160, 2 / 14), binom.sf(11, 15, 0.5), binom.cdf(2, 55, 2 / 8).
  EXPECT_NEAR(p_of_more({40, 2}, {120, 12}, poisson), 2.3909774660716457e-4, 1e-12);
  EXPECT_NEAR(p_of_more({12, 1}, {3, 1}, poisson), 0.017578125, 1e-12);
  EXPECT_NEAR(p_of_fewer({2, 2}, {53, 6}, poisson), 2.4772701129230286e-5, 1e-14);
  EXPECT_NEAR(p_of_change({12, 1}, {3, 1}, poisson), 2 * 0.017578125, 1e-12);
  EXPECT_NEAR(p_of_change({3, 1}, {12, 1}, poisson), 2 * 0.017578125, 1e-12);
}

TEST(Frequencies, OfNothingAreNoChange) {
  EXPECT_EQ(p_of_more({0, 1}, {0, 1}, poisson), 1);
  EXPECT_EQ(p_of_fewer({0, 1}, {0, 1}, poisson), 1);
  EXPECT_EQ(p_of_change({0, 1}, {0, 1}, poisson), 1);
  EXPECT_EQ(p_of_change({7, 1}, {7, 1}, poisson), 1);
}

TEST(Frequencies, OfBatchesNeedAGreaterChange) {
  // scipy: betainc(40 / 2.5, 120 / 2.5 + 1, 2 / 14).
  const Dispersion known{2.5};
  EXPECT_NEAR(p_of_more({40, 2}, {120, 12}, known), 0.01622976572394887, 1e-12);
  const Dispersion estimated{2.5, 11};
  EXPECT_GT(p_of_more({40, 2}, {120, 12}, estimated), 0.0162);
}

TEST(Shares, AreComparedByFishersExactTest) {
  // R: fisher.test(matrix(c(3, 1, 1, 3), 2))$p.value and so on.
  EXPECT_NEAR(p_of_different_shares({3, 4}, {1, 4}), 0.48571428571428565, 1e-12);
  EXPECT_NEAR(p_of_different_shares({10, 100}, {20, 100}), 0.07342758972137636, 1e-12);
  EXPECT_NEAR(p_of_different_shares({0, 5}, {5, 5}), 0.007936507936507938, 1e-12);
  EXPECT_NEAR(p_of_different_shares({7, 200}, {33, 400}), 0.035850032763151116, 1e-11);
  EXPECT_NEAR(p_of_different_shares({1000, 10000}, {1100, 10000}), 0.022378874800480137, 1e-9);
  EXPECT_EQ(p_of_different_shares({0, 7}, {0, 9}), 1);
}

TEST(Medians, AreComparedByMoodsTest) {
  // scipy: the median of both is 7; fisher_exact([[1, 7], [6, 3]]).
  const Values a{{1, 2, 3, 4, 5, 6, 7, 8}, 0};
  const Values b{{5, 6, 7, 8, 9, 10, 11, 12, 13}, 0};
  EXPECT_NEAR(p_of_different_medians(a, b), 0.049773755656108594, 1e-12);
  EXPECT_NEAR(p_of_different_medians(b, a), 0.049773755656108594, 1e-12);
  const Values censored{{5, 6, 7}, 6};
  EXPECT_NEAR(p_of_different_medians(a, censored), 0.049773755656108594, 1e-12)
      << "how much greater does not matter";
  EXPECT_EQ(p_of_different_medians(a, {}), 1);
  EXPECT_EQ(p_of_different_medians({{}, 3}, {{}, 4}), 1);
}

TEST(Hits, ArePredictedWithTheUncertaintyOfThePast) {
  // scipy: betabinom.sf(4, 20, 12.5, 228.5) and so on.
  EXPECT_NEAR(p_of_more_hits({{{5, 20}, {12, 240}}}), 0.004735265872216288, 1e-12);
  EXPECT_NEAR(p_of_more_hits({{{2, 5}, {0, 20}}}), 0.01307215203274903, 1e-12);
  EXPECT_NEAR(p_of_more_hits({{{9, 25}, {10, 100}}}), 0.002465027449226276, 1e-12);
  EXPECT_EQ(p_of_more_hits({{{0, 20}, {12, 240}}}), 1);
  EXPECT_EQ(p_of_more_hits({}), 1);
  EXPECT_NEAR(expected_hits({{{5, 20}, {12, 240}}}), 20 * 12.5 / 241, 1e-12);
}

TEST(Hits, OfSeveralKindsAreAddedSoThatAShiftBetweenKindsChangesNothing) {
  // numpy: convolution of betabinom.pmf(., 10, 3.5, 97.5) and betabinom.pmf(., 5, 25.5, 75.5).
  EXPECT_NEAR(p_of_more_hits({{{0, 10}, {3, 100}}, {{4, 5}, {25, 100}}}), 0.06165970241580204,
              1e-12);
  // Pooled, 30 of 40 instead of 3 of 40 at 25% would be an alarm.
  EXPECT_GT(p_of_more_hits({{{0, 10}, {30, 1000}}, {{8, 30}, {25, 100}}}), 0.4);
}

TEST(Hits, InARowAreAsLikelyAsPredicted) {
  // scipy: betabinom.pmf(3, 3, 12.5, 228.5).
  EXPECT_NEAR(p_of_all_hits(3, {12, 240}), 0.00017265259155110535, 1e-14);
  EXPECT_EQ(p_of_all_hits(0, {12, 240}), 1);
}

}  // namespace
}  // namespace dora::statistics
