// The whole way from GitLab to an HTML site, with one command.
#include <cerrno>
#include <csignal>
#include <fstream>
#include <regex>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/e2e/dora_report.h"
#include "tests/support/site_links.h"

namespace dora::test {
namespace {

namespace fs = std::filesystem;
using testing::Contains;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

const std::vector<std::string> few{"--services", "6", "--merge-requests", "400", "--months", "5"};

class Generate : public EndToEnd {
 protected:
  ProgramResult generate(const Arguments& more = {}, const Environment& changes = {}) const {
    return run(arguments(more), changes);
  }

  static Arguments arguments(const Arguments& more) {
    Arguments all{"generate", "--project", "platform/deployments", "--out", "site"};
    all.insert(all.end(), more.begin(), more.end());
    return all;
  }
};

/// What a service's page says in its first lines: `"name":[deployments,failed]`.
std::string totals_of(const std::string& page) {
  const std::regex lines(
      "<h1><bdi>([^<]*)</bdi></h1>\n<p class=\"lead\">[^:]*: ([\\d,]+) "
      "deployments?, ([\\d,]+) failed");
  std::smatch found;
  EXPECT_TRUE(std::regex_search(page, found, lines)) << page.substr(0, 3000);
  const auto number = [&](std::size_t group) {
    std::string digits = found.str(group);
    std::erase(digits, ',');
    return digits;
  };
  return fmt::format("\"{}\":[{},{}]", found.str(1), number(2), number(3));
}

TEST_F(Generate, ShowsTheGeneratorsNumbers) {
  start_server();
  const ProgramResult result = generate();
  ASSERT_EQ(result.exit_code, 0) << result.errors;
  EXPECT_EQ(result.output, "site/index.html\n");
  std::string totals;
  for (const std::string& name : names_in(folder_ / "site/services")) {
    if (name.ends_with(".html")) {
      totals += (totals.empty() ? "" : ",") + totals_of(file("site/services/" + name));
    }
  }
  EXPECT_EQ(jq(".", folder_.write("page.json", "{" + totals + "}")),
            jq("map_values([(with_entries(select(.key | contains(\"_\") | not)) | add),"
               "(with_entries(select(.key | endswith(\"_failed\"))) | add)])",
               expected("summary")));
  const fs::path charts = folder_ / "dora-data/charts/charts.json";
  EXPECT_EQ(
      jq("[.charts[] | select(.kind == \"service\" and .status == \"rendered\")] | length", charts),
      "40\n");
  EXPECT_EQ(jq("[.charts[] | select(.service == \"\") | .id]", charts),
            "[\"combined\",\"failure_rate_heatmap\",\"lead_time\",\"time_to_restore\"]\n");
  EXPECT_EQ(jq("[.charts[] | select(.status == \"failed\")] | length", charts), "0\n");
}

TEST_F(Generate, EveryLinkInTheSiteLeadsToAFile) {
  start_server(few);
  ASSERT_EQ(generate().exit_code, 0);
  EXPECT_THAT(broken_links(folder_ / "site"), IsEmpty());
}

TEST_F(Generate, PagesSayThatMergeRequestsCouldNotBeFetched) {
  start_server({"--fail", "500:on=list:after=9"});
  const ProgramResult result = generate({"--attempts", "1", "--allow-partial"});
  EXPECT_EQ(result.exit_code, 3) << result.errors;
  EXPECT_THAT(file("site/index.html"), HasSubstr("<a href=\"data.html#missing\">"));
  EXPECT_THAT(file("site/data.html"), HasSubstr("<li><bdi>merge requests created "));
  EXPECT_THAT(file("site/data.html"), HasSubstr("HTTP 500"));
  const ProgramResult report =
      run({"report", "--data", "dora-data", "--charts", "dora-data/charts", "--out", "again"});
  EXPECT_EQ(report.exit_code, 3) << "alone, too";
  EXPECT_THAT(report.errors, HasSubstr("warning: the collection is not complete"));
}

TEST_F(Generate, ShowsThePublishedLevelOfFiguresOnRequest) {
  start_server(few);
  const ProgramResult refused = generate({"--bands", "dora-2020"});
  EXPECT_EQ(refused.exit_code, 2);
  EXPECT_THAT(refused.errors, HasSubstr("dora-2019, dora-2021, dora-2023, quick-check-2025"));
  EXPECT_FALSE(fs::exists(folder_ / "dora-data"));
  ASSERT_EQ(generate({"--bands", "dora-2021"}, {{"SOURCE_DATE_EPOCH", "1718614800"}}).exit_code, 0);
  EXPECT_THAT(file("site/index.html"), HasSubstr("</span> State of DevOps 2021</dd>"));
  EXPECT_THAT(broken_links(folder_ / "site"), IsEmpty());
}

TEST_F(Generate, DataAndChartsGoToTheGivenFolders) {
  start_server(few);
  ASSERT_EQ(generate({"--data", "d", "--charts", "c"}).exit_code, 0);
  EXPECT_TRUE(fs::exists(folder_ / "d/summary.json"));
  EXPECT_TRUE(fs::exists(folder_ / "c/charts.json"));
  EXPECT_FALSE(fs::exists(folder_ / "dora-data"));
}

TEST_F(Generate, SeparateStagesGiveTheSameSite) {
  start_server(few);
  const Environment fixed{{"SOURCE_DATE_EPOCH", "1718614800"}};
  ASSERT_EQ(generate({}, fixed).exit_code, 0);
  const auto whole = hashes("site");
  ASSERT_EQ(collect({}, fixed).exit_code, 0);
  const ProgramResult rendered =
      run({"render", "--summary", "data/summary.json", "--out", "charts"}, fixed);
  ASSERT_EQ(rendered.exit_code, 0) << rendered.errors;
  EXPECT_EQ(rendered.output, "charts/charts.json\n");
  const ProgramResult reported =
      run({"report", "--data", "data", "--charts", "charts", "--out", "alone"}, fixed);
  ASSERT_EQ(reported.exit_code, 0) << reported.errors;
  EXPECT_EQ(reported.output, "alone/index.html\n");
  EXPECT_EQ(hashes("alone"), whole);
}

TEST_F(Generate, OneBadChartIsMissingAndGivesExitCode3) {
  start_server(few);
  // The real gnuplot behind a filter that corrupts one chart's script, and that ends with gnuplot.
  const fs::path gnuplot = folder_.write("gnuplot", R"(#!/bin/sh
case "$*" in *--version* | *-e*) exec gnuplot "$@" ;; esac
while IFS= read -r line; do
  case "$line" in *"combined_deployment_metrics"*) echo 'no such command' ;; esac
  printf '%s\n' "$line"
done | { gnuplot "$@"; kill $$; }
)");
  fs::permissions(gnuplot, fs::perms::owner_all);
  const ProgramResult result = generate({"--gnuplot", gnuplot});
  EXPECT_EQ(result.exit_code, 3) << result.errors;
  EXPECT_EQ(jq("[.charts[] | select(.status == \"failed\") | .id]",
               folder_ / "dora-data/charts/charts.json"),
            "[\"combined\"]\n");
  EXPECT_THAT(file("site/index.html"), Not(HasSubstr("combined_deployment_metrics.png")));
}

