// Tests that lines of times stop where there are no data, and where a period is not over.
#include "renderer/layout/times_drawing.h"

#include <algorithm>

#include <gmock/gmock.h>

#include "tests/renderer/layout/texts_of.h"

namespace dora::layout {
namespace {

using std::chrono::hours;

/// Consecutive months; 0 hours means no data.
chart::TimePanel panel(const std::string& name, const std::vector<int>& medians) {
  chart::TimePanel panel{name, "figures", {}};
  for (std::size_t i = 0; i < medians.size(); ++i) {
    const auto period = model::advance(*model::parse_period("2024-01"), static_cast<int>(i));
    panel.points.push_back({period, {}, false});
    if (medians[i] > 0) {
      panel.points.back().spread = model::Spread{9, hours(medians[i]), hours(2 * medians[i])};
    }
  }
  return panel;
}

Canvas with_panels(const std::vector<chart::TimePanel>& panels) {
  return drawing_of(chart::TimeChart{"api", "f", panels}, {{1000, 500}});
}

TEST(TimesDrawing, BreaksTheLineWhereDataAreMissing) {
  const auto lines = value_lines_of(with_panels({panel("", {3, 5, 0, 4, 0, 2, 2})}));
  ASSERT_EQ(lines.size(), 3U);
  EXPECT_EQ(lines[0].size(), 2U);
  EXPECT_EQ(lines[1].size(), 1U) << "a dot alone";
  EXPECT_EQ(lines[2].size(), 2U);
  EXPECT_GT(lines[0][0].y, lines[0][1].y) << "3 h is below 5 h";
}

TEST(TimesDrawing, ShowsAnUnfinishedPeriodAsASeparateRing) {
  chart::TimePanel months = panel("", {3, 5, 4});
  months.points.back().unfinished = true;
  const Canvas canvas = with_panels({months});
  ASSERT_EQ(value_lines_of(canvas).size(), 1U);
  EXPECT_EQ(value_lines_of(canvas)[0].size(), 2U);
  EXPECT_EQ(shapes_of<Rings>(canvas).at(0).points.size(), 1U);
}

TEST(TimesDrawing, ShadesUpToThe90thPercentile) {
  const Canvas canvas = with_panels({panel("", {3, 6})});
  const auto line = value_lines_of(canvas).at(0);
  const auto outline = shapes_of<Areas>(canvas).at(0).outlines.at(0);
  ASSERT_EQ(outline.size(), 4U);
  EXPECT_NEAR(outline[0].y, line[1].y, 0.01) << "6 hours both";
  EXPECT_NEAR(outline[3].y, line[0].y, 0.01) << "from the median";
  EXPECT_LT(outline[1].y, line[1].y);
}

TEST(TimesDrawing, NamesTheLastFullMedian) {
  chart::TimePanel months = panel("", {3, 5, 4});
  EXPECT_THAT(texts_of(with_panels({months})), testing::Contains("4 h"));
  months.points.back().unfinished = true;
  EXPECT_THAT(texts_of(with_panels({months})), testing::Contains("5 h"));
}

TEST(TimesDrawing, LabelsPeriodsOnlyUnderTheLastPanel) {
  const auto texts = texts_of(with_panels({panel("a", {1, 2}), panel("b", {1, 2})}));
  EXPECT_EQ(std::ranges::count(texts, "Jan"), 1);
}

TEST(TimesDrawing, GivesEachPanelItsOwnAxis) {
  const Canvas canvas =
      with_panels({panel("Lead time", {1, 2}), panel("Time to restore", {100, 300})});
  EXPECT_THAT(texts_of(canvas),
              testing::IsSupersetOf({"Lead time", "Time to restore", "4 h", "1 mo"}));
}

TEST(TimesDrawing, SaysWhenAPanelHasNoData) {
  const Canvas canvas = with_panels({panel("Lead time", {1, 2}), panel("Time to restore", {0, 0})});
  EXPECT_THAT(texts_of(canvas), testing::Contains("No data"));
  EXPECT_EQ(value_lines_of(canvas).size(), 1U);
}

}  // namespace
}  // namespace dora::layout
