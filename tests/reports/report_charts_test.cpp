// Tests which charts the pages of a report show and offer, and what stands where one is missing.
#include <filesystem>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "collector/base/files/atomic_file.h"
#include "reports/report.h"
#include "tests/reports/report_stage.h"
#include "tests/support/site_links.h"

namespace dora::reports {
namespace {

namespace fs = std::filesystem;
using test::count;
using test::Sample;
using test::small_sample;
using ReportCharts = test::ReportStage;

TEST_F(ReportCharts, ShowsTheChartsThatNeedDeployments) {
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

TEST_F(ReportCharts, SaysWhyAChartOfTimesFailed) {
  Sample sample = small_sample();
  sample.details = true;
  sample.failed_charts = {"payments-api"};
  EXPECT_EQ(run(sample), base::ExitCode::incomplete);
  EXPECT_EQ(count(page("services/payments-api.html"), "line 7: all points y value undefined!"), 3U);
}

TEST_F(ReportCharts, ShowsAPlaceholderForAFailedChart) {
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

TEST_F(ReportCharts, ShowsAPlaceholderForAMissingChart) {
  Sample sample = small_sample();
  sample.missing_charts = {""};
  EXPECT_EQ(run(sample), base::ExitCode::incomplete);
  EXPECT_EQ(count(page("index.html"), "<img"), 0U);
  EXPECT_NE(page("index.html").find("its file is missing"), std::string::npos);
  EXPECT_NE(messages().find("charts that are missing: 1, the first of them for all services"),
            std::string::npos);
}

TEST_F(ReportCharts, ShowsTheSvgAndOffersThePng) {
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

TEST_F(ReportCharts, HasOnlyThePicturesThatPagesShowOrOffer) {
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

TEST_F(ReportCharts, ShowsThePngOfEachThemeWithoutAnSvg) {
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

TEST_F(ReportCharts, ShowsTheHighestFailureRatesOfManyServices) {
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

TEST_F(ReportCharts, LinksTheRowsOfHeatmapsToTheirServices) {
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

TEST_F(ReportCharts, GivesEveryPictureAltTextAndASize) {
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

}  // namespace
}  // namespace dora::reports
