// Tests the report stage from files to site: its bytes, its links, its refusals, its placeholders.
#include "reports/report.h"

#include <clocale>
#include <csignal>
#include <cstdlib>
#include <filesystem>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "collector/base/files/atomic_file.h"
#include "reports/results/service_csv.h"
#include "tests/reports/expect_error.h"
#include "tests/reports/report_stage.h"
#include "tests/support/golden.h"
#include "tests/support/site_links.h"

namespace dora::reports {
namespace {

namespace fs = std::filesystem;
using test::fails_with;
using test::Sample;
using test::small_sample;
using ReportTest = test::ReportStage;

TEST_F(ReportTest, WritesTheReviewedPages) {
  Sample sample = small_sample();
  sample.svg_pictures = true;
  EXPECT_EQ(run(sample), base::ExitCode::done);
  EXPECT_TRUE(test::matches_golden("reports/index.html", page("index.html")));
  EXPECT_TRUE(
      test::matches_golden("reports/payments-api.html", page("services/payments-api.html")));
  EXPECT_TRUE(test::matches_golden("reports/data.html", page("data.html")));
  EXPECT_NE(messages().find("reported 2 services, 5 deployments in"), std::string::npos);
}

TEST_F(ReportTest, IncludesEverythingThePagesNeed) {
  run(small_sample());
  EXPECT_GT(test::count_links(options_.out), 20U);
  EXPECT_EQ(test::broken_links(options_.out), std::vector<std::string>());
  EXPECT_EQ(page("charts/payments-api_deployment_metrics.png"),
            files::read_file(options_.charts.front() / "payments-api_deployment_metrics.png"));
  const auto services = small_sample().data().deployments;
  EXPECT_FALSE(fs::exists(options_.out / "services/payments-api.json"));
  EXPECT_EQ(page("services/payments-api.csv"), results::service_csv(services[1]));
  EXPECT_NE(page("assets/LICENSES.txt").find("DataTables"), std::string::npos);
  EXPECT_NE(page("assets/jquery.min.js").find("jQuery v3"), std::string::npos);
}

TEST_F(ReportTest, LinkCheckerSeesABrokenLink) {
  run(small_sample());
  fs::remove(options_.out / "services/orders-web.html");
  fs::remove(options_.out / "icon.svg");
  EXPECT_THAT(test::broken_links(options_.out),
              testing::IsSupersetOf({"data.html: icon.svg", "index.html: icon.svg",
                                     "services.html: services/orders-web.html",
                                     "services/payments-api.html: ../icon.svg",
                                     "weekly/2024-W09.html: ../services/orders-web.html"}));
}

TEST_F(ReportTest, GivesTheSameBytesInAnotherZoneAndLocale) {
  run(small_sample());
  const auto first = site();
  ::setenv("TZ", "Asia/Tokyo", 1);
  const char* locale = std::setlocale(LC_ALL, "C.UTF-8");
  for (const char* name : {"de_DE.UTF-8", "fr_FR.UTF-8"}) {
    locale = std::setlocale(LC_ALL, name) != nullptr ? name : locale;
  }
  run();
  ::unsetenv("TZ");
  std::setlocale(LC_ALL, "C");
  EXPECT_EQ(site(), first) << "in the locale " << (locale != nullptr ? locale : "C");
}

TEST_F(ReportTest, SaysHowLargeTheSiteIs) {
  EXPECT_EQ(run(small_sample()), base::ExitCode::done);
  std::size_t found = 0;
  for (const auto& entry : fs::recursive_directory_iterator(options_.out)) {
    found += entry.is_regular_file() ? 1 : 0;
  }
  EXPECT_THAT(messages(), testing::ContainsRegex("the site has " + std::to_string(found) +
                                                 " files, 0\\.[0-9] MB\n"));
}

TEST_F(ReportTest, SaysWhenThereAreNoDeployments) {
  Sample sample = small_sample();
  sample.services.clear();
  EXPECT_EQ(run(sample), base::ExitCode::done);
  EXPECT_NE(page("index.html").find("No deployments were found"), std::string::npos);
  EXPECT_NE(page("services.html").find("No deployments were found"), std::string::npos);
}

TEST_F(ReportTest, TakesItsTitleFromTheProjectOrTheOption) {
  run(small_sample());
  EXPECT_NE(page("index.html").find("<title>platform/deployments</title>"), std::string::npos);
  options_.title = "Platform & friends";
  run();
  EXPECT_NE(page("index.html").find("<title>Platform &amp; friends</title>"), std::string::npos);
  EXPECT_NE(page("data.html").find("<title>About the data – Platform &amp; friends</title>"),
            std::string::npos);
}

TEST_F(ReportTest, UsesTheUsersTemplates) {
  options_.templates = folder_ / "mine";
  folder_.write("mine/index.mustache", "<p>Only {{deployments}} deployments</p>\n");
  folder_.write("mine/style.css", "p { color: teal }\n");
  run(small_sample());
  EXPECT_NE(page("index.html").find("<p>Only 5 deployments</p>"), std::string::npos);
  EXPECT_EQ(page("style.css"), "p { color: teal }\n");
  EXPECT_NE(page("services/payments-api.html").find("Latest deployments"), std::string::npos);
}

TEST_F(ReportTest, PutsAThemeAfterTheStyleSheet) {
  run(small_sample());
  const std::string plain = page("style.css");
  options_.theme = folder_.write("theme.css", ":root { --accent: #7a2e8e }\n");
  run(small_sample());
  EXPECT_EQ(page("style.css"), plain + "\n/* The theme */\n:root { --accent: #7a2e8e }\n");
  options_.theme = folder_ / "no-such.css";
  EXPECT_TRUE(fails_with({"no-such.css", "CSS"}, [&] { run(); }));
  EXPECT_TRUE(fails_with({"no-such.css", "CSS"}, [&] { check_report_options(options_); }));
}

TEST_F(ReportTest, LeavesTheOldSiteWhenATemplateIsWrong) {
  run(small_sample());
  const auto before = site();
  options_.templates = folder_ / "mine";
  folder_.write("mine/service.mustache", "{{#has_data}}\n{{deploymets}}{{/has_data}}");
  EXPECT_TRUE(fails_with({"service.mustache:2: unknown variable 'deploymets'", "deployments"},
                         [&] { run(); }));
  EXPECT_EQ(site(), before);
  EXPECT_FALSE(fs::exists(folder_ / ".site.new"));
}

TEST_F(ReportTest, LeavesTheOldSiteWhenItIsInterrupted) {
  run(small_sample());
  const auto before = site();
  std::raise(SIGTERM);
  EXPECT_THROW(run(), base::Interrupted);
  EXPECT_EQ(site(), before);
  EXPECT_FALSE(fs::exists(folder_ / ".site.new"));
}

TEST_F(ReportTest, RefusesInputThatTheNewSiteWouldReplace) {
  run(small_sample());
  options_.out = folder_.path();
  EXPECT_TRUE(fails_with({"--data", "which is replaced as a whole"}, [&] { run(); }));
  options_.out = options_.charts.front();
  EXPECT_TRUE(fails_with({"--charts", "which is replaced as a whole"}, [&] { run(); }));
}

TEST_F(ReportTest, ForgetsServicesThatNoLongerExist) {
  run(small_sample());
  Sample later = small_sample();
  later.services.erase(later.services.begin());
  run(later);
  EXPECT_FALSE(fs::exists(options_.out / "services/orders-web.html"));
  EXPECT_FALSE(fs::exists(options_.out / "charts/orders-web_deployment_metrics.png"));
  EXPECT_EQ(test::broken_links(options_.out), std::vector<std::string>());
}

TEST_F(ReportTest, PassesOnWarningsAboutTheSummary) {
  small_sample().write(folder_.path());
  std::string summary = files::read_file(folder_ / "data/summary.json");
  summary.insert(summary.find("\"2024-03\""), "\"remark\": 1, ");
  files::write_file(folder_ / "data/summary.json", summary);
  EXPECT_EQ(run(), base::ExitCode::done);
  EXPECT_NE(messages().find("unknown key \"remark\""), std::string::npos);
}

TEST_F(ReportTest, ComparesWithTheReportThatItReplaces) {
  EXPECT_EQ(run(small_sample()), base::ExitCode::done);
  options_.compare = options_.out / "report.json";
  Sample more = small_sample();
  more.services.push_back(test::daily_service("search", "2024-03-14T20:00:00Z", 7));
  EXPECT_EQ(run(more), base::ExitCode::done);
  EXPECT_NE(page("changes.html").find("services/search.html"), std::string::npos);
  EXPECT_NE(page("changes.md").find("`search`: now `Failing in production`, new, +150 deployments"),
            std::string::npos)
      << page("changes.md");
  EXPECT_NE(page("services/search.html").find("href=\"../changes.html\""), std::string::npos);
  more.collection.project = "other/project";
  more.write(folder_.path());
  EXPECT_TRUE(fails_with({"--compare", "platform/deployments", "other/project"}, [&] { run(); }));
}

TEST_F(ReportTest, MarksOccasionsWhereTheyConcernSomebody) {
  Sample sample = small_sample();  // The last full week is 4 to 10 March 2024.
  sample.services[0].groups = {"web"};
  options_.events = folder_.write("events.csv",
                                  "2024-03-01,2024-03-05,Change <freeze>\n"
                                  "2024-03-06,,Audit,group:web\n"
                                  "2024-03-07,,Move,service:" +
                                      sample.services[1].service + "\n");
  EXPECT_EQ(run(sample), base::ExitCode::done);
  const std::string freeze = "Change &lt;freeze&gt; (1 to 5 March 2024)";
  const std::string audit = "Audit (6 March 2024)";
  const std::string move = "Move (7 March 2024)";
  const auto has = [&](const std::string& file, const std::string& text) {
    return page(file).find(text) != std::string::npos;
  };
  for (const char* file : {"index.html", "weekly/2024-W10.html"}) {
    EXPECT_TRUE(has(file, freeze) && !has(file, audit) && !has(file, move)) << file;
  }
  EXPECT_FALSE(has("weekly/2024-W08.html", freeze));
  EXPECT_TRUE(has("weekly/2024-W10.md", "> `Change <freeze> (1 to 5 March 2024)`"));
  EXPECT_TRUE(has("groups/web.html", freeze) && has("groups/web.html", audit));
  EXPECT_FALSE(has("groups/web.html", move)) << "that service is in no group";
  const std::string service = "services/" + sample.services[1].service + ".html";
  EXPECT_TRUE(has(service, freeze) && has(service, move) && !has(service, audit));
  options_.events = folder_.write("events.csv", "tomorrow,,x\n");
  EXPECT_TRUE(fails_with({"events.csv", "line 1", "tomorrow"},
                         [&] { reports::check_report_options(options_); }));
}

}  // namespace
}  // namespace dora::reports