TEST_F(Generate, AFailedRunKeepsTheOldSite) {
  start_server(few);
  ASSERT_EQ(generate().exit_code, 0);
  const auto before = hashes("site");
  start_server({"--fail", "500:on=list"});
  EXPECT_EQ(generate({"--attempts", "1"}).exit_code, 1);
  EXPECT_EQ(hashes("site"), before);
  start_server(few);
  const ProgramResult no_gnuplot = generate({"--gnuplot", "no-such-gnuplot"});
  EXPECT_EQ(no_gnuplot.exit_code, 1);
  EXPECT_THAT(no_gnuplot.errors, HasSubstr("gnuplot-nox"));
  EXPECT_EQ(hashes("site"), before);
}

TEST_F(Generate, RefusesABadSiteFolderOrTemplatesBeforeCollecting) {
  start_server(few);
  folder_.write("site/holiday.jpg", "not ours");
  const ProgramResult foreign = generate();
  EXPECT_EQ(foreign.exit_code, 2);
  EXPECT_THAT(foreign.errors, HasSubstr("site"));
  EXPECT_EQ(file("site/holiday.jpg"), "not ours");
  folder_.write("mine/index.mustache", "{{no_such_variable}}");
  const ProgramResult templates = run(
      {"generate", "--project", "platform/deployments", "--out", "other", "--templates", "mine"});
  EXPECT_NE(templates.exit_code, 0);
  EXPECT_THAT(templates.errors, HasSubstr("no_such_variable"));
  EXPECT_THAT(server().requests(), IsEmpty());
}

TEST_F(Generate, CtrlCWhileDrawingEndsEverythingAndKeepsTheOldSite) {
  start_server(few);
  ASSERT_EQ(generate().exit_code, 0);
  const auto before = hashes("site");
  // It draws nothing, so that there is time to press Ctrl-C.
  const fs::path workers = folder_ / "workers";
  const fs::path gnuplot = folder_.write("gnuplot", fmt::format(R"(#!/bin/sh
case "$*" in *--version* | *-e*) exec gnuplot "$@" ;; esac
echo $$ >> '{}'
exec sleep 1000
)",
                                                                workers.string()));
  fs::permissions(gnuplot, fs::perms::owner_all);
  for (const int signal : {SIGINT, SIGTERM}) {
    fs::remove(workers);
    // The charts exist: without --force there would be nothing to draw.
    RunningProgram program(call(arguments({"--gnuplot", gnuplot, "--force"})));
    ASSERT_TRUE(program.wait_until([&] { return fs::exists(workers); })) << program.wait().errors;
    program.send(signal);
    const ProgramResult result = program.wait();
    EXPECT_EQ(result.exit_code, 130) << result.errors;
    EXPECT_EQ(hashes("site"), before);
    std::ifstream pids(workers);
    for (pid_t pid = 0; pids >> pid;) {
      EXPECT_EQ(::kill(pid, 0), -1) << pid;
      EXPECT_EQ(errno, ESRCH);
    }
  }
  std::vector<std::string> left;
  for (const auto& entry : fs::directory_iterator(folder_.path())) {
    left.push_back(entry.path().filename());
  }
  EXPECT_THAT(left, Not(Contains(HasSubstr(".new"))));
}

TEST_F(Generate, AProjectWithoutDeploymentsGivesAReportThatSaysSo) {
  start_server({"--merge-requests", "0"});
  const ProgramResult result = generate();
  EXPECT_EQ(result.exit_code, 0) << result.errors;
  EXPECT_TRUE(fs::exists(folder_ / "site/index.html"));
  EXPECT_THAT(result.errors, HasSubstr("warning"));
}

}  // namespace
}  // namespace dora::test
