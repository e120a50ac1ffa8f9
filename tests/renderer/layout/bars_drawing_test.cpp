// Tests the heights of bars, and what is said of periods that are not over.
#include "renderer/layout/bars_drawing.h"

#include <gmock/gmock.h>

#include "tests/renderer/layout/months.h"
#include "tests/renderer/layout/texts_of.h"

namespace dora::layout {
namespace {

Canvas with_bars(const std::vector<chart::Bar>& bars, double top) {
  Canvas canvas;
  const Surroundings around{1, 10, 0, 800, 0, 400};
  const PlotFrame frame{{50, 100, 750, 300}, {}};
  add_bars(canvas, frame, axis_of(frame, periods_of(bars), around), bars, top, around);
  return canvas;
}

TEST(Bars, AreAsHighAsTheirCounts) {
  const Canvas canvas = with_bars(months({{30, 10}, {10, 0}}), 40);
  const auto successful = boxes_of(canvas, chart::Role::successful);
  const auto failed = boxes_of(canvas, chart::Role::failed);
  ASSERT_EQ(successful.size(), 2U);
  ASSERT_EQ(failed.size(), 1U) << "no box without a failure";
  EXPECT_DOUBLE_EQ(successful[0].bottom, 300);
  EXPECT_DOUBLE_EQ(successful[0].top, 150);
  EXPECT_DOUBLE_EQ(failed[0].bottom, 150);
  EXPECT_DOUBLE_EQ(failed[0].top, 100);
  EXPECT_DOUBLE_EQ(successful[1].top, 250);
}

TEST(Bars, OfAnUnfinishedPeriodArePalerAndNamed) {
  std::vector<chart::Bar> bars = months({{3, 1}, {2, 2}});
  EXPECT_THAT(texts_of(with_bars(bars, 4)), testing::IsEmpty());
  bars.back().unfinished = true;
  const Canvas canvas = with_bars(bars, 4);
  EXPECT_EQ(boxes_of(canvas, chart::Role::successful).size(), 1U);
  EXPECT_EQ(boxes_of(canvas, chart::Role::successful_so_far).size(), 1U);
  EXPECT_EQ(boxes_of(canvas, chart::Role::failed_so_far).size(), 1U);
  EXPECT_THAT(texts_of(canvas), testing::ElementsAre("Feb to date"));
}

TEST(Bars, AreNotWrittenOver) {
  std::vector<chart::Bar> bars = months(std::vector<model::Counts>(40, {9, 1}));
  bars.back().unfinished = true;
  bars.back().counts = {1, 0};
  const Canvas canvas = with_bars(bars, 10);
  const Box name = box_of(text_of(canvas, "Apr to date"));
  EXPECT_LE(name.right, 750.01);
  for (const Box& bar : boxes_of(canvas, chart::Role::failed)) {
    EXPECT_TRUE(bar.right < name.left || bar.top > name.bottom - 3) << bar.left;
  }
}

TEST(CountAxis, LeavesRoomAboveTheHighestBar) {
  for (const std::int64_t highest : {1, 3, 16, 99, 100, 12'345}) {
    const CountAxis axis = count_axis(highest, 200, 1);
    EXPECT_GE(axis.top, 1.05 * static_cast<double>(highest));
    EXPECT_LE(axis.top, 1.1 * static_cast<double>(highest));
    EXPECT_GE(axis.tics.size(), 2U) << highest;
    EXPECT_LE(axis.tics.back().height, 1);
  }
}

TEST(CountAxis, HasTheSameProportionsAtAnyHeight) {
  EXPECT_EQ(count_axis(16, 100, 1).top, count_axis(16, 900, 1).top);
  EXPECT_LT(count_axis(16, 100, 1).tics.size(), count_axis(16, 900, 1).tics.size());
}

TEST(CountAxis, CountsFromZeroInWholeNumbers) {
  const CountAxis axis = count_axis(2, 1000, 1);
  ASSERT_EQ(axis.tics.size(), 3U);
  EXPECT_EQ(axis.tics[0].text, "0");
  EXPECT_EQ(axis.tics[2].text, "2");
  EXPECT_NEAR(axis.tics[2].height, 2 / axis.top, 1e-9);
}

TEST(OpenText, NamesThePeriods) {
  std::vector<chart::Bar> bars = months({{1, 0}, {1, 0}, {1, 0}, {1, 0}, {1, 0}});
  EXPECT_EQ(open_text(bars), "");
  bars[3].open = 3;
  bars[4].open = 1'200;
  EXPECT_EQ(open_text(bars), "1,203 still open · 3 in Apr, 1,200 in May");
  bars[0].open = 1;
  bars[1].open = 1;
  EXPECT_EQ(open_text(bars), "1,205 still open") << "too many to name";
}

}  // namespace
}  // namespace dora::layout
