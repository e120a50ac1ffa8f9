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

/// The strokes of the medians.
std::vector<std::vector<Point>> lines_of(const Canvas& drawing) {
  for (const auto& shape : drawing.shapes) {
    const auto* strokes = std::get_if<Strokes>(&shape);
    if (strokes != nullptr && strokes->color == color_of(chart::Theme::light, chart::Role::line)) {
      return strokes->lines;
    }
  }
  return {};
}

std::vector<Point> points_of(const Canvas& drawing, DotForm form) {
  std::vector<Point> points;
  for (const auto& shape : drawing.shapes) {
    const auto* dots = std::get_if<Dots>(&shape);
    if (dots != nullptr && dots->form == form) {
      points.insert(points.end(), dots->points.begin(), dots->points.end());
    }
  }
  return points;
}

std::size_t dots_of(const Canvas& drawing, DotForm form) {
  return points_of(drawing, form).size();
}

TEST(TimesDrawing, BreaksTheLineWhereDataAreMissing) {
  const Canvas drawing = drawing_of({"api", "f", {panel("", {3, 5, 0, 4, 0, 2, 2})}}, {});
  const auto lines = lines_of(drawing);
  ASSERT_EQ(lines.size(), 2U);
  EXPECT_EQ(lines[0].size(), 2U);
  EXPECT_EQ(lines[1].size(), 2U);
  EXPECT_EQ(dots_of(drawing, DotForm::disc), 5U);  // Including isolated ones.
  EXPECT_GT(lines[0][0].y, lines[0][1].y);         // 3 h is below 5 h.
  EXPECT_EQ(drawing.head.legend.size(), 2U) << "nothing is in progress";
}

TEST(TimesDrawing, ShowsAnUnfinishedPeriodAsASeparateRing) {
  chart::TimePanel months = panel("", {3, 5, 4});
  months.points.back().unfinished = true;
  const Canvas drawing = drawing_of({"api", "f", {months}}, {});
  ASSERT_EQ(lines_of(drawing).size(), 1U);
  EXPECT_EQ(lines_of(drawing)[0].size(), 2U);
  EXPECT_EQ(dots_of(drawing, DotForm::ring), 1U);
  EXPECT_EQ(dots_of(drawing, DotForm::open_triangle), 1U);
  EXPECT_EQ(drawing.head.legend.back().text, "In progress");
}

TEST(TimesDrawing, DrawsMediansUnderThe90PercentOnOneScale) {
  const Canvas drawing = drawing_of({"api", "f", {panel("", {3, 6})}}, {});
  const auto medians = points_of(drawing, DotForm::disc);
  const auto p90s = points_of(drawing, DotForm::triangle);
  ASSERT_EQ(medians.size(), 2U);
  ASSERT_EQ(p90s.size(), 2U);
  EXPECT_NEAR(p90s[0].y, medians[1].y, 0.01) << "6 hours both";
  EXPECT_GT(medians[0].y, p90s[0].y);
  EXPECT_EQ(medians[0].x, p90s[0].x);
}

TEST(TimesDrawing, LabelsPeriodsOnlyUnderTheLastPanel) {
  const Canvas drawing = drawing_of({"api", "f", {panel("a", {1, 2}), panel("b", {1, 2})}}, {});
  const auto texts = texts_of(drawing);
  EXPECT_EQ(std::ranges::count(texts, "Jan"), 1);
}

TEST(TimesDrawing, GivesEachPanelItsOwnAxis) {
  const Canvas drawing = drawing_of(
      {"api", "f", {panel("Lead time", {1, 2}), panel("Time to restore", {100, 300})}}, {});
  EXPECT_THAT(texts_of(drawing),
              testing::IsSupersetOf({"Lead time", "Time to restore", "4 h", "30 d"}));
}

TEST(TimesDrawing, SaysWhenAPanelHasNoData) {
  const Canvas drawing =
      drawing_of({"api", "f", {panel("Lead time", {1, 2}), panel("Time to restore", {0, 0})}}, {});
  EXPECT_THAT(texts_of(drawing), testing::Contains("No data"));
  EXPECT_THAT(texts_of(drawing), testing::Not(testing::Contains("1 s")));
}

}  // namespace
}  // namespace dora::layout
