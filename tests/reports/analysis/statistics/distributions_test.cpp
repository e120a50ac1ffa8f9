// Tests that Boost's functions are the ones that are meant.
#include "reports/analysis/statistics/distributions.h"

#include <gtest/gtest.h>

namespace dora::statistics {
namespace {

TEST(Distributions, HaveScipysValues) {
  EXPECT_NEAR(incomplete_beta(16, 49, 2.0 / 14), 0.01622976572394887, 1e-14);
  EXPECT_NEAR(digamma(5.5), 1.611093148581751, 1e-14);
  EXPECT_NEAR(trigamma(5.5), 0.1993423869896277, 1e-14);
  EXPECT_NEAR(log_beta(2, 3), -2.4849066497880004, 1e-14);
}

TEST(Distributions, MakeATestWithAnEstimatedVarianceLessSure) {
  // scipy: 2 * t.sf(norm.isf(0.005), 11), 2 * t.sf(norm.isf(5e-5), 35).
  EXPECT_NEAR(t_tail_at_normal_p(0.01, 11), 0.025781213947475554, 1e-12);
  EXPECT_NEAR(t_tail_at_normal_p(1e-4, 35), 0.00042792077469925167, 1e-12);
  EXPECT_EQ(t_tail_at_normal_p(1, 11), 1);
}

}  // namespace
}  // namespace dora::statistics
