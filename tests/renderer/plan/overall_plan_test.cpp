// Tests what the charts of all services say: the busiest, lead times, times to restore.
#include "renderer/plan/overall_plan.h"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include "tests/renderer/sample_deployments.h"
#include "tests/support/rounded_percent.h"

namespace dora::plan {
namespace {

using std::chrono::hours;
using std::chrono::year;

model::ServiceSummary service(const std::string& name, model::Counts counts) {
  return {name, {{*model::parse_period("2024-02"), counts}}};
}

Axis axis_of(const model::Summary& summary) {
  return shared_axis(summary, year(2999) / 1 / 1);
}

TEST(PlanHeatmap, ShowsTheBusiestFirst) {
  model::Summary summary;
  for (int i = 0; i < 50; ++i) {
    // Ties are broken by name.
    summary.services.push_back(service(fmt::format("s{:02}", i), {i < 45 ? 10 : 20 + i, 0}));
  }
  summary.services.push_back(service("tiny", {0, 1}));
  const PlannedChart planned = plan_heatmap(chart::Kind::heatmap, summary, axis_of(summary));
  const auto& chart = std::get<chart::Heatmap>(planned.chart);
  ASSERT_EQ(chart.rows.size(), most_heatmap_rows);
  EXPECT_EQ(chart.rows[0].service, "s49");
  EXPECT_EQ(chart.rows[4].service, "s45");
  EXPECT_EQ(chart.rows[5].service, "s00");
  EXPECT_EQ(chart.rows[39].service, "s34");
  EXPECT_EQ(chart.figures, "The 40 busiest of 51 services · Feb 2024");
}

TEST(PlanHeatmap, ShowsTheHighestFailureRatesThatAreSure) {
  model::Summary summary;
  for (int i = 0; i < 45; ++i) {
    summary.services.push_back(service(fmt::format("s{:02}", i), {100 - i, i}));
  }
  summary.services.push_back(service("one of one", {0, 1}));
  summary.services.push_back(service("idle", {}));
  const PlannedChart planned = plan_heatmap(chart::Kind::worst_heatmap, summary, axis_of(summary));
  const auto& chart = std::get<chart::Heatmap>(planned.chart);
  ASSERT_EQ(chart.rows.size(), most_heatmap_rows);
  EXPECT_EQ(chart.rows[0].service, "s44") << "a single failure proves little";
  EXPECT_EQ(chart.rows[1].service, "s43");
  EXPECT_EQ(chart.figures, "The 40 worst of 47 services · Feb 2024");
  EXPECT_EQ(planned.stem, "worst_failure_rates");
  EXPECT_EQ(planned.entry.id, "worst_failure_rates");
}

TEST(PlanHeatmap, DoesNotSayBusiestWhenItShowsAll) {
  const model::Summary summary{{service("a", {9, 1}), service("b", {1, 3})}};
  const PlannedChart planned = plan_heatmap(chart::Kind::heatmap, summary, axis_of(summary));
  EXPECT_EQ(std::get<chart::Heatmap>(planned.chart).figures, "2 services · Feb 2024");
}

TEST(PlanHeatmap, RoundsTheLowestAndTheHighestRateOnce) {
  for (int total = 1; total <= 80; ++total) {
    for (int failed = 0; failed <= total; ++failed) {
      const model::Summary summary{{service("a", {total - failed, failed})}};
      const std::string rate = test::shown_percent(failed, total) + " (a)";
      ASSERT_THAT(plan_heatmap(chart::Kind::heatmap, summary, axis_of(summary)).entry.alt,
                  testing::HasSubstr("from " + rate + " to " + rate));
    }
  }
}

TEST(PlanHeatmap, StatesItsFigures) {
  const model::Summary summary{{service("a\n", {9, 1}),
                                {"idle", {}},
                                service("b", {1, 3}),
                                {"c", {{*model::parse_period("2024-04"), {5, 0}}}}}};
  const PlannedChart planned = plan_heatmap(chart::Kind::heatmap, summary, axis_of(summary));
  const auto& chart = std::get<chart::Heatmap>(planned.chart);
  EXPECT_EQ(chart.title, "Failure rate per month, in percent");
  ASSERT_EQ(chart.rows.size(), 3U);  // No row for a service without deployments.
  EXPECT_EQ(chart.rows[0].service, "a\\x0A");
  EXPECT_EQ(chart.rows[1].cells, (std::vector<model::Counts>{{0, 0}, {0, 0}, {5, 0}}));
  EXPECT_EQ(planned.entry.alt,
            "Failure rate per month of the 3 busiest of 4 services, February to April 2024: from "
            "0.0% (c) to 75.0% (b) over all of it");
  EXPECT_EQ(planned.entry.id, "failure_rate_heatmap");
}

/// Whether it has these values; the confidence interval of the median does not matter to a chart.
testing::AssertionResult is_spread(const std::optional<model::Spread>& spread, std::int64_t count,
                                   hours median, hours p90) {
  if (!spread) {
    return testing::AssertionFailure() << "nothing";
  }
  if (spread->count != count || spread->median != median || spread->p90 != p90) {
    return testing::AssertionFailure()
           << fmt::format("{} values, median {} ms, 90th percentile {} ms", spread->count,
                          spread->median.count(), spread->p90.count());
  }
  return testing::AssertionSuccess();
}

class PlanOverallTimes : public testing::Test {
 protected:
  PlanOverallTimes() {
    for (const model::ServiceDeployments& each : test::sample_deployments()) {
      model::append(history_, model::history_of(each.deployments, {}));
    }
    model::sort_by_day(history_);
    axis_ = axis_of(model::summarize(test::sample_deployments(), model::Granularity::month, {}));
  }

