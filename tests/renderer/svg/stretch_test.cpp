// Tests that shapes are found to be the same but for position and proportions, and others not.
#include "renderer/svg/stretch.h"

#include <gtest/gtest.h>

namespace dora::svg {
namespace {

const std::vector<layout::Point> shape{{0, 0}, {10, 20}, {20, 5}};

TEST(Stretch, IsFoundAndWritten) {
  const auto stretch = stretch_between(shape, {{3, 7}, {8, 12}, {13, 8.25}});
  ASSERT_TRUE(stretch);
  EXPECT_EQ(stretch->transform(), "matrix(0.5 0 0 0.25 3 7)");
}

TEST(Stretch, AllowsForWhatNobodySees) {
  EXPECT_TRUE(stretch_between(shape, {{0, 0}, {10.2, 20}, {20, 5.2}}));
  EXPECT_FALSE(stretch_between(shape, {{0, 0}, {10.4, 20}, {20, 5}}));
  EXPECT_FALSE(stretch_between(shape, {{0, 0}, {10, 20}, {20, 5.4}}));
}

TEST(Stretch, NeedsTheSamePointsAndAnExtent) {
  EXPECT_FALSE(stretch_between(shape, {{0, 0}, {10, 20}}));
  EXPECT_FALSE(stretch_between({}, {}));
  EXPECT_FALSE(stretch_between({{1, 1}, {1, 9}}, {{1, 1}, {1, 9}}));
}

}  // namespace
}  // namespace dora::svg
