// Tests which charts a run draws, with and without deployments, as a whole and in shards.
#include "renderer/plan/chart_list.h"

#include <algorithm>

#include <fmt/format.h>
#include <gmock/gmock.h>

#include "collector/model/summary_json.h"
#include "tests/renderer/sample_deployments.h"
#include "tests/support/temporary_folder.h"

namespace dora::plan {
namespace {

using chart::Kind;
using testing::ElementsAre;
using testing::IsEmpty;

ChartSource source_of(const std::vector<model::ServiceDeployments>& services) {
  const test::TemporaryFolder folder;
  test::write_collection(folder.path(), services);
  ChartSource source{model::read_summary(folder / "summary.json").summary, {}};
  source.deployments = read_deployment_data(folder / "service_deployments.json", source.summary);
  return source;
}

TEST(ChartList, HasNoEmptyCharts) {
  // `web` has one tier, and neither a lead time nor a time to restore.
  EXPECT_THAT(
      charts_of(source_of(test::sample_deployments())),
      ElementsAre(ChartRef{Kind::combined}, ChartRef{Kind::heatmap}, ChartRef{Kind::lead_time},
                  ChartRef{Kind::restore_time}, ChartRef{Kind::service, 0},
                  ChartRef{Kind::times, 0}, ChartRef{Kind::tiers, 0}, ChartRef{Kind::service, 1}));
  EXPECT_THAT(
      charts_of(source_of({test::sample_deployments()[1]})),
      ElementsAre(ChartRef{Kind::combined}, ChartRef{Kind::heatmap}, ChartRef{Kind::service, 0}));
  EXPECT_THAT(charts_of(source_of({})), ElementsAre(ChartRef{Kind::combined}));
}

TEST(ChartList, HasTheWorstOnlyIfTheyAreNotAll) {
  std::vector<model::ServiceDeployments> services;
  for (int i = 0; i < 41; ++i) {
    services.push_back(test::sample_deployments()[1]);
    services.back().service = fmt::format("s{:02}", i);
  }
  const auto has_worst = [](const std::vector<ChartRef>& charts) {
    return std::ranges::count(charts, ChartRef{Kind::worst_heatmap}) == 1;
  };
  EXPECT_TRUE(has_worst(charts_of(source_of(services))));
  services.pop_back();
  EXPECT_FALSE(has_worst(charts_of(source_of(services))));
}

TEST(ChartList, HasOnlyChartsOfCountsForASummaryAlone) {
  ChartSource source = source_of(test::sample_deployments());
  source.deployments.reset();
  EXPECT_THAT(charts_of(source), ElementsAre(ChartRef{Kind::combined}, ChartRef{Kind::service, 0},
                                             ChartRef{Kind::service, 1}));
}

TEST(ChartList, IsSplitBetweenShardsWithoutOverlap) {
  const ChartSource source = source_of(test::sample_deployments());
  std::vector<ChartRef> left = charts_of(source);
  for (const int number : {1, 2, 3}) {
    for (const ChartRef& chart : charts_of(source, {number, 3})) {
      const auto found = std::ranges::find(left, chart);
      ASSERT_NE(found, left.end()) << number;
      EXPECT_TRUE(number == 1 || !chart::is_overall(chart.kind));
      left.erase(found);
    }
  }
  EXPECT_THAT(left, IsEmpty());
}

}  // namespace
}  // namespace dora::plan
