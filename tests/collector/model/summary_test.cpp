// Tests how deployments become counts per period, in any order.
#include "collector/model/summary.h"

#include <gtest/gtest.h>

namespace dora::model {
namespace {

Deployment deployment(const char* time, DeploymentStatus status = DeploymentStatus::successful) {
  Deployment result;
  result.deployment_time = parse_instant(time).value();
  result.status = status;
  return result;
}

Period period(const char* label) {
  return parse_period(label).value();
}

TEST(Summarize, CountsByPeriodAndSortsByService) {
  const std::vector<ServiceDeployments> services{
      {"b",
       {deployment("2024-01-31T23:30:00Z"),
        deployment("2024-01-02T00:00:00Z", DeploymentStatus::failed),
        deployment("2024-03-01T00:00:00Z")}},
      {"a", {}}};
  const Summary utc = summarize(services, Granularity::month, TimeZone());
  const Summary expected{
      {{"a", {}}, {"b", {{period("2024-01"), {1, 1}}, {period("2024-03"), {1, 0}}}}}};
  EXPECT_EQ(utc, expected);
  const Summary berlin = summarize(services, Granularity::month, TimeZone::find("Europe/Berlin"));
  EXPECT_EQ(berlin.services[1].periods[0], (PeriodCounts{period("2024-01"), {0, 1}}));
  EXPECT_EQ(berlin.services[1].periods[1], (PeriodCounts{period("2024-02"), {1, 0}}));
}

TEST(Summarize, KeepsTheGranularity) {
  const std::vector<ServiceDeployments> services{{"a", {deployment("2021-01-03T12:00:00Z")}}};
  const std::pair<Granularity, const char*> table[] = {{Granularity::day, "2021-01-03"},
                                                       {Granularity::week, "2020-W53"},
                                                       {Granularity::month, "2021-01"},
                                                       {Granularity::quarter, "2021-Q1"}};
  for (const auto& [granularity, expected] : table) {
    const Summary summary = summarize(services, granularity, TimeZone());
    EXPECT_EQ(label(summary.services[0].periods[0].period), expected);
  }
}

TEST(Summary, CombinesAllServices) {
  const Summary summary{{{"a", {{period("2024-01"), {1, 2}}, {period("2024-03"), {3, 0}}}},
                         {"b", {{period("2024-01"), {10, 0}}, {period("2023-12"), {0, 1}}}},
                         {"c", {}}}};
  const std::vector<PeriodCounts> expected{
      {period("2023-12"), {0, 1}}, {period("2024-01"), {11, 2}}, {period("2024-03"), {3, 0}}};
  EXPECT_EQ(combined(summary), expected);
  EXPECT_EQ(total_of(summary.services[0]), (Counts{4, 2}));
}

TEST(Summary, KnowsItsRange) {
  EXPECT_FALSE(range_of({}));
  EXPECT_FALSE(range_of({{{"a", {}}}}));
  const auto range = range_of({{{"a", {{period("2024-02"), {1, 0}}, {period("2024-05"), {1, 0}}}},
                                {"b", {}},
                                {"c", {{period("2023-11"), {1, 0}}}}}});
  ASSERT_TRUE(range);
  EXPECT_EQ(label(range->first), "2023-11");
  EXPECT_EQ(label(range->last), "2024-05");
}

TEST(FailureRate, IsAPercentageOfAllAttemptsAndNulloptWithoutAny) {
  EXPECT_EQ(failure_rate({0, 0}), std::nullopt);
  EXPECT_EQ(failure_rate({8, 2}), 20.0);
  EXPECT_EQ(failure_rate({0, 3}), 100.0);
  EXPECT_EQ(failure_rate({3, 0}), 0.0);
}

}  // namespace
}  // namespace dora::model
