// Tests the real gnuplot's pictures of our scripts, by pixels that must be there.
#include <cmath>
#include <utility>

#include <gtest/gtest.h>

#include "renderer/layout/chart_drawing.h"
#include "renderer/layout/line_style.h"
#include "tests/renderer/gnuplot_drawing.h"
#include "tests/renderer/layout/texts_of.h"

namespace dora::script {
namespace {

using test::year;
using GnuplotPictureTest = test::GnuplotDrawing;

constexpr const char* blue = "#4C78A8";
constexpr const char* light_blue = "#B3C6DA";
constexpr const char* red = "#E45756";
constexpr const char* light_red = "#F3B5B4";
constexpr const char* dark = "#252525";

/// What the layout says of the chart in a picture of the usual size.
layout::Canvas layout_of(const chart::Chart& chart) {
  return layout::drawing_of(chart::AnyChart(chart), {{1000, 500}});
}

layout::Box bar_of(const chart::Chart& chart, chart::Role role, std::size_t number) {
  return layout::boxes_of(layout_of(chart), role).at(number);
}

/// The middle of a month's place in the chart of year().
int middle_of(std::size_t month) {
  const layout::Box bar = bar_of(year("any"), chart::Role::successful, month);
  return static_cast<int>((bar.left + bar.right) / 2);
}

int pixel(double position) {
  return static_cast<int>(std::floor(position));
}

TEST_F(GnuplotPictureTest, ShowsBarsWhereTheLayoutPutsThem) {
  const chart::Chart chart = year("payments-api");
  const test::Picture picture = this->picture(chart);
  EXPECT_EQ(picture.width, 1000);
  EXPECT_EQ(picture.height, 500);
  for (const auto& [role, color] :
       {std::pair(chart::Role::successful, blue), std::pair(chart::Role::failed, red)}) {
    const layout::Box bar = bar_of(chart, role, 3);
    EXPECT_EQ(picture.at(pixel(bar.left) + 2, pixel(bar.bottom) - 2), color);
    EXPECT_EQ(picture.at(pixel(bar.right) - 2, pixel(bar.top) + 2), color);
    EXPECT_NE(picture.at(pixel(bar.left) - 2, pixel(bar.bottom) - 2), color);
    EXPECT_NE(picture.at(pixel(bar.right) + 2, pixel(bar.bottom) - 2), color);
  }
  const layout::Box highest = bar_of(chart, chart::Role::failed, 3);
  EXPECT_EQ(picture.at(pixel(highest.left) + 2, pixel(highest.top) - 2), "#FFFFFF");
}

TEST_F(GnuplotPictureTest, ShowsTheRateWhereTheLayoutPutsIt) {
  const chart::Chart chart = year("payments-api");
  const test::Picture picture = this->picture(chart);
  const auto line = layout::value_lines_of(layout_of(chart)).at(0);
  EXPECT_EQ(picture.at(pixel(line[3].x), pixel(line[3].y)), dark);
  // A dot has the layout's radius.
  const double radius = layout::dot_radius;
  EXPECT_EQ(picture.at(pixel(line[3].x), pixel(line[3].y - radius + 0.6)), dark);
  EXPECT_NE(picture.at(pixel(line[3].x), pixel(line[3].y - radius - 1.4)), dark);
  const auto band = layout::shapes_of<layout::Areas>(layout_of(chart)).at(0).outlines.at(0);
  const double high = (band.front().y + line[0].y) / 2;
  EXPECT_EQ(picture.at(pixel((line[3].x + line[4].x) / 2), pixel(high)), "#DFE3E8");
  EXPECT_EQ(picture.at(pixel(line[0].x) - 5, pixel(high)), "#FFFFFF") << "no band before the first";
}

TEST_F(GnuplotPictureTest, ShowsTextsWhereTheLayoutPutsThem) {
  const chart::Chart chart = year("payments-api", 5);
  const test::Picture picture = this->picture(chart);
  for (const char* words : {"payments-api", "some figures", "Mar", "failed", "Failure rate"}) {
    const layout::DrawnText text = layout::text_of(layout_of(chart), words);
    ASSERT_EQ(text.text, words);
    const layout::Box box = layout::box_of(text);
    int inked = 0;
    for (int y = pixel(box.top); y < box.bottom; ++y) {
      for (int x = pixel(box.left); x < box.right; ++x) {
        inked += picture.at(x, y) == "#FFFFFF" ? 0 : 1;
      }
      EXPECT_EQ(picture.at(pixel(box.left) - 3, y), "#FFFFFF") << words;
      EXPECT_EQ(picture.at(pixel(box.right) + 3, y), "#FFFFFF") << words;
    }
    EXPECT_GT(inked, (box.right - box.left) * 2) << words;
  }
}

TEST_F(GnuplotPictureTest, LeavesAGapWithoutDeploymentsAndShowsAnIsolatedPoint) {
  chart::Chart chart = year("gap", 5);
  const test::Picture picture = this->picture(chart);
  EXPECT_EQ(picture.count(dark, middle_of(4) + 10, middle_of(6) - 10), 0);
  EXPECT_EQ(picture.count(blue, middle_of(5) - 20, middle_of(5) + 20), 0);
  for (chart::Bar& bar : chart.bars) {
    bar.counts = &bar == &chart.bars[7] ? model::Counts{4, 1} : model::Counts{};
  }
  const test::Picture lone = this->picture(chart);
  EXPECT_GT(lone.count(dark, middle_of(7) - 5, middle_of(7) + 5), 5);
}

TEST_F(GnuplotPictureTest, DrawsUnfinishedPeriodsLighter) {
  chart::Chart chart = year("so far");
  const test::Picture before = picture(chart);
  // Within the edges, whose pixels may be half blue and half white.
  EXPECT_EQ(before.count(light_blue, middle_of(11) - 20, middle_of(11) + 20), 0);
  chart.bars[11].unfinished = true;
  const test::Picture after = picture(chart);
  EXPECT_GT(after.count(light_blue, middle_of(11) - 25, middle_of(11) + 25), 3000);
  EXPECT_GT(after.count(light_red, middle_of(11) - 25, middle_of(11) + 25), 800);
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
  EXPECT_GT(same, 500 * 1000 * 95 / 100);
  EXPECT_NEAR(twice.count(blue), 4 * single.count(blue), single.count(blue) / 4.0);
}

TEST_F(GnuplotPictureTest, DrawsTheDarkThemeOnlyInItsOwnColours) {
  chart::Chart chart = year("payments-api");
  chart.bars[11].unfinished = true;
  const test::Picture picture = this->picture(chart, {.theme = chart::Theme::dark});
  EXPECT_EQ(picture.at(0, 0), "#14181D");
  const layout::Box good = bar_of(chart, chart::Role::successful, 3);
  const layout::Box bad = bar_of(chart, chart::Role::failed, 3);
  EXPECT_EQ(picture.at(pixel(good.left) + 3, pixel(good.top) + 3), "#4E81B8");
  EXPECT_EQ(picture.at(pixel(bad.left) + 3, pixel(bad.top) + 3), "#E25B5A");
  for (const char* light : {"#FFFFFF", blue, light_blue, red, light_red, dark}) {
    EXPECT_EQ(picture.count(light), 0) << light;
  }
  const chart::Chart nothing{"idle", "No deployments", {}};
  EXPECT_EQ(this->picture(nothing, {.theme = chart::Theme::dark}).count("#FFFFFF"), 0);
}

}  // namespace
}  // namespace dora::script