  model::History history_;
  Axis axis_;
};

TEST_F(PlanOverallTimes, ShowsLeadTimesInThePeriodOfTheDeployment) {
  const PlannedChart planned = plan_overall_times(chart::Kind::lead_time, history_, axis_);
  const auto& chart = std::get<chart::TimeChart>(planned.chart);
  EXPECT_EQ(chart.title, "Lead time of all services");
  EXPECT_EQ(chart.figures,
            "Median 2 h · 90th percentile 4 h · 3 deployments · Jan 2024 – Mar 2024");
  ASSERT_EQ(chart.panels.size(), 1U);
  const auto& points = chart.panels[0].points;
  ASSERT_EQ(points.size(), 3U);
  EXPECT_TRUE(is_spread(points[0].spread, 2, hours(3), hours(4)));
  EXPECT_TRUE(is_spread(points[1].spread, 1, hours(1), hours(1)));
  EXPECT_EQ(points[2].spread, std::nullopt);
  EXPECT_EQ(planned.entry.alt,
            "Lead time of all services: median 2 h, 90th percentile 4 h, 3 deployments, "
            "January to March 2024");
}

TEST_F(PlanOverallTimes, ShowsTimesToRestoreInThePeriodInWhichTheyEnded) {
  const PlannedChart planned = plan_overall_times(chart::Kind::restore_time, history_, axis_);
  const auto& chart = std::get<chart::TimeChart>(planned.chart);
  // Failed on 31 January at 9, restored on 2 February at 9; two are open at the end.
  EXPECT_EQ(
      chart.figures,
      "Median 2 days · 90th percentile 2 days · 1 restored · 2 still open · Jan 2024 – Mar 2024");
  const auto& points = chart.panels[0].points;
  EXPECT_EQ(points[0].spread, std::nullopt);
  EXPECT_TRUE(is_spread(points[1].spread, 1, hours(48), hours(48)));
  EXPECT_EQ(planned.entry.id, "time_to_restore");
}

TEST_F(PlanOverallTimes, MarksPeriodsThatHaveNotEnded) {
  axis_.as_of = std::chrono::local_days(year(2024) / 3 / 15);
  const PlannedChart planned = plan_overall_times(chart::Kind::lead_time, history_, axis_);
  const auto& points = std::get<chart::TimeChart>(planned.chart).panels[0].points;
  EXPECT_FALSE(points[1].unfinished);
  EXPECT_TRUE(points[2].unfinished);
}

}  // namespace
}  // namespace dora::plan
