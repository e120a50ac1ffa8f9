// Tests that heatmap cells distinguish rates, few deployments and none.
#include "renderer/layout/heatmap_drawing.h"

#include <algorithm>

#include <gmock/gmock.h>

#include "renderer/layout/heat_scale.h"
#include "tests/renderer/layout/texts_of.h"
#include "tests/support/rounded_percent.h"

namespace dora::layout {
namespace {

/// Rows of the same months.
chart::Heatmap heatmap(const std::vector<std::vector<model::Counts>>& rows) {
  chart::Heatmap chart{"Failure rate", "of all", {}, {}, {}};
  for (std::size_t i = 0; i < rows.front().size(); ++i) {
    chart.periods.push_back(model::advance(*model::parse_period("2024-01"), static_cast<int>(i)));
  }
  for (const auto& cells : rows) {
    chart.rows.push_back({"service " + std::to_string(chart.rows.size()), cells});
  }
  return chart;
}

Canvas drawn(const chart::Heatmap& chart, Frame frame = {{1000, 500}}) {
  frame.size = size_for(chart, frame);
  return drawing_of(chart, frame);
}

/// Those lower than the explanation of the colours.
std::vector<Box> cells_of(const Canvas& canvas, chart::Role role) {
  std::vector<Box> cells = boxes_of(canvas, role);
  const double explanation = box_of(text_of(canvas, heat_steps[0].name)).bottom + 8;
  std::erase_if(cells, [&](const Box& cell) { return cell.top < explanation; });
  return cells;
}

TEST(HeatmapDrawing, ColoursACellByItsRateAndShowsTheRate) {
  const Canvas drawing = drawn(heatmap({{{10, 0}, {9, 1}, {7, 3}, {0, 0}}}));
  EXPECT_EQ(cells_of(drawing, heat_steps[0].color).size(), 1U);
  EXPECT_EQ(cells_of(drawing, heat_steps[1].color).size(), 1U);
  EXPECT_EQ(cells_of(drawing, heat_steps[3].color).size(), 1U);
  EXPECT_TRUE(cells_of(drawing, heat_steps[5].color).empty());
  EXPECT_THAT(texts_of(drawing), testing::IsSupersetOf({"0", "10", "30", "service 0", "Jan"}));
}

TEST(HeatmapDrawing, RoundsEveryRateOnce) {
  for (int total = 5; total <= 60; ++total) {
    for (int failed = 1; failed < total; ++failed) {
      const std::string rate = test::rounded_percent(failed, total, 0);
      ASSERT_THAT(texts_of(drawn(heatmap({{{total - failed, failed}}}))), testing::Contains(rate))
          << failed << " of " << total;
    }
  }
}

TEST(HeatmapDrawing, ShowsFewDeploymentsSmallAndWithoutANumber) {
  const Canvas drawing = drawn(heatmap({{{4, 1}, {3, 1}}}));
  const std::vector<Box> enough = cells_of(drawing, heat_steps[2].color);
  const std::vector<Box> few = cells_of(drawing, heat_steps[3].color);
  ASSERT_EQ(enough.size(), 1U);
  ASSERT_EQ(few.size(), 1U);
  EXPECT_LT(few[0].right - few[0].left, 0.6 * (enough[0].right - enough[0].left));
  EXPECT_THAT(texts_of(drawing), testing::Contains("20"));
  EXPECT_THAT(texts_of(drawing), testing::Not(testing::Contains("25")));
}

TEST(HeatmapDrawing, OmitsNumbersWithoutRoom) {
  const std::vector<model::Counts> months(120, {9, 1});
  EXPECT_THAT(texts_of(drawn(heatmap({months}))), testing::Not(testing::Contains("10")));
}

TEST(HeatmapDrawing, IsAsHighAsItsRows) {
  const std::vector<model::Counts> months(24, {9, 1});
  const auto few = heatmap({months, months});
  const auto many = heatmap(std::vector<std::vector<model::Counts>>(40, months));
  const Frame frame{{1000, 500}};
  EXPECT_EQ(size_for(many, frame).height - size_for(few, frame).height, 38 * 20);
  EXPECT_EQ(size_for(many, frame).width, 1000);
}

TEST(HeatmapDrawing, CutsNoNameThatFits) {
  for (const char* name : {"two-tiers", "shipping-scheduler", "a service of some words"}) {
    chart::Heatmap chart = heatmap({{{9, 1}}});
    chart.rows[0].service = name;
    EXPECT_THAT(texts_of(drawn(chart)), testing::Contains(name));
  }
}

TEST(HeatmapDrawing, StaysInsideThePictureAtAnySize) {
  for (const chart::Size size : {chart::Size{480, 240}, chart::Size{1000, 500},
                                 chart::Size{8000, 240}, chart::Size{480, 8000}}) {
    for (const std::size_t periods : {1U, 24U, 4000U}) {
      chart::Heatmap chart = heatmap({std::vector<model::Counts>(periods, {9, 1})});
      chart.rows[0].service = std::string(300, 'm');
      const Canvas drawing = drawn(chart, {size});
      for (const Box& box : cells_of(drawing, heat_steps[1].color)) {
        EXPECT_GE(box.left, 0) << size.width << " " << periods;
        EXPECT_LE(box.right, size.width) << size.width << " " << periods;
        EXPECT_LT(box.left, box.right);
        EXPECT_LE(box.bottom, drawing.size.height);
      }
    }
  }
}

}  // namespace
}  // namespace dora::layout
