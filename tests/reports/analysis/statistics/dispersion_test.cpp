// Tests how dispersions are estimated, and how series learn from one another.
#include "reports/analysis/statistics/dispersion.h"

#include <cmath>

#include <gtest/gtest.h>

namespace dora::statistics {
namespace {

TEST(Dispersion, IsTheVarianceOverTheMean) {
  // numpy: var([3, 5, 2, 8, 4, 6, 7], ddof=1) / 5.
  const Dispersion dispersion = dispersion_of({3, 5, 2, 8, 4, 6, 7});
  EXPECT_NEAR(dispersion.ratio, 0.9333333333333333, 1e-15);
  EXPECT_EQ(dispersion.degrees_of_freedom, 6);
  EXPECT_EQ(dispersion.mean, 5);
}

TEST(Dispersion, OfASeriesWithoutEventsIsThatOfChance) {
  EXPECT_EQ(dispersion_of({0, 0, 0, 0}).ratio, 1);
  EXPECT_TRUE(std::isinf(dispersion_of({0, 0, 0, 0}).degrees_of_freedom));
}

TEST(Dispersion, IsNeverBelowThatOfChance) {
  const Dispersion dispersion = moderated(dispersion_of({5, 5, 5, 5, 5}), {});
  EXPECT_EQ(dispersion.ratio, 1);
  EXPECT_TRUE(std::isinf(dispersion.degrees_of_freedom));
}

TEST(Dispersion, OfFewWeeksLearnsFromOtherSeries) {
  const Dispersion own{4, 10, 20};
  EXPECT_EQ(moderated(own, {}).ratio, 4);
  EXPECT_EQ(moderated(own, {1, 30}).ratio, 1.75);
  EXPECT_EQ(moderated(own, {1, 30}).degrees_of_freedom, 40);
  EXPECT_EQ(moderated({}, {2.5, 30}).ratio, 2.5) << "a series without events";
}

TEST(DispersionPrior, IsWeakWhereSeriesDifferAndStrongWhereTheyAgree) {
  std::vector<Dispersion> alike;
  std::vector<Dispersion> different;
  for (int i = 0; i < 40; ++i) {
    alike.push_back({i % 2 == 0 ? 0.9 : 1.1, 11, 10});
    different.push_back({i % 2 == 0 ? 0.5 : 8, 11, 10});
  }
  EXPECT_EQ(prior_of(alike).degrees_of_freedom, 1000);
  EXPECT_NEAR(prior_of(alike).ratio, 1.09, 0.01) << "the mean of the logarithm is below the mean";
  EXPECT_LT(prior_of(different).degrees_of_freedom, 2);
}

TEST(DispersionPrior, NeedsSeveralSeriesWithEnoughEvents) {
  EXPECT_EQ(prior_of(std::vector<Dispersion>(9, {3, 11, 10})).degrees_of_freedom, 0);
  EXPECT_EQ(prior_of(std::vector<Dispersion>(99, {3, 11, 1.9})).degrees_of_freedom, 0);
  EXPECT_GT(prior_of(std::vector<Dispersion>(10, {3, 11, 10})).degrees_of_freedom, 0);
}

}  // namespace
}  // namespace dora::statistics
