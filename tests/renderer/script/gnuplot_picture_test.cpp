// Tests the real gnuplot's pictures of our scripts, by pixels that must be there.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/renderer/gnuplot_drawing.h"

namespace dora::script {
namespace {

using test::year;
using testing::HasSubstr;
using GnuplotPictureTest = test::GnuplotDrawing;

constexpr const char* blue = "#4C78A8";
constexpr const char* light_blue = "#B3C6DA";
constexpr const char* red = "#E45756";
constexpr const char* light_red = "#F3B5B4";
constexpr const char* dark = "#252525";

/// The middle of a month's place in the chart of year(), and its edges.
int middle_of(std::size_t month) {
  return static_cast<int>(72.5 + 855.0 / 13 * (static_cast<double>(month) + 1));
}

TEST_F(GnuplotPictureTest, ShowsBarsOfTheRightHeight) {
  const test::Picture picture = this->picture(year("payments-api"));
  EXPECT_EQ(picture.width, 1000);
  EXPECT_EQ(picture.height, 500);
  // 0 to 10 is 437.5 to 78; next to the points of the line, which is at 20 %.
  const int x = middle_of(3) - 15;
  EXPECT_EQ(picture.at(x, 430), blue);
  EXPECT_EQ(picture.at(x, 155), blue);
  EXPECT_EQ(picture.at(x, 145), red);
  EXPECT_EQ(picture.at(x, 82), red);
  EXPECT_EQ(picture.at(x, 70), "#FFFFFF");
}

TEST_F(GnuplotPictureTest, ShowsTheRateWhereItBelongs) {
  const test::Picture picture = this->picture(year("payments-api"));
  const int y = static_cast<int>(437.5 - 0.2 * 359.5);
  EXPECT_EQ(picture.at(middle_of(3), y), dark);
  EXPECT_EQ(picture.at((middle_of(3) + middle_of(4)) / 2, y), dark);
}

TEST_F(GnuplotPictureTest, LeavesAGapWithoutDeploymentsAndShowsAnIsolatedPoint) {
  chart::Chart chart = year("gap", 5);
  const test::Picture picture = this->picture(chart);
  EXPECT_EQ(picture.count(dark, middle_of(4) + 10, middle_of(6) - 10), 0);
  EXPECT_EQ(picture.count(blue, middle_of(5) - 20, middle_of(5) + 20), 0);
  // The month has its place on the axis, with its name.
  int inked = 0;
  for (int y = 445; y < 460; ++y) {
    for (int x = middle_of(5) - 15; x < middle_of(5) + 15; ++x) {
      inked += picture.at(x, y) == "#FFFFFF" ? 0 : 1;
    }
  }
  EXPECT_GT(inked, 50);
  for (chart::Bar& bar : chart.bars) {
    bar.counts = &bar == &chart.bars[7] ? model::Counts{1, 1} : model::Counts{};
  }
  const test::Picture lone = this->picture(chart);
  EXPECT_GT(lone.count(dark, middle_of(7) - 5, middle_of(7) + 5), 5);
}

TEST_F(GnuplotPictureTest, DrawsUnfinishedPeriodsLighter) {
  chart::Chart chart = year("so far");
  const test::Picture before = picture(chart);
  EXPECT_EQ(before.count(light_blue, middle_of(11) - 25, middle_of(11) + 25), 0);
  chart.bars[11].unfinished = true;
  const test::Picture after = picture(chart);
  EXPECT_GT(after.count(light_blue, middle_of(11) - 25, middle_of(11) + 25), 3000);
  EXPECT_GT(after.count(light_red, middle_of(11) - 25, middle_of(11) + 25), 1000);
  EXPECT_EQ(after.count(blue, middle_of(11) - 25, middle_of(11) + 25), 0);
  EXPECT_GT(after.count(blue, middle_of(10) - 25, middle_of(10) + 25), 3000);
}

TEST_F(GnuplotPictureTest, HasTheRequestedSizeAndEmptyEdges) {
  chart::Chart chart = year(
      "サービス名がとても長いのでタイトルは切られるはずですがはみ出してはいけません本当にいけませ"
      "ん");
  chart.bars[11].unfinished = true;
  for (const chart::Size size : {chart::Size{600, 300}, chart::Size{1000, 500},
                                 chart::Size{2000, 1000}, chart::Size{480, 240}}) {
    const test::Picture picture = this->picture(chart, {size});
    EXPECT_EQ(picture.width, size.width);
    EXPECT_EQ(picture.height, size.height);
    EXPECT_GT(picture.count(blue), size.width * size.height / 20);
    for (int y = 0; y < size.height; ++y) {
      ASSERT_EQ(picture.at(size.width - 1, y), "#FFFFFF") << size.width << " at " << y;
      ASSERT_EQ(picture.at(0, y), "#FFFFFF") << size.width << " at " << y;
    }
  }
}

TEST_F(GnuplotPictureTest, DrawsAnyNumberOfPeriods) {
  for (const int count : {0, 1, 2, 120, 730, 4000}) {
    chart::Chart chart{"many", "figures", {}};
    for (int i = 0; i < count; ++i) {
      chart.bars.push_back({model::advance(*model::parse_period("2015-01"), i), {9, 1}, false});
    }
    const test::Picture picture = this->picture(chart);
    // Thousands of bars share pixels with their neighbours, so none has its pure colour.
    EXPECT_EQ(picture.count(blue) > 1000, count > 0 && count < 1000) << count;
    chart.bars.assign(static_cast<std::size_t>(count), {*model::parse_period("2015-01"), {}, true});
    EXPECT_EQ(this->picture(chart).count(blue), 0) << count;
  }
}

TEST_F(GnuplotPictureTest, DoublesEverythingAtScaleTwo) {
  const test::Picture single = picture(year("payments-api"));
  const test::Picture twice = picture(year("payments-api"), {.scale = 2});
  EXPECT_EQ(twice.width, 2000);
  EXPECT_EQ(twice.height, 1000);
  // Inside bars, legend and background; edges and glyphs are sharper.
  int same = 0;
  for (int y = 0; y < 500; ++y) {
    for (int x = 0; x < 1000; ++x) {
      same += single.rgb_at(x, y) == twice.rgb_at(2 * x, 2 * y) ? 1 : 0;
    }
  }
  EXPECT_GT(same, 500 * 1000 * 96 / 100);
  EXPECT_NEAR(twice.count(blue), 4 * single.count(blue), single.count(blue) / 4.0);
}

TEST_F(GnuplotPictureTest, DrawsTheDarkThemeOnlyInItsOwnColours) {
  chart::Chart chart = year("payments-api");
  chart.bars[11].unfinished = true;
  const test::Picture picture = this->picture(chart, {.theme = chart::Theme::dark});
  EXPECT_EQ(picture.at(0, 0), "#14181D");
  const int x = middle_of(3) - 15;
  EXPECT_EQ(picture.at(x, 155), "#4E81B8");
  EXPECT_EQ(picture.at(x, 145), "#E25B5A");
  for (const char* light : {"#FFFFFF", blue, light_blue, red, light_red, dark}) {
    EXPECT_EQ(picture.count(light), 0) << light;
  }
  const chart::Chart nothing{"idle", "No deployments", {}};
  EXPECT_EQ(this->picture(nothing, {.theme = chart::Theme::dark}).count("#FFFFFF"), 0);
}

TEST_F(GnuplotPictureTest, WritesTextAsTextInAnSvg) {
  const std::string svg = this->svg(year("<script>alert('x')</script> & &lt; ]]> 日本"));
  EXPECT_THAT(svg,
              HasSubstr("<text>&lt;script>alert('x')&lt;/script> &amp; &amp;lt; ]] > 日本</text>"));
  EXPECT_THAT(svg, HasSubstr("font-weight=\"bold\""));
  EXPECT_THAT(svg, HasSubstr("<text>some figures</text>"));
  EXPECT_THAT(svg, HasSubstr("fill=\"#ffffff\""));
  EXPECT_THAT(svg, testing::Not(HasSubstr("<script")));
}

}  // namespace
}  // namespace dora::script
