// Tests renderer/layout/head_layout.
#include "renderer/layout/head_layout.h"

#include <gtest/gtest.h>

#include "renderer/layout/text_width.h"

namespace dora::layout {
namespace {

constexpr double left = 72.5;
constexpr double plot_end = 927.5;

HeadLayout head_of(const std::string& figures, chart::Size size = {1000, 500},
                   const std::string& title = "payments-api") {
  return head_layout(
      {title, figures, {{"successful", LegendMark::successful}, {"failed", LegendMark::failed}}},
      left, plot_end * size.width / 1000, size);
}

double begin_of(const HeadLayout& layout, const LegendItem& item) {
  return item.text_end - text_width(item.text, Weight::regular) * layout.font_pixels();
}

TEST(HeadLayout, PutsTheLegendAtThePlotsEndInOrder) {
  const HeadLayout layout = head_of("12 deployments");
  ASSERT_EQ(layout.legend.size(), 2U);
  EXPECT_DOUBLE_EQ(layout.legend[1].mark_end, plot_end - 6);
  for (const LegendItem& item : layout.legend) {
    EXPECT_LT(begin_of(layout, item), item.text_end) << item.text;
    EXPECT_LT(item.text_end, item.mark_begin) << item.text;
    EXPECT_LT(item.mark_begin, item.mark_end) << item.text;
  }
  EXPECT_LT(layout.legend[0].mark_end, begin_of(layout, layout.legend[1]));
}

TEST(HeadLayout, PutsTheLegendUnderFiguresThatLeaveNoRoom) {
  int beside = 0;
  int under = 0;
  for (std::size_t length = 1; length < 150; ++length) {
    const HeadLayout layout = head_of(std::string(length, 'x'));
    const double figures_end =
        left + text_width(layout.figures, Weight::regular) * layout.font_pixels();
    const bool fits = figures_end + 12 <= begin_of(layout, layout.legend.front());
    EXPECT_EQ(layout.legend_y < layout.figures_at.y, fits) << length;
    EXPECT_EQ(layout.end, fits ? plot_y : 100) << length;
    ++(fits ? beside : under);
  }
  EXPECT_GT(beside, 50);
  EXPECT_GT(under, 10);
}

TEST(HeadLayout, CutsTitleAndFiguresAtThePicturesEdge) {
  const std::string longer(500, 'm');
  const HeadLayout layout = head_of(longer, {1000, 500}, longer);
  EXPECT_LT(layout.title.size(), longer.size());
  EXPECT_LE(left + text_width(layout.title, Weight::bold) * layout.title_points * pixels_per_point,
            1000 - outer_gap);
  EXPECT_LE(left + text_width(layout.figures, Weight::regular) * layout.font_pixels(),
            1000 - outer_gap);
}

TEST(HeadLayout, GrowsWithTheSquareRootOfTheSmallerSide) {
  EXPECT_DOUBLE_EQ(scale_for({1000, 500}), 1);
  EXPECT_DOUBLE_EQ(scale_for({4000, 2000}), 2);
  EXPECT_DOUBLE_EQ(scale_for({4000, 500}), 1);
  EXPECT_DOUBLE_EQ(scale_for({100, 50}), 0.85);
  EXPECT_DOUBLE_EQ(scale_for({100'000, 50'000}), 2.5);
}

}  // namespace
}  // namespace dora::layout
