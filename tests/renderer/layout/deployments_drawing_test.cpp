// Tests that both plots of a chart of deployments share their time axis and stay in the picture.
#include "renderer/layout/deployments_drawing.h"

#include <gmock/gmock.h>

#include "tests/renderer/layout/texts_of.h"

namespace dora::layout {
namespace {

using testing::Contains;
using testing::Not;

chart::Chart chart_of(int count, model::Counts counts, const std::string& title = "payments-api") {
  chart::Chart chart{title, "1,024 deployments · 12.4% failed · Jan 2021 – Dec 2022", {}};
  for (int i = 0; i < count; ++i) {
    chart.bars.push_back({model::advance(*model::parse_period("2021-01"), i), counts});
  }
  chart.credit = {"platform/deployments", "28 Nov 2026", "made with dora-report"};
  return chart;
}

TEST(DeploymentsDrawing, HasTheRateBelowTheBarsInTheSamePlaces) {
  const Canvas canvas = drawing_of(chart_of(24, {70, 10}), {{1000, 500}});
  const auto bars = boxes_of(canvas, chart::Role::successful);
  const auto line = value_lines_of(canvas).at(0);
  ASSERT_EQ(bars.size(), 24U);
  ASSERT_EQ(line.size(), 24U);
  for (std::size_t i = 0; i < bars.size(); ++i) {
    EXPECT_DOUBLE_EQ((bars[i].left + bars[i].right) / 2, line[i].x);
    EXPECT_GT(line[i].y, bars[i].bottom);
  }
  EXPECT_THAT(texts_of(canvas), testing::IsSupersetOf({"Deployments a month", "successful",
                                                       "failed", "Failure rate", "12.5%"}));
  EXPECT_EQ(std::ranges::count(texts_of(canvas), "Jan"), 2) << "labelled once for both plots";
}

TEST(DeploymentsDrawing, GivesBarsAllTheRoomWithoutARate) {
  const auto height = [](const Canvas& canvas) {
    const Box bar = boxes_of(canvas, chart::Role::successful).at(0);
    return bar.bottom - bar.top;
  };
  const Canvas few = drawing_of(chart_of(24, {4, 0}), {{1000, 500}});
  EXPECT_GT(height(few), 1.5 * height(drawing_of(chart_of(24, {5, 0}), {{1000, 500}})));
  EXPECT_THAT(texts_of(few), Not(Contains("Failure rate")));
}

TEST(DeploymentsDrawing, IsACardWithoutDeployments) {
  for (const int count : {0, 3}) {
    const Canvas canvas = drawing_of(chart_of(count, {}), {{1000, 500}});
    EXPECT_THAT(texts_of(canvas), Contains("No deployments"));
    EXPECT_TRUE(canvas.shapes.empty());
  }
}

TEST(DeploymentsDrawing, SaysWhatIsStillOpen) {
  chart::Chart chart = chart_of(3, {70, 10});
  chart.bars.back().open = 7;
  EXPECT_THAT(texts_of(drawing_of(chart, {{1000, 500}})), Contains("7 still open · 7 in Mar"));
}

TEST(DeploymentsDrawing, ShadesMarkedPeriodsBehindTheBars) {
  chart::Chart chart = chart_of(12, {70, 10});
  chart.marks = {{2, 4, "Change freeze"}};
  const Canvas canvas = drawing_of(chart, {{1000, 500}});
  EXPECT_THAT(texts_of(canvas), Contains("Shaded: Change freeze in Mar"));
  const auto shaded = boxes_of(canvas, chart::Role::band);
  const auto bars = boxes_of(canvas, chart::Role::successful);
  ASSERT_EQ(shaded.size(), 1U);
  EXPECT_LT(shaded[0].left, bars[2].left);
  EXPECT_GT(shaded[0].left, bars[1].right);
  EXPECT_GT(shaded[0].right, bars[4].right);
  EXPECT_LT(shaded[0].right, bars[5].left);
  EXPECT_EQ(std::get<Boxes>(canvas.shapes.front()).role, chart::Role::band) << "behind the bars";
}

TEST(DeploymentsDrawing, NamesThePeriodThatItCounts) {
  chart::Chart chart = chart_of(0, {});
  chart.bars = {{*model::parse_period("2024-W05"), {4, 1}}};
  EXPECT_THAT(texts_of(drawing_of(chart, {{1000, 500}})), Contains("Deployments a week"));
}

TEST(DeploymentsDrawing, DoesNotStretchAFewPeriodsOverTheWholeWidth) {
  const Box bar =
      boxes_of(drawing_of(chart_of(1, {9, 1}), {{1000, 500}}), chart::Role::successful).at(0);
  EXPECT_LT(bar.right - bar.left, 110);
}

TEST(DeploymentsDrawing, MakesRoomForLargeCounts) {
  const auto left = [](std::int64_t count) {
    return boxes_of(drawing_of(chart_of(24, {count, 0}), {{1000, 500}}), chart::Role::successful)
        .at(0)
        .left;
  };
  EXPECT_GT(left(9'007'199'254'740'992), left(80) + 50);
}

TEST(DeploymentsDrawing, KeepsEverythingInsideThePictureAtAnySize) {
  const std::string name =
      "かきくけこさしすせそたちつてとなにぬねのはひふへほまみむめもやゆよらりるれろわをん長い名前サ"
      "ービス";
  for (const chart::Size size :
       {chart::Size{360, 360}, chart::Size{480, 240}, chart::Size{600, 300}, chart::Size{1000, 500},
        chart::Size{8000, 240}, chart::Size{480, 8000}, chart::Size{8000, 8000}}) {
    for (const int count : {1, 24, 120, 4000}) {
      chart::Chart chart = chart_of(count, {12'345, 678}, name);
      chart.bars.back().unfinished = true;
      const Canvas canvas = drawing_of(chart, {size});
      const std::string where = std::to_string(size.width) + "x" + std::to_string(size.height) +
                                " with " + std::to_string(count);
      for (const DrawnText& text : canvas.texts) {
        EXPECT_GE(box_of(text).left, 0) << where << ": " << text.text;
        EXPECT_LE(box_of(text).right, size.width) << where << ": " << text.text;
        EXPECT_LE(box_of(text).bottom, size.height) << where << ": " << text.text;
      }
      for (const Box& box : boxes_of(canvas, chart::Role::failed)) {
        ASSERT_GE(box.left, 0) << where;
        ASSERT_LE(box.right, size.width) << where;
        ASSERT_LT(box.top, box.bottom) << where;
      }
    }
  }
}

}  // namespace
}  // namespace dora::layout
