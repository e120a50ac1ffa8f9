// Tests the text of gnuplot scripts; gnuplot_picture_test.cpp tests what gnuplot makes of them.
#include "renderer/script/gnuplot_script.h"

#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "renderer/script/script_writer.h"
#include "tests/support/golden.h"

namespace dora::script {
namespace {

using testing::HasSubstr;
using testing::Not;

/// Five months: ordinary, without failures, without deployments, only failures, unfinished.
chart::Chart five_months(const std::string& title) {
  const std::vector<model::Counts> counts{{41, 4}, {22, 0}, {0, 0}, {0, 3}, {5, 1}};
  chart::Chart chart{title,
                     "76 deployments · 10.5% failed · Nov 2023 – Mar 2024",
                     {},
                     {"group/project", "3 Mar 2024", "made with dora-report"}};
  for (std::size_t i = 0; i < counts.size(); ++i) {
    const auto period = model::advance(*model::parse_period("2023-11"), static_cast<int>(i));
    chart.bars.push_back({period, counts[i], i == 4});
  }
  return chart;
}

TEST(GnuplotScript, DrawsAServicesChart) {
  EXPECT_TRUE(test::matches_golden(
      "renderer/service.gp",
      gnuplot_script(five_months("payments-api"), {}).writing("payments-api.png")));
}

TEST(GnuplotScript, DrawsACardWithoutDeployments) {
  const chart::Chart chart{
      "idle", "No deployments · Feb 2024", {{*model::parse_period("2024-02"), {}, false}}};
  EXPECT_TRUE(
      test::matches_golden("renderer/empty.gp", gnuplot_script(chart, {}).writing("idle.png")));
  const chart::Chart nothing{"idle", "No deployments", {}};
  EXPECT_THAT(gnuplot_script(nothing, {}).writing("idle.png"), HasSubstr("\"No deployments\""));
}

TEST(GnuplotScript, QuotesUntrustedText) {
  EXPECT_EQ(quoted("plain"), "'plain'");
  EXPECT_EQ(quoted("it's"), "'it'.\"'\".'s'");
  EXPECT_EQ(quoted("`touch x` \"q\" \\n"), "'`touch x` \"q\" \\n'");
  EXPECT_EQ(quoted("''"), "''.\"'\".''.\"'\".''");
}

TEST(GnuplotScript, KeepsTheTitleOnOneLine) {
  const std::string title = "x'; system 'touch pwned' #`touch pwned`";
  std::istringstream lines(gnuplot_script(five_months(title), {}).writing("a.png"));
  int found = 0;
  for (std::string line; std::getline(lines, line);) {
    found += line.find("pwned") == std::string::npos ? 0 : 1;
    if (line.find("pwned") != std::string::npos) {
      EXPECT_TRUE(line.starts_with(
          "set label 'x'.\"'\".'; system '.\"'\".'touch pwned'.\"'\".' #`touch pwned`' at "))
          << line;
    }
  }
  EXPECT_EQ(found, 1);
}

TEST(GnuplotScript, TruncatesALongTitle) {
  const std::string script =
      gnuplot_script(five_months(std::string(500, 'm')), {}).writing("a.png");
  EXPECT_THAT(script, HasSubstr("mmm…'"));
  EXPECT_THAT(script, Not(HasSubstr(std::string(60, 'm'))));
}

TEST(GnuplotScript, SetsTheRequestedSize) {
  EXPECT_THAT(gnuplot_script(five_months("a"), {{1200, 600}}).writing("a.png"),
              HasSubstr("size 1200,600 "));
}

TEST(GnuplotScript, ScalesTheTerminalAndNothingElse) {
  const std::string single = gnuplot_script(five_months("a"), {}).writing("a.png");
  const std::string twice = gnuplot_script(five_months("a"), {.scale = 2}).writing("a.png");
  EXPECT_THAT(twice, HasSubstr("size 2000,1000 fontscale 2 linewidth 2 pointscale 2 "));
  EXPECT_EQ(single.substr(single.find("set output")), twice.substr(twice.find("set output")));
}

}  // namespace
}  // namespace dora::script
