// Tests that the plots of tiers have one scale and stay apart.
#include "renderer/tiers_drawing.h"

#include <gtest/gtest.h>

#include "renderer/text_width.h"

namespace dora::renderer {
namespace {

/// A month each; the tier of number i has i + 1 deployments.
chart::TierChart tiers(int count) {
  chart::TierChart chart{"api", "Deployments", {}};
  for (int i = 0; i < count; ++i) {
    chart.panels.push_back(
        {"tier" + std::to_string(i), "1", {{*model::parse_period("2024-01"), {i + 1, 0}, false}}});
  }
  return chart;
}

std::vector<Box> bars_of(const Drawing& drawing, Role role = Role::successful) {
  std::vector<Box> bars;
  for (const auto& shape : drawing.shapes) {
    const auto* boxes = std::get_if<Boxes>(&shape);
    if (boxes != nullptr && boxes->color == color_of(Theme::light, role)) {
      bars.insert(bars.end(), boxes->boxes.begin(), boxes->boxes.end());
    }
  }
  return bars;
}

TEST(TiersDrawing, HasOneScaleInAllPlots) {
  for (const int count : {2, 3, 4, 5, 6}) {
    const std::vector<Box> bars = bars_of(drawing_of(tiers(count), {}));
    ASSERT_EQ(bars.size(), static_cast<std::size_t>(count));
    const double unit = bars[0].bottom - bars[0].top;
    EXPECT_GT(unit, 5);
    for (std::size_t i = 1; i < bars.size(); ++i) {
      EXPECT_NEAR(bars[i].bottom - bars[i].top, unit * static_cast<double>(i + 1), 0.01);
    }
  }
}

TEST(TiersDrawing, StacksFailedOnSuccessfulAndSetsTheRunningPeriodApart) {
  const model::Period january = *model::parse_period("2024-01");
  const model::Period february = *model::parse_period("2024-02");
  chart::TierChart chart{"api", "Deployments", {}};
  chart.panels.push_back({"a", "8", {{january, {3, 1}, false}, {february, {2, 2}, true}}});
  const Drawing drawing = drawing_of(chart, {});
  const auto full = bars_of(drawing, Role::successful);
  const auto failed = bars_of(drawing, Role::failed);
  const auto so_far = bars_of(drawing, Role::successful_so_far);
  ASSERT_EQ(full.size(), 1U);
  ASSERT_EQ(failed.size(), 1U);
  ASSERT_EQ(so_far.size(), 1U);
  EXPECT_EQ(bars_of(drawing, Role::failed_so_far).size(), 1U);
  EXPECT_DOUBLE_EQ(failed[0].bottom, full[0].top);
  EXPECT_NEAR(full[0].bottom - full[0].top, 3 * (failed[0].bottom - failed[0].top), 0.01);
  EXPECT_GT(so_far[0].left, full[0].right);
}

TEST(TiersDrawing, KeepsPlotsApartAndInsideThePicture) {
  for (const Size size : {Size{480, 240}, Size{1000, 500}, Size{8000, 240}, Size{480, 8000}}) {
    const std::vector<Box> bars = bars_of(drawing_of(tiers(6), {.size = size}));
    ASSERT_EQ(bars.size(), 6U);
    EXPECT_LT(bars[0].right, bars[1].left);
    EXPECT_LT(bars[1].right, bars[2].left);
    EXPECT_LE(bars[2].right, size.width);
    EXPECT_LT(bars[0].bottom, bars[3].top);
    EXPECT_LE(bars[5].bottom, size.height);
    EXPECT_GT(bars[5].bottom, bars[5].top);
  }
}

TEST(TiersDrawing, CutsNamesThatAreTooLong) {
  chart::TierChart chart = tiers(6);
  chart.panels[0].tier = std::string(200, 'm');
  for (const DrawnText& text : drawing_of(chart, {}).texts) {
    if (text.bold) {
      EXPECT_LT(text_width(text.text, Weight::bold) * 13.4, 300) << text.text;
    }
  }
}

}  // namespace
}  // namespace dora::renderer
