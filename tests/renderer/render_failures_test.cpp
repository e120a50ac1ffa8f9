// Tests what a failing chart costs, and what a run that cannot go on leaves behind.
#include <csignal>
#include <filesystem>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "collector/base/error.h"
#include "tests/renderer/render_stage.h"
#include "tests/support/file_size_limit.h"

namespace dora::renderer {
namespace {

using test::two_services;
using testing::Contains;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using RenderFailures = test::RenderStage;

TEST_F(RenderFailures, WritesNoPictureOfAChartThatFails) {
  options_.gnuplot = FAKE_GNUPLOT;
  EXPECT_EQ(render_text(R"({"good": {}, "fake:exit": {}})"), base::ExitCode::incomplete);
  const chart::ChartEntry failed = index().charts[1];
  EXPECT_EQ(failed.status, chart::Status::failed);
  EXPECT_THAT(failed.variants, IsEmpty());
  EXPECT_THAT(files(), Not(Contains(testing::StartsWith("fake-exit"))));
  EXPECT_EQ(index().charts[2].status, chart::Status::rendered);
}

TEST_F(RenderFailures, ReportsChartsThatFailAndDrawsTheOthers) {
  options_.gnuplot = FAKE_GNUPLOT;
  const std::string bad = "fake:exit";
  const std::string summary =
      R"({"good": {"2024-01": 1}, "fake:exit": {"2024-01": 1}, "other": {}})";
  options_.keep_scripts = true;
  EXPECT_EQ(render_text(summary), base::ExitCode::incomplete);
  const chart::ChartIndex charts = index();
  ASSERT_EQ(charts.charts.size(), 4U);
  const chart::ChartEntry& failed = charts.charts[1];
  EXPECT_EQ(failed.service, bad);
  EXPECT_EQ(failed.status, chart::Status::failed);
  EXPECT_THAT(failed.reason, HasSubstr("words of the fake"));
  EXPECT_EQ(failed.sha256, "");
  EXPECT_THAT(files(), Not(Contains(failed.file)));
  EXPECT_THAT(files(), Contains(failed.file + ".gp"));
  EXPECT_THAT(files(), Contains("good_deployment_metrics.png"));
  EXPECT_THAT(run_.shown(), HasSubstr("warning: chart " + failed.file + " failed: gnuplot exited"));
  EXPECT_THAT(run_.shown(), HasSubstr("rendered 3 charts in "));
  EXPECT_THAT(run_.shown(), HasSubstr(", 1 failed"));
}

TEST_F(RenderFailures, NamesTenFailuresAndCountsTheRest) {
  options_.gnuplot = FAKE_GNUPLOT;
  std::string summary = "{";
  for (int i = 0; i < 13; ++i) {
    summary += (i == 0 ? "" : ",") + std::string("\"fake:exit") + std::to_string(i) + "\": {}";
  }
  EXPECT_EQ(render_text(summary + "}"), base::ExitCode::incomplete);
  const std::string shown = run_.shown();
  std::size_t warnings = 0;
  for (std::size_t at = 0; (at = shown.find("warning: chart ", at)) != std::string::npos; ++at) {
    ++warnings;
  }
  EXPECT_EQ(warnings, 10U);
  EXPECT_THAT(shown, HasSubstr("and 3 more failed; " + options_.out.string() +
                               "/charts.json lists every reason"));
}

TEST_F(RenderFailures, GivesUpAChartAfterItsTimeLimit) {
  options_.gnuplot = FAKE_GNUPLOT;
  options_.chart_timeout = std::chrono::seconds(1);
  EXPECT_EQ(render_text(R"({"a": {"2024-01": 1}, "fake:hang": {"2024-01": 1}})"),
            base::ExitCode::incomplete);
  EXPECT_THAT(index().charts[2].reason, HasSubstr("did not finish within 1 s"));
}

/// `good` charts by name, then those that make the fake fail.
std::string good_then_bad(int good, int bad, const std::string& word) {
  std::string summary = "{";
  for (int i = 0; i < good + bad; ++i) {
    summary += fmt::format("{}\"{}{:03}\": {{}}", i == 0 ? "" : ",", i < good ? "a" : word, i);
  }
  return summary + "}";
}

TEST_F(RenderFailures, EndsTheRunAfterTwentyFailuresInARow) {
  options_.gnuplot = FAKE_GNUPLOT;
  options_.themes = {chart::Theme::light};
  options_.jobs = 2;
  const std::string what = failure(good_then_bad(3, 200, "fake:exit"));
  EXPECT_THAT(what, testing::StartsWith("20 charts in a row could not be drawn, "));
  EXPECT_THAT(what, HasSubstr("180 were not attempted"));
  EXPECT_THAT(what, HasSubstr("words of the fake"));
  EXPECT_THAT(what, HasSubstr("--gnuplot"));
  EXPECT_THAT(files(), Contains("a000_deployment_metrics.png"));
  EXPECT_THAT(files(), Not(Contains("charts.json")));
  EXPECT_TRUE(test::children().empty());
  // Finished charts are not drawn again; the chart of all services has changed.
  drawn();
  EXPECT_EQ(render_text(good_then_bad(3, 1, "fake:exit")), base::ExitCode::incomplete);
  EXPECT_THAT(run_.shown(), HasSubstr("3 of 5 charts were up to date"));
}

TEST_F(RenderFailures, EndsTheRunAfterAsManyHangs) {
  options_.gnuplot = FAKE_GNUPLOT;
  options_.themes = {chart::Theme::light};
  options_.jobs = 20;
  options_.chart_timeout = std::chrono::seconds(1);
  EXPECT_THAT(
      failure(good_then_bad(0, 1000, "fake:hang")),
      testing::AllOf(HasSubstr("80 charts in a row"), HasSubstr("did not finish within 1 s")));
}

TEST_F(RenderFailures, DoesNotEndTheRunForAFewBadChartsAmongGoodOnes) {
  options_.gnuplot = FAKE_GNUPLOT;
  options_.themes = {chart::Theme::light};
  options_.jobs = 1;
  std::string summary = "{";
  for (int i = 0; i < 120; ++i) {
    summary += fmt::format("{}\"{:03} {}\": {{}}", i == 0 ? "" : ",", i,
                           i % 12 == 0 ? "good" : "fake:exit");
  }
  EXPECT_EQ(render_text(summary + "}"), base::ExitCode::incomplete);
  EXPECT_EQ(index().charts.size(), 121U);
}

TEST_F(RenderFailures, ReportsBadInputAndLeavesTheFolderAlone) {
  EXPECT_THAT(failure("{broken"), HasSubstr("summary.json: not JSON"));
  options_.gnuplot = "no-such-gnuplot";
  EXPECT_THAT(failure(two_services), HasSubstr("install gnuplot-nox"));
  EXPECT_FALSE(std::filesystem::exists(options_.out));
}

TEST_F(RenderFailures, KeepsTheOldIndexWhenItIsInterrupted) {
  render_text(two_services);
  const std::string before = file("charts.json");
  options_.gnuplot = FAKE_GNUPLOT;
  ::raise(SIGINT);
  EXPECT_THROW(render_text(R"({"fake:hang": {"2024-01": 1}})"), base::Interrupted);
  EXPECT_EQ(file("charts.json"), before);
  EXPECT_THAT(files(), Not(Contains(testing::EndsWith(".part"))));
  EXPECT_THAT(files(), Not(Contains(testing::EndsWith(".tmp"))));
  EXPECT_TRUE(test::children().empty());
}

TEST_F(RenderFailures, NamesTheFileWhenNothingMoreCanBeWritten) {
  render_text(two_services);
  const std::string before = file("charts.json");
  const std::string old_picture = file("search_deployment_metrics.png");
  options_.force = true;
  const std::string what = [this] {
    const test::FileSizeLimit full(4096);
    return failure(two_services);
  }();
  EXPECT_THAT(what, HasSubstr("cannot write " + options_.out.string()));
  EXPECT_THAT(what, HasSubstr("_deployment_metrics.png: File too large"));
  EXPECT_EQ(file("charts.json"), before);
  EXPECT_EQ(file("search_deployment_metrics.png"), old_picture);
}

}  // namespace
}  // namespace dora::renderer
