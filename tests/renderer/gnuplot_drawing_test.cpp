// Tests that the real gnuplot draws the same picture whatever came before, never executes text in
// charts, and loses no chart when a worker dies.
#include "tests/renderer/gnuplot_drawing.h"

#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "collector/base/text/printable.h"
#include "renderer/plan/chart_plan.h"
#include "renderer/plan/overall_plan.h"
#include "renderer/plan/service_plan.h"

namespace dora::renderer {
namespace {

using test::Drawing;
using test::year;
using testing::HasSubstr;
using GnuplotDrawingTest = test::GnuplotDrawing;

TEST_F(GnuplotDrawingTest, NeverExecutesTextFromNames) {
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
    const plan::Axis axis{{*model::parse_period("2024-01")}, {}};
    charts.push_back({plan_service(service, axis).chart, {}});
    charts.push_back({plan_service(broken, axis).chart, {}});
    charts.push_back({plan_tiers(name, {service, broken}, axis).chart, {}});
    charts.push_back({plan_heatmap(chart::Kind::heatmap, {{service, broken}}, axis).chart, {}});
    chart::Chart credited = year("credited");
    credited.credit.project = text::printable(name);
    charts.push_back({credited, {}});
  }
  draw(charts, 2);
  EXPECT_FALSE(std::filesystem::exists(mark));
}

TEST_F(GnuplotDrawingTest, DrawsTheSameBytesAloneAndAfterOthers) {
  const std::vector<chart::PictureStyle> styles{{},
                                                {.theme = chart::Theme::dark},
                                                {.scale = 2},
                                                {.size = {600, 300}},
                                                {.scale = 2, .theme = chart::Theme::dark}};
  const std::vector<chart::Chart> charts{year("a"), year("b", 5), {"none", "nothing", {}}};
  std::vector<std::string> alone;
  for (const chart::PictureStyle& style : styles) {
    draw({{charts[1], style}});
    alone.push_back(bytes(0));
  }
  // Every style after every other, with different charts in between.
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

TEST_F(GnuplotDrawingTest, DrawsTheSameBytesUnderAForeignLocale) {
  draw({{year("1,5 日本 骨"), {}}});
  const std::string expected = bytes(0);
  ::setenv("LC_ALL", "ja_JP.UTF-8", 1);
  ::setenv("LANG", "de_DE.UTF-8", 1);
  draw({{year("1,5 日本 骨"), {}}});
  ::unsetenv("LC_ALL");
  ::unsetenv("LANG");
  EXPECT_EQ(bytes(0), expected);
}

TEST_F(GnuplotDrawingTest, DrawsEverythingWhenAWorkerIsKilled) {
  gnuplot::GnuplotPool pool(options(2), run_.interrupt());
  constexpr std::size_t charts = 30;
  std::size_t started = 0;
  std::set<std::size_t> drawn;
  std::vector<pid_t> first_workers;
  for (std::size_t finished = 0; finished < charts; ++finished) {
    while (started < charts && pool.has_room()) {
      pool.start({started, script::gnuplot_script(year("killed"), {}).writing(name(started)),
                  name(started)});
      ++started;
    }
    first_workers = finished == 0 ? test::children() : first_workers;
    if (finished == 5 || finished == 17) {
      ::kill(first_workers.at(finished == 5 ? 0 : 1), SIGKILL);
    }
    const gnuplot::PlotResult result = pool.wait();
    EXPECT_TRUE(result.ok) << result.reason;
    drawn.insert(result.id);
  }
  EXPECT_EQ(drawn.size(), charts);
  for (std::size_t i = 0; i < charts; ++i) {
    EXPECT_EQ(bytes(i), bytes(0)) << i;
  }
}

TEST_F(GnuplotDrawingTest, ReportsAnErrorInGnuplotsOwnWords) {
  gnuplot::GnuplotPool pool(options(1), run_.interrupt());
  const std::string script = script::gnuplot_script(year("a"), {}).writing("a.png");
  pool.start(
      {1, "reset session\nset nonsense\n" + script.substr(script.find("set encoding")), "a.png"});
  pool.start({2, script::gnuplot_script(year("b"), {}).writing("b.png"), "b.png"});
  gnuplot::PlotResult bad = pool.wait();
  gnuplot::PlotResult good = pool.wait();
  if (bad.id != 1) {
    std::swap(bad, good);
  }
  EXPECT_FALSE(bad.ok);
  EXPECT_THAT(bad.reason, HasSubstr("unrecognized option"));
  EXPECT_TRUE(good.ok) << good.reason;
}

}  // namespace
}  // namespace dora::renderer
