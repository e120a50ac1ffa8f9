// Tests what the real gnuplot makes of our scripts, by the pixels that must be there.
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "collector/base/atomic_file.h"
#include "renderer/chart_plan.h"
#include "renderer/gnuplot_pool.h"
#include "renderer/gnuplot_program.h"
#include "renderer/gnuplot_script.h"
#include "tests/renderer/test_run.h"
#include "tests/support/picture.h"
#include "tests/support/temporary_folder.h"

namespace dora::renderer {
namespace {

using testing::HasSubstr;

constexpr const char* blue = "#4C78A8";
constexpr const char* light_blue = "#B3C6DA";
constexpr const char* red = "#E45756";
constexpr const char* light_red = "#F3B5B4";
constexpr const char* dark = "#252525";

/// Twelve months of 2024: 8 successful and 2 failed in each but in `gap`, none there.
chart::Chart year(const std::string& title, std::size_t gap = 99) {
  chart::Chart chart{title, "some figures", {}};
  for (std::size_t i = 0; i < 12; ++i) {
    const auto period = model::advance(*model::parse_period("2024-01"), static_cast<int>(i));
    chart.bars.push_back({period, i == gap ? model::Counts{} : model::Counts{8, 2}, false});
  }
  return chart;
}

struct Drawing {
  chart::Chart chart;
  PictureStyle style;
};

class GnuplotPictureTest : public testing::Test {
 protected:
  GnuplotPoolOptions options(int workers) {
    return {worker_command(find_gnuplot("gnuplot", run_.interrupt()), folder_.path()), workers,
            std::chrono::milliseconds(60'000)};
  }

  void draw(const std::vector<Drawing>& drawings, int workers = 1) {
    GnuplotPool pool(options(workers), run_.interrupt());
    std::size_t started = 0;
    for (std::size_t finished = 0; finished < drawings.size(); ++finished) {
      while (started < drawings.size() && pool.has_room()) {
        const auto& [chart, style] = drawings[started];
        pool.start({started, gnuplot_script(chart, style, name(started)), name(started),
                    style.format, size_of(style)});
        ++started;
      }
      const PlotResult result = pool.wait();
      EXPECT_TRUE(result.ok) << result.id << ": " << result.reason;
    }
  }

  test::Picture picture(const chart::Chart& chart, const PictureStyle& style = {}) {
    draw({{chart, style}});
    return test::read_picture(folder_ / name(0));
  }
  std::string svg(const chart::Chart& chart) {
    draw({{chart, {.format = PictureFormat::svg}}});
    return bytes(0);
  }

  static std::string name(std::size_t number) { return std::to_string(number) + ".picture"; }
  std::string bytes(std::size_t number) const { return base::read_file(folder_ / name(number)); }

  test::TemporaryFolder folder_;
  test::TestRun run_;
};

/// The middle of a month's place in the chart of year(), and its edges.
int middle_of(std::size_t month) {
  return static_cast<int>(72.5 + 855.0 / 13 * (static_cast<double>(month) + 1));
}

TEST_F(GnuplotPictureTest, ShowsBarsOfTheHeightsThatTheCountsSay) {
  const test::Picture picture = this->picture(year("payments-api"));
  EXPECT_EQ(picture.width, 1000);
  EXPECT_EQ(picture.height, 500);
  // 0 to 10 is 437.5 to 78; beside the points of the line, which stands at 20 %.
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

TEST_F(GnuplotPictureTest, LeavesAGapWithoutDeploymentsAndShowsALonePoint) {
  chart::Chart chart = year("gap", 5);
  const test::Picture picture = this->picture(chart);
  EXPECT_EQ(picture.count(dark, middle_of(4) + 10, middle_of(6) - 10), 0);
  EXPECT_EQ(picture.count(blue, middle_of(5) - 20, middle_of(5) + 20), 0);
  // The month has its place on the axis: its name stands there.
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

TEST_F(GnuplotPictureTest, HasTheSizeAskedForAndNothingAtItsEdges) {
  chart::Chart chart = year(
      "サービス名がとても長いのでタイトルは切られるはずですがはみ出してはいけません本当にいけませ"
      "ん");
  chart.bars[11].unfinished = true;
  for (const Size size : {Size{600, 300}, Size{1000, 500}, Size{2000, 1000}, Size{480, 240}}) {
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

TEST_F(GnuplotPictureTest, RunsNothingThatANameSays) {
  const std::string mark = (folder_ / "pwned").string();
  std::vector<Drawing> charts;
  for (const std::string& name : std::vector<std::string>{
           "`touch " + mark + "`", "'; system 'touch " + mark + "' #", "\"`touch " + mark + "`\"",
           "$(touch " + mark + ")", "@x %s %d %% {/Symbol a} a_b^c \\n ~", "x\\", "x''y'",
           "''''; system 'touch " + mark + "'", "'.system('touch " + mark + "').'", "EOD",
           "set output '|touch " + mark + "'"}) {
    const model::ServiceSummary service{name, {{*model::parse_period("2024-01"), {3, 1}}}};
    model::ServiceSummary broken = service;
    broken.service += "\n";
    broken.service += name;
    broken.service += "\r\xE2\x80\xAE\x1b[2J";
    const Axis axis{{*model::parse_period("2024-01")}, {}};
    charts.push_back({plan_service(service, axis).chart, {}});
    charts.push_back({plan_service(broken, axis).chart, {.format = PictureFormat::svg}});
  }
  draw(charts, 2);
  EXPECT_FALSE(std::filesystem::exists(mark));
}

TEST_F(GnuplotPictureTest, DrawsTheSameBytesAloneAndAfterOthers) {
  const std::vector<PictureStyle> styles{{},
                                         {.theme = Theme::dark},
                                         {.scale = 2},
                                         {.format = PictureFormat::svg},
                                         {.theme = Theme::dark, .format = PictureFormat::svg}};
  const std::vector<chart::Chart> charts{year("a"), year("b", 5), {"none", "nothing", {}}};
  std::vector<std::string> alone;
  for (const PictureStyle& style : styles) {
    draw({{charts[1], style}});
    alone.push_back(bytes(0));
  }
  // Every style after every other one, with other charts between them.
  std::vector<Drawing> all;
  for (std::size_t i = 0; i < styles.size() * styles.size() * charts.size(); ++i) {
    all.push_back({charts[i % 3], styles[i / 3 % 5]});
    all.push_back({charts[1], styles[i / 15]});
  }
  draw(all, 1);
  for (std::size_t i = 0; i < all.size() / 2; ++i) {
    EXPECT_EQ(bytes(2 * i + 1), alone[i / 15]) << i;
  }
}

TEST_F(GnuplotPictureTest, DoublesEverythingAtScaleTwo) {
  const test::Picture single = picture(year("payments-api"));
  const test::Picture twice = picture(year("payments-api"), {.scale = 2});
  EXPECT_EQ(twice.width, 2000);
  EXPECT_EQ(twice.height, 1000);
  // Inside of bars, legend and ground; edges and glyphs are sharper.
  int same = 0;
  for (int y = 0; y < 500; ++y) {
    for (int x = 0; x < 1000; ++x) {
      same += single.at(x, y) == twice.at(2 * x, 2 * y) ? 1 : 0;
    }
  }
  EXPECT_GT(same, 500 * 1000 * 96 / 100);
  EXPECT_NEAR(twice.count(blue), 4 * single.count(blue), single.count(blue) / 4);
}

TEST_F(GnuplotPictureTest, DrawsTheDarkThemeInItsColoursAlone) {
  chart::Chart chart = year("payments-api");
  chart.bars[11].unfinished = true;
  const test::Picture picture = this->picture(chart, {.theme = Theme::dark});
  EXPECT_EQ(picture.at(0, 0), "#14181D");
  const int x = middle_of(3) - 15;
  EXPECT_EQ(picture.at(x, 155), "#4E81B8");
  EXPECT_EQ(picture.at(x, 145), "#E25B5A");
  for (const char* light : {"#FFFFFF", blue, light_blue, red, light_red, dark}) {
    EXPECT_EQ(picture.count(light), 0) << light;
  }
  const chart::Chart nothing{"idle", "No deployments", {}};
  EXPECT_EQ(this->picture(nothing, {.theme = Theme::dark}).count("#FFFFFF"), 0);
}

TEST_F(GnuplotPictureTest, WritesTextAsTextIntoAnSvg) {
  const std::string svg = this->svg(year("<script>alert('x')</script> & &lt; ]]> 日本"));
  EXPECT_THAT(svg,
              HasSubstr("<text>&lt;script>alert('x')&lt;/script> &amp; &amp;lt; ]] > 日本</text>"));
  EXPECT_THAT(svg, HasSubstr("font-weight=\"bold\""));
  EXPECT_THAT(svg, HasSubstr("<text>some figures</text>"));
  EXPECT_THAT(svg, HasSubstr("fill=\"#ffffff\""));
  EXPECT_THAT(svg, testing::Not(HasSubstr("<script")));
}

TEST_F(GnuplotPictureTest, DrawsTheSameBytesUnderAForeignLocale) {
  draw({{year("1,5 日本 骨"), {}}});
  const std::string expected = bytes(0);
  ::setenv("LC_ALL", "ja_JP.UTF-8", 1);
  ::setenv("LANG", "de_DE.UTF-8", 1);
  draw({{year("1,5 日本 骨"), {}}});
  ::unsetenv("LC_ALL");
  ::unsetenv("LANG");
  EXPECT_EQ(bytes(0), expected);
}

TEST_F(GnuplotPictureTest, DrawsAllWhenAWorkerIsKilledInTheMiddle) {
  GnuplotPool pool(options(2), run_.interrupt());
  constexpr std::size_t charts = 30;
  std::size_t started = 0;
  std::set<std::size_t> drawn;
  std::vector<pid_t> first_workers;
  for (std::size_t finished = 0; finished < charts; ++finished) {
    while (started < charts && pool.has_room()) {
      pool.start({started, gnuplot_script(year("killed"), {}, name(started)), name(started)});
      ++started;
    }
    first_workers = finished == 0 ? test::children() : first_workers;
    if (finished == 5 || finished == 17) {
      ::kill(first_workers.at(finished == 5 ? 0 : 1), SIGKILL);
    }
    const PlotResult result = pool.wait();
    EXPECT_TRUE(result.ok) << result.reason;
    drawn.insert(result.id);
  }
  EXPECT_EQ(drawn.size(), charts);
  for (std::size_t i = 0; i < charts; ++i) {
    EXPECT_EQ(bytes(i), bytes(0)) << i;
  }
}

TEST_F(GnuplotPictureTest, ReportsAnErrorInGnuplotsOwnWords) {
  GnuplotPool pool(options(1), run_.interrupt());
  const std::string script = gnuplot_script(year("a"), {}, "a.png");
  pool.start(
      {1, "reset session\nset nonsense\n" + script.substr(script.find("set encoding")), "a.png"});
  pool.start({2, gnuplot_script(year("b"), {}, "b.png"), "b.png"});
  PlotResult bad = pool.wait();
  PlotResult good = pool.wait();
  if (bad.id != 1) {
    std::swap(bad, good);
  }
  EXPECT_FALSE(bad.ok);
  EXPECT_THAT(bad.reason, HasSubstr("unrecognized option"));
  EXPECT_TRUE(good.ok) << good.reason;
}

}  // namespace
}  // namespace dora::renderer
