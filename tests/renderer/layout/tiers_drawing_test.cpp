// Tests that the plots of tiers have the same scale and do not overlap.
#include "renderer/layout/tiers_drawing.h"

#include <algorithm>
#include <array>

#include <gmock/gmock.h>

#include "tests/renderer/layout/texts_of.h"

namespace dora::layout {
namespace {

/// One month each; tier number i has i + 1 deployments.
chart::TierChart tiers(int count) {
  chart::TierChart chart{"api", "Deployments", {}, {}};
  for (int i = 0; i < count; ++i) {
    chart.panels.push_back(
        {"tier" + std::to_string(i), "1", {{*model::parse_period("2024-01"), {i + 1, 0}, false}}});
  }
  return chart;
}

std::vector<Box> bars_of(const Canvas& canvas) {
  return boxes_of(canvas, chart::Role::successful);
}

TEST(TiersDrawing, UsesOneScaleInAllPlots) {
  for (const int count : {2, 3, 4, 5, 6}) {
    const std::vector<Box> bars = bars_of(drawing_of(tiers(count), {{1000, 500}}));
    ASSERT_EQ(bars.size(), static_cast<std::size_t>(count));
    const double unit = bars[0].bottom - bars[0].top;
    EXPECT_GT(unit, 5);
    for (std::size_t i = 1; i < bars.size(); ++i) {
      EXPECT_NEAR(bars[i].bottom - bars[i].top, unit * static_cast<double>(i + 1), 0.01);
    }
  }
}

TEST(TiersDrawing, HasRoomForTheTallestBarOfAnyTier) {
  chart::TierChart chart = tiers(6);
  std::reverse(chart.panels.begin(), chart.panels.end());
  const Canvas drawing = drawing_of(chart, {{1000, 500}});
  for (const Box& bar : bars_of(drawing)) {
    EXPECT_GT(bar.top, box_of(text_of(drawing, "tier5")).bottom);
  }
}

/// Counts the texts with these words.
std::ptrdiff_t count(const Canvas& drawing, const std::string& words) {
  return std::count_if(drawing.texts.begin(), drawing.texts.end(),
                       [&](const DrawnText& text) { return text.text == words; });
}

TEST(TiersDrawing, LabelsOnlyTheLeftAndTheBottom) {
  // Columns and rows for the number of tiers; the lowest number of each plot is 0.
  const std::vector<std::array<int, 3>> table{{1, 1, 1}, {2, 2, 1}, {3, 3, 1},
                                              {4, 2, 2}, {5, 3, 2}, {6, 3, 2}};
  for (const auto& [tiers_shown, columns, rows] : table) {
    const Canvas drawing = drawing_of(tiers(tiers_shown), {{1000, 500}});
    EXPECT_EQ(count(drawing, "0"), rows) << tiers_shown;
    EXPECT_EQ(count(drawing, "Jan"), columns) << tiers_shown;
  }
}

TEST(TiersDrawing, NamesTheUnfinishedPeriod) {
  chart::TierChart chart = tiers(2);
  EXPECT_EQ(count(drawing_of(chart, {{1000, 500}}), "Jan to date"), 0);
  chart.panels[1].bars[0].unfinished = true;
  EXPECT_EQ(count(drawing_of(chart, {{1000, 500}}), "Jan to date"), 1);
}

TEST(TiersDrawing, HasTwoColumnsInANarrowPicture) {
  const std::vector<Box> bars = bars_of(drawing_of(tiers(3), {{360, 480}, false}));
  ASSERT_EQ(bars.size(), 3U);
  EXPECT_LT(bars[0].right, bars[1].left);
  EXPECT_LT(bars[0].bottom, bars[2].top);
}

TEST(TiersDrawing, StacksFailedOnSuccessfulAndSetsTheRunningPeriodApart) {
  const model::Period january = *model::parse_period("2024-01");
  const model::Period february = *model::parse_period("2024-02");
  chart::TierChart chart{"api", "Deployments", {}, {}};
  chart.panels.push_back({"a", "8", {{january, {3, 1}, false}, {february, {2, 2}, true}}});
  const Canvas drawing = drawing_of(chart, {{1000, 500}});
  const auto full = boxes_of(drawing, chart::Role::successful);
  const auto failed = boxes_of(drawing, chart::Role::failed);
  const auto so_far = boxes_of(drawing, chart::Role::successful_so_far);
  ASSERT_EQ(full.size(), 1U);
  ASSERT_EQ(failed.size(), 1U);
  ASSERT_EQ(so_far.size(), 1U);
  EXPECT_EQ(boxes_of(drawing, chart::Role::failed_so_far).size(), 1U);
  EXPECT_DOUBLE_EQ(failed[0].bottom, full[0].top);
  EXPECT_NEAR(full[0].bottom - full[0].top, 3 * (failed[0].bottom - failed[0].top), 0.01);
  EXPECT_GT(so_far[0].left, full[0].right);
}

TEST(TiersDrawing, KeepsPlotsApartAndInsideThePicture) {
  for (const chart::Size size : {chart::Size{600, 300}, chart::Size{1000, 500},
                                 chart::Size{8000, 240}, chart::Size{600, 8000}}) {
    const std::vector<Box> bars = bars_of(drawing_of(tiers(6), {size}));
    ASSERT_EQ(bars.size(), 6U);
    EXPECT_LT(bars[0].right, bars[1].left);
    EXPECT_LT(bars[1].right, bars[2].left);
    EXPECT_LE(bars[2].right, size.width);
    EXPECT_LT(bars[0].bottom, bars[3].top);
    EXPECT_LE(bars[5].bottom, size.height);
    EXPECT_GT(bars[5].bottom, bars[5].top);
  }
}

TEST(TiersDrawing, CutsNamesThatAreTooLongAndLeavesTheFiguresOut) {
  chart::TierChart chart = tiers(6);
  chart.panels[0].tier = std::string(200, 'm');
  chart.panels[0].figures = "w failed of w";
  const Canvas drawing = drawing_of(chart, {{1000, 500}});
  const auto beside = std::find_if(drawing.texts.begin(), drawing.texts.end(),
                                   [](const DrawnText& text) { return text.text == "tier1"; });
  ASSERT_NE(beside, drawing.texts.end());
  int cut = 0;
  for (const DrawnText& text : drawing.texts) {
    if (text.text.starts_with('m') || text.text.starts_with('w')) {
      ++cut;
      EXPECT_LT(box_of(text).right, beside->at.x) << text.text;
    }
  }
  EXPECT_EQ(cut, 1) << "no room for half of the figures";
}

}  // namespace
}  // namespace dora::layout
