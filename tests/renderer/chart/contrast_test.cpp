// Tests WCAG's formula with colours whose contrast is known.
#include "renderer/chart/contrast.h"

#include <gtest/gtest.h>

namespace dora::chart {
namespace {

TEST(Contrast, FollowsWcag) {
  EXPECT_NEAR(contrast(0x000000, 0xFFFFFF), 21, 1e-9);
  EXPECT_NEAR(contrast(0x767676, 0xFFFFFF), 4.54, 0.01);
  EXPECT_EQ(contrast(0x123456, 0x123456), 1);
}

}  // namespace
}  // namespace dora::chart
