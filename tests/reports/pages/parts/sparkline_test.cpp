// Tests the outlines of bars: to scale, aligned to the right, never empty for a count above 0.
#include "reports/pages/parts/sparkline.h"

#include <gtest/gtest.h>

namespace dora::pages {
namespace {

TEST(Sparkline, ScalesBarsToTheTallest) {
  const Sparkline line = sparkline_of({{10, 0}, {}, {2, 3}, {0, 1}});
  EXPECT_EQ(line.deployments, "M48 20v-20h5v20zM60 20v-10h5v10zM66 20v-2h5v2z");
  EXPECT_EQ(line.failed, "M60 20v-6h5v6zM66 20v-2h5v2z");
}

TEST(Sparkline, ShowsOneInAThousand) {
  EXPECT_EQ(sparkline_of({{999, 1}}).failed, "M66 20v-1h5v1z");
}

TEST(Sparkline, IsEmptyWithoutDeployments) {
  const Sparkline line = sparkline_of(std::vector<model::Counts>(sparkline_periods));
  EXPECT_EQ(line.deployments + line.failed, "");
  EXPECT_EQ(sparkline_of({}).deployments, "");
}

}  // namespace
}  // namespace dora::pages
