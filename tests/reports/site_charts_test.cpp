// Tests which chart a page gets, and what stands in for one that failed or is missing.
#include "reports/site_charts.h"

#include <gtest/gtest.h>

#include "tests/reports/expect_error.h"
#include "tests/reports/sample.h"
#include "tests/support/temporary_folder.h"

namespace dora::reports {
namespace {

using test::Sample;
using test::small_sample;
using test::TemporaryFolder;

SiteCharts charts_of(const Sample& sample) {
  const TemporaryFolder folder;
  sample.write(folder.path());
  return read_site_charts(folder / "charts", sample.data().summary);
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

TEST(SiteCharts, NoticeAFileThatIsNotThere) {
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
  const SiteCharts charts = read_site_charts(folder / "charts", grown.data().summary);
  EXPECT_FALSE(charts.services[0].shown);
  EXPECT_EQ(charts.missing, std::vector<std::string>{"new\\x0A"});
}

TEST(SiteCharts, NameTheCommandThatMakesThem) {
  const TemporaryFolder folder;
  EXPECT_TRUE(test::fails_with({(folder / "charts.json").string(), "dora-report render"},
                               [&] { read_site_charts(folder.path(), {}); }));
}

}  // namespace
}  // namespace dora::reports
