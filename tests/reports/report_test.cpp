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
using test::count;
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

TEST_F(ReportTest, ShowsTheChartsThatNeedDeployments) {
  Sample sample = small_sample();
  run(sample);
  for (const char* name : {"index.html", "services/payments-api.html"}) {
    EXPECT_EQ(page(name).find("No data."), std::string::npos) << name;
    EXPECT_EQ(page(name).find("to restore <span"), std::string::npos) << name;
  }
  sample.details = true;
  EXPECT_EQ(run(sample), base::ExitCode::done);
  EXPECT_EQ(test::broken_links(options_.out), std::vector<std::string>());
  for (const char* picture : {"failure_rate_heatmap", "lead_time", "time_to_restore"}) {
    const std::string file = std::string("charts/") + picture + ".png";
    EXPECT_NE(page("index.html").find("<img src=\"" + file + "\""), std::string::npos) << file;
    EXPECT_TRUE(fs::exists(options_.out / file)) << file;
  }
  const std::string service = page("services/payments-api.html");
  EXPECT_NE(service.find("<img src=\"../charts/payments-api_lead_and_restore.png\""),
            std::string::npos);
  EXPECT_NE(service.find("<img src=\"../charts/payments-api_tiers.png\""), std::string::npos);
  EXPECT_NE(service.find("alt=\"payments-api: tiers\""), std::string::npos);
  // Without a lead time or a time to restore, and with one tier.
  const std::string other = page("services/orders-web.html");
  EXPECT_EQ(count(other, "<p class=\"note\">No data.</p>"), 1U);
  EXPECT_EQ(count(other, "<img "), 1U);
  EXPECT_EQ(other.find("tiers-over-time"), std::string::npos);
}

