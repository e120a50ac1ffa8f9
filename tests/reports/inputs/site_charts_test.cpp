// Tests which chart a page gets, and the placeholder for one that failed or is missing.
#include "reports/inputs/site_charts.h"

#include <gtest/gtest.h>

#include "tests/reports/expect_error.h"
#include "tests/reports/sample.h"
#include "tests/support/temporary_folder.h"

namespace dora::inputs {
namespace {

using test::Sample;
using test::small_sample;
using test::TemporaryFolder;

SiteCharts charts_of(const Sample& sample) {
  const TemporaryFolder folder;
  sample.write(folder.path());
  return site_charts(read_chart_folders({folder / "charts"}, folder / "data/summary.json"),
                     sample.data().summary);
}

TEST(SiteCharts, BelongToTheirServices) {
  const SiteCharts charts = charts_of(small_sample());
  EXPECT_TRUE(charts.combined.shown);
  ASSERT_EQ(charts.services.size(), 2U);
  EXPECT_TRUE(charts.services[1].shown);
  EXPECT_EQ(charts.services[1].file, "payments-api_deployment_metrics.png");
  EXPECT_EQ(charts.services[1].alt, "payments-api: a chart");
  EXPECT_EQ(charts.services[1].width, "1000");
  EXPECT_EQ(charts.services[1].height, "500");
  EXPECT_EQ(charts.failed, 0U);
  EXPECT_TRUE(charts.missing.empty());
}

std::vector<std::string> names_of(const ChartView& view) {
  std::vector<std::string> names;
  for (const ChartSource& source : view.sources) {
    names.push_back(std::filesystem::path(source.file).filename());
  }
  return names;
}

TEST(SiteCharts, MayHaveADarkPicture) {
  Sample sample = small_sample();
  sample.dark_pictures = true;
  const ChartView chart = charts_of(sample).services[1];
  EXPECT_EQ(chart.file, "payments-api_deployment_metrics.png");
  EXPECT_TRUE(chart.on_light);
  EXPECT_EQ(chart.dark_file, "payments-api_deployment_metrics.dark.png");
  EXPECT_EQ(chart.svg_file, "");
  EXPECT_EQ(chart.scale, 2);
  EXPECT_EQ(chart.width, "1000");
  EXPECT_EQ(names_of(chart), (std::vector<std::string>{chart.file, chart.dark_file}));
}

TEST(SiteCharts, NeedNoDarkPictureIfThereIsAnSvg) {
  Sample sample = small_sample();
  sample.dark_pictures = true;
  sample.svg_pictures = true;
  const ChartView chart = charts_of(sample).services[1];
  EXPECT_EQ(chart.svg_file, "payments-api_deployment_metrics.svg");
  EXPECT_EQ(chart.svg_size, (chart::Size{1000, 500}));
  EXPECT_EQ(chart.svg_narrow, (chart::Size{360, 360}));
  EXPECT_EQ(chart.dark_file, "");
  EXPECT_EQ(names_of(chart), (std::vector<std::string>{chart.file, chart.svg_file}));
}

TEST(SiteCharts, NeedNoPngOfTimesAndTiersIfThereIsAnSvg) {
  Sample sample = small_sample();
  sample.details = true;
  for (const bool svg : {false, true}) {
    sample.svg_pictures = svg;
    const SiteCharts charts = charts_of(sample);
    EXPECT_EQ(charts.times[1].file, svg ? "" : "payments-api_lead_and_restore.png");
    EXPECT_EQ(charts.tiers[1].file, svg ? "" : "payments-api_tiers.png");
    EXPECT_EQ(charts.lead_time.file, "lead_time.png");
    EXPECT_EQ(charts.times[1].sources.size(), 1U);
    EXPECT_EQ(charts.lead_time.sources.size(), svg ? 2U : 1U);
    EXPECT_TRUE(charts.times[1].shown);
  }
}

TEST(SiteCharts, HaveNoDetailsIfTheRendererHadNoDeployments) {
  const SiteCharts charts = charts_of(small_sample());
  EXPECT_FALSE(charts.has_details);
  EXPECT_FALSE(charts.heatmap.shown);
  EXPECT_TRUE(charts.missing.empty());
}

TEST(SiteCharts, HaveDetailsIfThereAreData) {
  Sample sample = small_sample();
  sample.details = true;
  SiteCharts charts = charts_of(sample);
  EXPECT_TRUE(charts.has_details);
  EXPECT_EQ(charts.heatmap.file, "failure_rate_heatmap.png");
  EXPECT_EQ(charts.lead_time.file, "lead_time.png");
  EXPECT_EQ(charts.restore_time.file, "time_to_restore.png");
  EXPECT_EQ(charts.times[1].file, "payments-api_lead_and_restore.png");
  EXPECT_EQ(charts.tiers[1].file, "payments-api_tiers.png");
  EXPECT_TRUE(charts.tiers[1].shown);
  // orders-web failed once, in one tier.
  EXPECT_FALSE(charts.times[0].has_data);
  EXPECT_FALSE(charts.tiers[0].has_data);
  EXPECT_TRUE(charts.missing.empty());
  EXPECT_FALSE(charts.worst_heatmap.has_data);  // Few services.
  EXPECT_EQ(all_charts(charts).size(), 11U);
  sample.failed_charts = {"payments-api"};
  const SiteCharts failed = charts_of(sample);
  EXPECT_EQ(failed.failed, 3U);
  EXPECT_EQ(failed.times[1].reason, "line 7: all points y value undefined!");
  EXPECT_TRUE(failed.times[1].has_data);
  sample.failed_charts = {};
  sample.missing_charts = {"payments-api"};
  EXPECT_EQ(charts_of(sample).missing,
            (std::vector<std::string>{"payments-api", "payments-api", "payments-api"}));
}

TEST(SiteCharts, HaveTheRowsOfAHeatmapThatIsAnSvg) {
  Sample sample = small_sample();
  sample.details = true;
  EXPECT_FALSE(charts_of(sample).heatmap.rows);
  sample.svg_pictures = true;
  const SiteCharts charts = charts_of(sample);
  EXPECT_EQ(charts.heatmap.rows, (chart::ChartRows{100, 400, {"orders-web", "payments-api"}}));
  EXPECT_FALSE(charts.combined.rows);
}

TEST(SiteCharts, HaveNoRowsThatLeadNowhereOrOutOfThePicture) {
  const TemporaryFolder folder;
  Sample sample = small_sample();
  sample.details = true;
  sample.svg_pictures = true;
  sample.write(folder.path());
  std::vector<IndexedCharts> charts =
      read_chart_folders({folder / "charts"}, folder / "data/summary.json");
  std::optional<chart::ChartRows>& rows = charts[0].index.charts[1].rows;
  ASSERT_TRUE(rows);
  rows->bottom = 501;
  EXPECT_FALSE(site_charts(charts, sample.data().summary).heatmap.rows);
  rows->bottom = 500;
  EXPECT_TRUE(site_charts(charts, sample.data().summary).heatmap.rows);
  rows->services.back() = "../../elsewhere";
  EXPECT_FALSE(site_charts(charts, sample.data().summary).heatmap.rows);
}

TEST(SiteCharts, MayBeOnlyDark) {
  const TemporaryFolder folder;
  small_sample().write(folder.path());
  std::vector<IndexedCharts> charts =
      read_chart_folders({folder / "charts"}, folder / "data/summary.json");
  chart::ChartEntry& entry = charts[0].index.charts[2];
  entry.file = "payments-api_deployment_metrics.dark.png";
  folder.write("charts/" + entry.file, "picture");
  const ChartView view = site_charts(charts, small_sample().data().summary).services[1];
  EXPECT_TRUE(view.shown);
  EXPECT_EQ(view.file, entry.file);
  EXPECT_FALSE(view.on_light);
  EXPECT_EQ(view.dark_file, "");
}

TEST(SiteCharts, AreNotShownInPart) {
  const TemporaryFolder folder;
  Sample sample = small_sample();
  sample.dark_pictures = true;
  sample.write(folder.path());
  std::filesystem::remove(folder / "charts/orders-web_deployment_metrics.dark.png");
  std::vector<IndexedCharts> charts =
      read_chart_folders({folder / "charts"}, folder / "data/summary.json");
  // The renderer never gives a service's file another name.
  charts[0].index.charts[2].variants[0].file = "orders-web_deployment_metrics.png";
  const SiteCharts found = site_charts(charts, sample.data().summary);
  EXPECT_EQ(found.missing, (std::vector<std::string>{"orders-web", "payments-api"}));
  EXPECT_FALSE(found.services[0].shown);
}

TEST(SiteCharts, SayWhyOneFailed) {
  Sample sample = small_sample();
  sample.failed_charts = {"payments-api", ""};
  const SiteCharts charts = charts_of(sample);
  EXPECT_FALSE(charts.combined.shown);
  EXPECT_FALSE(charts.services[1].shown);
  EXPECT_EQ(charts.services[1].reason, "line 7: all points y value undefined!");
  EXPECT_TRUE(charts.services[0].shown);
  EXPECT_EQ(charts.failed, 2U);
}

TEST(SiteCharts, ShowUntrustedReasonsSafely) {
  const TemporaryFolder folder;
  small_sample().write(folder.path());
  std::vector<IndexedCharts> charts =
      read_chart_folders({folder / "charts"}, folder / "data/summary.json");
  charts[0].index.charts[2].status = chart::Status::failed;
  charts[0].index.charts[2].reason = "a\u202Eb";
  EXPECT_EQ(site_charts(charts, small_sample().data().summary).services[1].reason, "a\\u{202E}b");
}

TEST(SiteCharts, NoticeAMissingFile) {
  Sample sample = small_sample();
  sample.missing_charts = {"orders-web"};
  const SiteCharts charts = charts_of(sample);
  EXPECT_FALSE(charts.services[0].shown);
  EXPECT_EQ(charts.services[0].reason, "its file is missing");
  EXPECT_EQ(charts.missing, std::vector<std::string>{"orders-web"});
}

TEST(SiteCharts, NoticeAServiceThatWasNotRendered) {
  const TemporaryFolder folder;
  small_sample().write(folder.path());
  Sample grown = small_sample();
  grown.services.push_back({"new\n", grown.services[0].deployments});
  const SiteCharts charts = site_charts(
      read_chart_folders({folder / "charts"}, folder / "data/summary.json"), grown.data().summary);
  EXPECT_FALSE(charts.services[0].shown);
  EXPECT_EQ(charts.missing, std::vector<std::string>{"new\\x0A"});
}

}  // namespace
}  // namespace dora::inputs
