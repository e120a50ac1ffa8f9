// Tests that failure rates are shown on a scale of their own, and only where they mean something.
#include "renderer/layout/rate_drawing.h"

#include <gmock/gmock.h>

#include "tests/renderer/layout/months.h"
#include "tests/renderer/layout/texts_of.h"

namespace dora::layout {
namespace {

constexpr Box plot{50, 100, 750, 300};

Canvas with_rates(const std::vector<chart::Bar>& bars, double top) {
  Canvas canvas;
  const Surroundings around{1, 10, 0, 900, 0, 400};
  const PlotFrame frame{plot, {}};
  std::vector<model::Period> periods;
  for (const chart::Bar& bar : bars) {
    periods.push_back(bar.period);
  }
  add_rates(canvas, frame, axis_of(frame, periods, around), bars, top, around);
  return canvas;
}

TEST(Rates, AreLinesWithDotsOnTheirScale) {
  const auto lines = value_lines_of(with_rates(months({{9, 1}, {8, 2}, {10, 0}}), 40));
  ASSERT_EQ(lines.size(), 1U);
  ASSERT_EQ(lines[0].size(), 3U);
  EXPECT_DOUBLE_EQ(lines[0][0].y, 250);
  EXPECT_DOUBLE_EQ(lines[0][1].y, 200);
  EXPECT_DOUBLE_EQ(lines[0][2].y, 300);
}

TEST(Rates, OfFewDeploymentsAreLeftOut) {
  const Canvas canvas = with_rates(months({{9, 1}, {2, 2}, {4, 1}, {0, 0}, {9, 1}}), 40);
  const auto lines = value_lines_of(canvas);
  ASSERT_EQ(lines.size(), 3U) << "broken at 4 deployments and at none";
  EXPECT_EQ(shapes_of<Areas>(canvas).at(0).outlines.size(), 3U);
  EXPECT_TRUE(has_rates(months({{4, 1}})));
  EXPECT_FALSE(has_rates(months({{3, 1}, {0, 0}})));
}

TEST(Rates, HaveTheBandOfTheirIntervals) {
  const Canvas canvas = with_rates(months({{9, 1}, {9, 1}}), 50);
  const auto outline = shapes_of<Areas>(canvas).at(0).outlines.at(0);
  ASSERT_EQ(outline.size(), 4U);
  // Wilson's interval of 1 in 10: 1.79% to 40.42%.
  EXPECT_NEAR(outline[0].y, 300 - 200 * 40.42 / 50, 0.02);
  EXPECT_NEAR(outline[3].y, 300 - 200 * 1.79 / 50, 0.02);
}

TEST(Rates, DoNotLeaveThePlot) {
  const Canvas canvas = with_rates(months({{3, 3}, {2, 4}, {1, 5}}), 20);
  const Areas band = shapes_of<Areas>(canvas).at(0);
  for (const Point& point : band.outlines.at(0)) {
    EXPECT_GE(point.y, plot.top);
  }
}

TEST(Rates, AreComparedWithThatOfAllPeriods) {
  const Canvas canvas = with_rates(months({{9, 1}, {7, 3}}), 40);
  EXPECT_THAT(texts_of(canvas), testing::Contains("20.0% overall"));
  EXPECT_NEAR(text_of(canvas, "20.0% overall").at.y, 200, 1);
  EXPECT_GT(text_of(canvas, "20.0% overall").at.x, plot.right);
}

TEST(Rates, OfTheLastFullPeriodAreNamed) {
  std::vector<chart::Bar> bars = months({{9, 1}, {7, 3}, {5, 5}});
  EXPECT_THAT(texts_of(with_rates(bars, 60)), testing::Contains("50.0%"));
  bars.back().unfinished = true;
  const Canvas canvas = with_rates(bars, 60);
  EXPECT_THAT(texts_of(canvas), testing::Contains("30.0%"));
  EXPECT_THAT(texts_of(canvas), testing::Not(testing::Contains("50.0%")));
  EXPECT_EQ(shapes_of<Rings>(canvas).at(0).points.size(), 1U) << "the unfinished one is a ring";
  EXPECT_EQ(value_lines_of(canvas).at(0).size(), 2U);
}

TEST(RateAxis, ReachesEveryRate) {
  const RateAxis axis = rate_axis(months({{90, 10}, {3, 7}, {95, 5}}), 150, 1);
  EXPECT_GE(axis.top, 70);
  EXPECT_LE(axis.top, 100);
}

TEST(RateAxis, DoesNotFlattenLowRatesForOneWideInterval) {
  const RateAxis axis = rate_axis(months({{95, 5}, {95, 5}, {95, 5}, {5, 0}}), 150, 1);
  EXPECT_LT(axis.top, 20) << "5 deployments without a failure reach up to 43%";
}

TEST(RateAxis, HasRoundTics) {
  for (const std::int64_t failed : {0, 1, 3, 10, 40, 100}) {
    const RateAxis axis = rate_axis(months({{200 - failed, failed}}), 150, 1);
    EXPECT_EQ(axis.tics.front().text, "0%");
    EXPECT_GE(axis.tics.size(), 2U) << failed;
    EXPECT_LE(axis.tics.size(), 6U) << failed;
    EXPECT_LE(axis.tics.back().height, 1);
  }
}

}  // namespace
}  // namespace dora::layout