TEST_F(ReportTest, SaysWhyAChartOfTimesFailed) {
  Sample sample = small_sample();
  sample.details = true;
  sample.failed_charts = {"payments-api"};
  EXPECT_EQ(run(sample), base::ExitCode::incomplete);
  EXPECT_EQ(count(page("services/payments-api.html"), "line 7: all points y value undefined!"), 3U);
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

TEST_F(ReportTest, ShowsAPlaceholderForAFailedChart) {
  Sample sample = small_sample();
  sample.failed_charts = {"payments-api"};
  EXPECT_EQ(run(sample), base::ExitCode::incomplete);
  const std::string html = page("services/payments-api.html");
  EXPECT_EQ(count(html, "<img"), 0U);
  EXPECT_NE(html.find("line 7: all points y value undefined!"), std::string::npos);
  EXPECT_NE(html.find("25.0%"), std::string::npos);
  EXPECT_FALSE(fs::exists(options_.out / "charts/payments-api_deployment_metrics.png"));
  EXPECT_EQ(test::broken_links(options_.out), std::vector<std::string>());
  EXPECT_NE(messages().find("charts that failed to render: 1"), std::string::npos);
}

TEST_F(ReportTest, ShowsAPlaceholderForAMissingChart) {
  Sample sample = small_sample();
  sample.missing_charts = {""};
  EXPECT_EQ(run(sample), base::ExitCode::incomplete);
  EXPECT_EQ(count(page("index.html"), "<img"), 0U);
  EXPECT_NE(page("index.html").find("its file is missing"), std::string::npos);
  EXPECT_NE(messages().find("charts that are missing: 1, the first of them for all services"),
            std::string::npos);
}

TEST_F(ReportTest, ShowsTheSvgAndOffersThePng) {
  Sample sample = small_sample();
  sample.details = true;
  sample.dark_pictures = true;
  sample.svg_pictures = true;
  EXPECT_EQ(run(sample), base::ExitCode::done);
  const std::string html = page("services/payments-api.html");
  const std::string stem = "../charts/payments-api_deployment_metrics";
  EXPECT_NE(html.find("<picture><source media=\"(max-width: 590px)\" srcset=\"" + stem +
                      ".svg\" width=\"360\" height=\"360\"><img src=\"" + stem +
                      ".svg\" width=\"1000\" height=\"500\" loading=\"lazy\" alt=\""),
            std::string::npos)
      << html;
  EXPECT_NE(html.find("<a href=\"" + stem + ".png\" download>Download PNG</a>"), std::string::npos);
  EXPECT_NE(html.find("<img src=\"../charts/payments-api_tiers.svg\""), std::string::npos);
  EXPECT_EQ(count(html, "Download PNG"), 1U);
  EXPECT_EQ(count(page("index.html"), "Download PNG"), 4U);
  EXPECT_EQ(test::broken_links(options_.out), std::vector<std::string>());
}

TEST_F(ReportTest, HasOnlyThePicturesThatPagesShowOrOffer) {
  Sample sample = small_sample();
  sample.details = true;
  sample.dark_pictures = true;
  sample.svg_pictures = true;
  EXPECT_EQ(run(sample), base::ExitCode::done);
  std::vector<std::string> names;
  for (const auto& [file, bytes] : site()) {
    if (file.starts_with("charts/")) {
      names.push_back(file.substr(7));
      EXPECT_EQ(bytes, files::read_file(options_.charts.front() / file.substr(7))) << file;
    }
  }
  EXPECT_THAT(names,
              testing::UnorderedElementsAre(
                  "combined_deployment_metrics.png", "combined_deployment_metrics.svg",
                  "failure_rate_heatmap.png", "failure_rate_heatmap.svg", "lead_time.png",
                  "lead_time.svg", "time_to_restore.png", "time_to_restore.svg",
                  "orders-web_deployment_metrics.png", "orders-web_deployment_metrics.svg",
                  "payments-api_deployment_metrics.png", "payments-api_deployment_metrics.svg",
                  "payments-api_lead_and_restore.svg", "payments-api_tiers.svg"));
}

TEST_F(ReportTest, ShowsThePngOfEachThemeWithoutAnSvg) {
  Sample sample = small_sample();
  sample.dark_pictures = true;
  EXPECT_EQ(run(sample), base::ExitCode::done);
  const std::string html = page("services/payments-api.html");
  const std::string stem = "../charts/payments-api_deployment_metrics";
  EXPECT_NE(html.find("<picture><source media=\"(prefers-color-scheme: dark)\" srcset=\"" + stem +
                      ".dark.png 2x\"><img src=\"" + stem + ".png\" srcset=\"" + stem +
                      ".png 2x\" width=\"1000\" height=\"500\""),
            std::string::npos)
      << html;
  EXPECT_NE(html.find("<a class=\"chart\""), std::string::npos);
  EXPECT_EQ(count(html, "Download PNG"), 1U);
  EXPECT_EQ(test::broken_links(options_.out), std::vector<std::string>());
  for (const char* ending : {".png", ".dark.png"}) {
    const std::string file = "payments-api_deployment_metrics" + std::string(ending);
    EXPECT_EQ(page("charts/" + file), files::read_file(options_.charts.front() / file));
  }
  folder_.write("charts/orders-web_deployment_metrics.old.png", "listed nowhere");
  run(small_sample());
  EXPECT_FALSE(fs::exists(options_.out / "charts/orders-web_deployment_metrics.old.png"));
  EXPECT_FALSE(fs::exists(options_.out / "charts/payments-api_deployment_metrics.dark.png"));
  EXPECT_NE(page("services/payments-api.html").find("<a class=\"chart light\""), std::string::npos);
}

TEST_F(ReportTest, ShowsTheHighestFailureRatesOfManyServices) {
  Sample sample = small_sample();
  sample.details = true;
  run(sample);
  EXPECT_EQ(page("index.html").find("Highest failure rates"), std::string::npos);
  for (int i = 0; i < 39; ++i) {
    sample.services.push_back({"service-" + std::to_string(i), sample.services[1].deployments});
  }
  EXPECT_EQ(run(sample), base::ExitCode::done);
  const std::string index = page("index.html");
  const std::size_t busiest = index.find("<h3 id=\"busiest\">Busiest services</h3>");
  const std::size_t worst = index.find("<h3 id=\"worst\">Highest failure rates</h3>");
  EXPECT_LT(busiest, index.find("<img src=\"charts/failure_rate_heatmap.png\""));
  EXPECT_LT(index.find("<img src=\"charts/failure_rate_heatmap.png\""), worst);
  EXPECT_LT(worst, index.find("<img src=\"charts/worst_failure_rates.png\""));
}

TEST_F(ReportTest, LinksTheRowsOfHeatmapsToTheirServices) {
  Sample sample = small_sample();
  sample.details = true;
  sample.svg_pictures = true;
  sample.services[0].service = "<orders>";
  EXPECT_EQ(run(sample), base::ExitCode::done);
  const std::string index = page("index.html");
  EXPECT_EQ(count(index, "<svg class=\"row-links\" viewBox=\"0 0 1000 500\""), 1U);
  EXPECT_NE(index.find("<a href=\"services/payments-api.html\"><title>payments-api</title>"
                       "<rect y=\"250.0\" width=\"1000\" height=\"150.0\"/></a>"),
            std::string::npos);
  EXPECT_NE(index.find("<title>&lt;orders&gt;</title><rect y=\"100.0\""), std::string::npos);
  EXPECT_EQ(test::broken_links(options_.out), std::vector<std::string>());
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

TEST_F(ReportTest, GivesEveryPictureAltTextAndASize) {
  run(small_sample());
  for (const auto& [file, text] : site()) {
    if (file.ends_with(".html")) {
      EXPECT_EQ(count(text, "<img"),
                count(text, "width=\"1000\" height=\"500\" loading=\"lazy\" alt=\""))
          << file;
      EXPECT_EQ(count(text, "alt=\"\""), 0U) << file;
    }
  }
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
