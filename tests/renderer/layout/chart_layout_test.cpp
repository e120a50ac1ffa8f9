// Tests where the parts of a chart go, at every allowed size.
#include "renderer/layout/chart_layout.h"

#include <gtest/gtest.h>

#include "renderer/layout/text_width.h"

namespace dora::layout {
namespace {

chart::Chart months(int count, std::int64_t most, const std::string& title = "payments-api") {
  chart::Chart chart{title, "1,024 deployments · 12.4 % failed · Jan 2021 – Dec 2022", {}};
  for (int i = 0; i < count; ++i) {
    chart.bars.push_back({model::advance(*model::parse_period("2021-01"), i), {most, 0}, false});
  }
  return chart;
}

double pixels(double points) {
  return points * 96 / 72;
}

TEST(ChartLayout, MatchesTheReferenceAtItsSize) {
  const ChartLayout layout = layout_of(months(24, 80), {1000, 500});
  EXPECT_EQ(layout.head.scale, 1);
  EXPECT_EQ(layout.counts.step, 10);
  EXPECT_EQ(layout.counts.top, 80);
  EXPECT_EQ(layout.rate_step, 20);
  EXPECT_NEAR(layout.periods.width, 34.2, 0.01);
  EXPECT_EQ(layout.periods.labels.size(), 24U);
  EXPECT_LT(layout.head.legend_y, layout.head.figures_at.y);  // Next to the figures.
}

TEST(ChartLayout, PutsTheLegendUnderTheFiguresIfNarrow) {
  const ChartLayout wide = layout_of(months(24, 80), {1000, 500});
  const ChartLayout narrow = layout_of(months(24, 80), {600, 300});
  EXPECT_GT(narrow.head.legend_y, narrow.head.figures_at.y);
  EXPECT_GT(narrow.plot_begin.y, narrow.head.legend_y);
  EXPECT_GT(narrow.plot_begin.y / narrow.head.scale, wide.plot_begin.y / wide.head.scale);
}

TEST(ChartLayout, ExplainsLighterBarsOnlyIfThereAreAny) {
  chart::Chart chart = months(24, 80);
  EXPECT_EQ(layout_of(chart, {1000, 500}).head.legend.size(), 3U);
  chart.bars.back().unfinished = true;
  const ChartLayout layout = layout_of(chart, {1000, 500});
  ASSERT_EQ(layout.head.legend.size(), 4U);
  EXPECT_EQ(layout.head.legend.back().mark, LegendMark::unfinished);
  chart.bars.back().counts = {};
  EXPECT_EQ(layout_of(chart, {1000, 500}).head.legend.size(), 3U);
}

TEST(ChartLayout, DoesNotStretchAFewPeriodsOverTheWholeWidth) {
  const ChartLayout layout = layout_of(months(1, 1), {1000, 500});
  EXPECT_LT(layout.periods.width, 110);
}

TEST(ChartLayout, MakesRoomForLargeCounts) {
  const ChartLayout small = layout_of(months(24, 80), {1000, 500});
  const ChartLayout large = layout_of(months(24, 9'007'199'254'740'992), {1000, 500});
  EXPECT_GT(large.plot_begin.x, small.plot_begin.x + 50);
  EXPECT_LT(large.plot_begin.x, 300);
}

TEST(ChartLayout, KeepsEverythingInsideThePictureAtAnySize) {
  const std::string name =
      "かきくけこさしすせそたちつてとなにぬねのはひふへほまみむめもやゆよらりるれろわをん長い名前サ"
      "ービス";
  for (const chart::Size size :
       {chart::Size{480, 240}, chart::Size{600, 300}, chart::Size{1000, 500},
        chart::Size{2000, 1000}, chart::Size{8000, 240}, chart::Size{480, 8000},
        chart::Size{8000, 8000}}) {
    for (const int count : {1, 24, 120, 4000}) {
      chart::Chart chart = months(count, 12'345, name);
      chart.bars.back().unfinished = true;
      const ChartLayout layout = layout_of(chart, size);
      const std::string where = std::to_string(size.width) + "x" + std::to_string(size.height) +
                                " with " + std::to_string(count);
      EXPECT_GE(layout.head.legend.front().text_end -
                    text_width("Successful", Weight::regular) * pixels(layout.head.font_points),
                0)
          << where;
      EXPECT_LE(layout.head.title_at.x +
                    text_width(layout.head.title, Weight::bold) * pixels(layout.head.title_points),
                size.width)
          << where;
      EXPECT_LE(layout.head.figures_at.x + text_width(layout.head.figures, Weight::regular) *
                                               pixels(layout.head.font_points),
                size.width)
          << where;
      EXPECT_LT(layout.plot_begin.x, layout.plot_end.x) << where;
      EXPECT_LT(layout.plot_begin.y, layout.plot_end.y) << where;
      EXPECT_GT(size.height - layout.plot_end.y, 2.5 * pixels(layout.head.font_points)) << where;
    }
  }
}

}  // namespace
}  // namespace dora::layout
