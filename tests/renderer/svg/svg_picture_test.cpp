// Tests that a chart's SVG is small, stable, and says what the chart says.
#include "renderer/svg/svg_picture.h"

#include <gmock/gmock.h>

#include "tests/support/golden.h"

namespace dora::svg {
namespace {

using testing::HasSubstr;
using testing::Not;

/// Bars and rates that differ from month to month.
chart::Chart months(int count) {
  chart::Chart chart{"payments-api", "749 deployments · 10.3% failed · Dec 2024 – Nov 2026", {}};
  for (int i = 0; i < count; ++i) {
    const model::Counts counts{20 + (i * 37) % 23, (i * 17) % 7};
    chart.bars.push_back({model::advance(*model::parse_period("2024-12"), i), counts});
  }
  chart.bars.back().unfinished = true;
  chart.bars.back().open = 12;
  chart.credit = {"group/project", "3 Mar 2024", "made with dora-report"};
  return chart;
}

TEST(SvgPicture, IsTheOneThatWasLookedAt) {
  EXPECT_TRUE(test::matches_golden("renderer/service.svg",
                                   svg_picture(months(5), {1000, 500}, "the figures in words")));
}

TEST(SvgPicture, TakesAtMostSixKilobytesForTwoYears) {
  EXPECT_LE(svg_picture(months(24), {1000, 500},
                        "payments-api: 749 deployments, 77 failed (10.3%), December 2024 to "
                        "November 2026")
                .size(),
            6144U);
}

TEST(SvgPicture, LeavesTitleAndCreditToThePageButNamesItself) {
  const std::string svg = svg_picture(months(24), {1000, 500}, "in words");
  EXPECT_THAT(svg, HasSubstr("<title>payments-api</title><desc>in words</desc>"));
  EXPECT_EQ(svg.find("payments-api", svg.find("<desc>")), std::string::npos);
  EXPECT_THAT(svg, Not(HasSubstr("made with")));
}

TEST(SvgPicture, HasALayoutForNarrowBoxes) {
  const std::string svg = svg_picture(months(24), {1000, 500}, "in words");
  EXPECT_THAT(svg, HasSubstr("<svg class=\"w\" viewBox=\"0 0 1000 500\""));
  EXPECT_THAT(svg, HasSubstr("<svg class=\"n\" viewBox=\"0 0 360 360\""));
  EXPECT_THAT(svg, HasSubstr("@media(max-width:540px)"));
  EXPECT_EQ(wide_size(months(24), {1200, 600}), (chart::Size{1200, 600}));
  EXPECT_EQ(narrow_size(months(24)), (chart::Size{360, 360}));
}

TEST(SvgPicture, OfAHeatmapIsAsHighAsItsRows) {
  chart::Heatmap heatmap{"Failure rate", "f", {*model::parse_period("2024-01")}, {}, {}};
  heatmap.rows.assign(40, {"api", {{9, 1}}});
  EXPECT_GT(wide_size(heatmap, {1000, 500}).height, 800);
  EXPECT_GT(narrow_size(heatmap).height, 600);
}

}  // namespace
}  // namespace dora::svg
