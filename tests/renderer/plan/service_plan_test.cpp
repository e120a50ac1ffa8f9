// Tests what the charts of a service's times and tiers say.
#include "renderer/plan/service_plan.h"

#include <gmock/gmock.h>

#include "tests/renderer/sample_deployments.h"
#include "tests/support/rounded_percent.h"

namespace dora::plan {
namespace {

using std::chrono::year;

model::ServiceSummary tier(const std::string& name, model::Counts counts) {
  return {name, {{*model::parse_period("2024-02"), counts}}};
}

Axis three_months() {
  return {{*model::parse_period("2024-01"), *model::parse_period("2024-02"),
           *model::parse_period("2024-03")},
          std::chrono::local_days(year(2999) / 1 / 1)};
}

TEST(PlanTimes, HasAPanelForEachKindOfTime) {
  const auto history = model::history_of(test::sample_deployments()[0].deployments, {});
  const PlannedChart planned = plan_times("api", history, three_months());
  const auto& chart = std::get<chart::TimeChart>(planned.chart);
  EXPECT_EQ(chart.title, "api");
  EXPECT_EQ(chart.figures, "Lead time and time to restore · Jan 2024 – Mar 2024");
  ASSERT_EQ(chart.panels.size(), 2U);
  EXPECT_EQ(chart.panels[0].name, "Lead time");
  EXPECT_EQ(chart.panels[0].figures, "median 2 h · 90th percentile 4 h · 3 deployments");
  EXPECT_TRUE(chart.panels[0].points[0].spread);
  EXPECT_EQ(chart.panels[1].name, "Time to restore");
  EXPECT_EQ(chart.panels[1].figures,
            "median 2 days · 90th percentile 2 days · 1 restored · 1 still open");
  EXPECT_FALSE(chart.panels[1].points[0].spread);
  EXPECT_EQ(planned.entry.id, "lead_and_restore/api");
  EXPECT_EQ(planned.entry.service, "api");
  EXPECT_EQ(planned.entry.alt,
            "api: lead time median 2 h, 90th percentile 4 h, 3 deployments; time to "
            "restore median 2 days, 90th percentile 2 days, 1 restored, 1 still open, January to "
            "March 2024");
}

TEST(PlanTimes, PromisesNoShorterTimeThan90PercentTook) {
  const auto history = model::history_of(
      {test::finished("2024-02-01T08:00:00Z", model::DeploymentStatus::successful, "t", 1),
       test::finished("2024-02-01T08:00:00Z", model::DeploymentStatus::successful, "t", 2)},
      {});
  model::History longer = history;
  for (model::History::Attempt& attempt : longer.attempts) {
    attempt.lead_time = std::chrono::hours(2) + std::chrono::seconds(1);
  }
  const auto planned = plan_times("api", longer, three_months());
  EXPECT_EQ(std::get<chart::TimeChart>(planned.chart).panels[0].figures,
            "median 2 h · 90th percentile 2 h 1 min · 2 deployments");
}

TEST(PlanTimes, SaysWhenThereAreNoData) {
  const auto history = model::history_of(
      {test::finished("2024-02-01T08:00:00Z", model::DeploymentStatus::successful, "t", 1)}, {});
  const auto planned = plan_times("api", history, three_months());
  const auto& chart = std::get<chart::TimeChart>(planned.chart);
  EXPECT_EQ(chart.panels[1].figures, "no data");
}

TEST(PlanTiers, HasAPanelForEachTierTheMostImportantFirst) {
  const PlannedChart planned =
      plan_tiers("api", {tier("a\x1b", {9, 1}), tier("production", {1, 0})}, three_months());
  const auto& chart = std::get<chart::TierChart>(planned.chart);
  EXPECT_EQ(chart.figures, "Deployments in 2 tiers · Jan 2024 – Mar 2024");
  ASSERT_EQ(chart.panels.size(), 2U);
  EXPECT_EQ(chart.panels[0].tier, "production");
  EXPECT_EQ(chart.panels[1].tier, "a\\x1B");
  EXPECT_EQ(chart.panels[1].figures, "10.0% failed of 10");
  EXPECT_EQ(chart.panels[1].bars[1].counts, (model::Counts{9, 1}));
  EXPECT_EQ(planned.entry.alt,
            "api: deployments in 2 tiers: production 1 deployment, 0 failed; a\\x1B 10 "
            "deployments, 1 failed, January to March 2024");
}

TEST(PlanTiers, TakesTheOrderThatIsGiven) {
  const PlannedChart planned =
      plan_tiers("api", {tier("a", {9, 1}), tier("production", {1, 0}), tier("z", {1, 0})},
                 three_months(), model::TierOrder({"z", "a"}));
  const auto& chart = std::get<chart::TierChart>(planned.chart);
  ASSERT_EQ(chart.panels.size(), 3U);
  EXPECT_EQ(chart.panels[0].tier, "z");
  EXPECT_EQ(chart.panels[1].tier, "a");
  EXPECT_EQ(chart.panels[2].tier, "production");
}

TEST(PlanTiers, RoundsEveryRateOnce) {
  for (int total = 1; total <= 80; ++total) {
    for (int failed = 0; failed <= total; ++failed) {
      const PlannedChart planned =
          plan_tiers("api", {tier("t", {total - failed, failed})}, three_months());
      ASSERT_EQ(std::get<chart::TierChart>(planned.chart).panels.at(0).figures,
                test::shown_percent(failed, total) + " failed of " + std::to_string(total));
    }
  }
}

TEST(PlanTiers, ShowsTheBusiestIfThereAreTooMany) {
  std::vector<model::ServiceSummary> tiers;
  tiers.reserve(9);
  for (int i = 0; i < 9; ++i) {
    tiers.push_back(tier(std::string(1, static_cast<char>('a' + i)), {i % 2 == 0 ? 1 : 50, 0}));
  }
  const auto planned = plan_tiers("api", tiers, three_months());
  const auto& chart = std::get<chart::TierChart>(planned.chart);
  EXPECT_THAT(chart.figures, testing::StartsWith("Deployments in the 6 busiest of 9 tiers"));
  std::string names;
  for (const chart::TierPanel& panel : chart.panels) {
    names += panel.tier;
  }
  EXPECT_EQ(names, "abcdfh");
}

}  // namespace
}  // namespace dora::plan
