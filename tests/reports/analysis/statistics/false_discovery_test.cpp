// Tests the choice of significant p-values.
#include "reports/analysis/statistics/false_discovery.h"

#include <gtest/gtest.h>

namespace dora::statistics {
namespace {

TEST(FalseDiscovery, FollowsThePublishedExample) {
  // Benjamini and Hochberg (1995), section 4.1: at 5%, the four smallest of 15.
  const std::vector<double> p_values{0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344,
                                     0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0000};
  EXPECT_EQ(significance_limit(p_values, p_values.size(), 0.05), 0.0095);
}

TEST(FalseDiscovery, CountsTestsWhosePValuesAreLeftOut) {
  EXPECT_EQ(significance_limit({0.03, 0.001}, 10), 0.001);
  EXPECT_EQ(significance_limit({0.03, 0.001}, 5), 0.03);
  EXPECT_LT(significance_limit({0.03, 0.011}, 10), 0);
  EXPECT_LT(significance_limit({}, 10), 0);
}

}  // namespace
}  // namespace dora::statistics
