// Tests counts in words: rates, no data, too few.
#include "reports/pages/parts/figures.h"

#include <gtest/gtest.h>

namespace dora::pages {
namespace {

TEST(Figures, CountsSuccessfulAndFailedTogether) {
  const Figures figures = figures_of({1230, 5});
  EXPECT_EQ(figures.deployments, "1,235");
  EXPECT_EQ(figures.successful, "1,230");
  EXPECT_EQ(figures.failed, "5");
  EXPECT_EQ(figures.failure_rate, "0.4%");
  EXPECT_TRUE(figures.has_data);
}

TEST(Figures, HaveNoRateWithoutDeployments) {
  EXPECT_EQ(figures_of({}).failure_rate, "no data");
  EXPECT_FALSE(figures_of({}).has_data);
}

TEST(Figures, SayWhenThereAreTooFewForAVerdict) {
  EXPECT_TRUE(figures_of({3, 1}).few);
  EXPECT_FALSE(figures_of({4, 1}).few);
}

}  // namespace
}  // namespace dora::pages
