// Tests that the heatmap's colours differ without colour vision, and that text on them is legible.
#include "renderer/layout/heat_scale.h"

#include <algorithm>

#include <gtest/gtest.h>

#include "renderer/chart/contrast.h"

namespace dora::layout {
namespace {

class HeatScaleTest : public testing::TestWithParam<chart::Theme> {
 protected:
  static double against_background(const HeatStep& step) {
    return chart::contrast(color_of(GetParam(), step.color),
                           color_of(GetParam(), chart::Role::background));
  }
};

TEST_P(HeatScaleTest, StandsOutMoreWithEveryStep) {
  double before = 1.15;  // Even the palest differs from the background.
  for (const HeatStep& step : heat_steps) {
    EXPECT_GT(against_background(step), before) << step.name;
    before = against_background(step) * 1.05;
  }
}

TEST_P(HeatScaleTest, KeepsTextOnItLegible) {
  for (const HeatStep& step : heat_steps) {
    const chart::Color color = color_of(GetParam(), step.color);
    const double best =
        std::max(chart::contrast(0x111111, color), chart::contrast(0xFFFFFF, color));
    EXPECT_EQ(chart::contrast(color_of(GetParam(), step.ink), color), best) << step.name;
    EXPECT_GE(best, 4.5) << step.name;
  }
}

TEST(HeatStep, IncludesItsUpperLimit) {
  EXPECT_STREQ(heat_step(0).name, "0%");
  EXPECT_STREQ(heat_step(0.01).name, "≤ 10");
  EXPECT_STREQ(heat_step(10).name, "≤ 10");
  EXPECT_STREQ(heat_step(10.01).name, "≤ 20");
  EXPECT_STREQ(heat_step(50).name, "≤ 50");
  EXPECT_STREQ(heat_step(50.01).name, "> 50");
  EXPECT_STREQ(heat_step(100).name, "> 50");
}

INSTANTIATE_TEST_SUITE_P(Themes, HeatScaleTest,
                         testing::Values(chart::Theme::light, chart::Theme::dark),
                         [](const auto& theme) { return std::string(name_of(theme.param)); });

}  // namespace
}  // namespace dora::layout
