// Tests what a period is compared with, medians over periods, and which changes are significant.
#include "reports/analysis/comparison.h"

#include <gtest/gtest.h>

#include "tests/reports/sample.h"

namespace dora::analysis {
namespace {

using enum model::DeploymentStatus;
using std::chrono::hours;
using test::deployment;

Calendar months(std::string_view first, std::string_view end) {
  const auto day = [](std::string_view text) {
    return std::chrono::local_days(model::parse_date(text).value());
  };
  return calendar_of(model::Granularity::month, {day(first), day(end)});
}

model::History four_months() {
  return model::history_of(
      {deployment("2024-01-10T00:00:00Z", successful, "t", 1, "2024-01-10T01:00:00Z"),
       deployment("2024-02-05T00:00:00Z", failed, "t", 2, "2024-02-05T01:00:00Z"),
       deployment("2024-02-20T00:00:00Z", successful, "t", 3, "2024-02-20T03:00:00Z"),
       deployment("2024-03-01T00:00:00Z", successful, "t", 4, "2024-03-01T09:00:00Z"),
       deployment("2024-03-10T00:00:00Z", failed, "t", 5, "2024-03-10T00:10:00Z")},
      {});
}

TEST(Comparison, ComparesTheLastFullPeriodWithThoseBefore) {
  const auto full = compare_full(four_months(), months("2024-01-01", "2024-03-16")).value();
  EXPECT_EQ(full.current.counts, (model::Counts{1, 1}));
  EXPECT_EQ(full.previous->counts, (model::Counts{1, 0}));
  EXPECT_EQ(full.usual.size(), 1U);
  EXPECT_FALSE(compare_full(four_months(), months("2024-03-01", "2024-03-16")));
}

TEST(Comparison, ComparesTheRunningPeriodWithAsManyDaysBefore) {
  const auto running = compare_running(four_months(), months("2024-01-01", "2024-03-06")).value();
  EXPECT_EQ(running.current.counts, (model::Counts{1, 0}));
  EXPECT_EQ(running.current.days, 5);
  EXPECT_EQ(running.previous->counts, (model::Counts{0, 1}));
  EXPECT_EQ(running.previous->days, 5);
  EXPECT_FALSE(compare_running(four_months(), months("2024-03-01", "2024-03-06"))->previous);
  EXPECT_FALSE(compare_running(four_months(), months("2024-01-01", "2024-03-01")));
}

TEST(BaselineKeys, AreMediansOfThePeriodsThatHaveThem) {
  model::FourKeys none;
  none.days = 30;
  model::FourKeys some = none;
  some.counts = {27, 3};
  some.lead_time = model::Spread{27, hours(2), hours(5)};
  model::FourKeys many = none;
  many.counts = {45, 15};
  many.lead_time = model::Spread{45, hours(4), hours(5)};
  const BaselineKeys usual = usual_keys({none, some, many});
  EXPECT_EQ(usual.deployments_a_day, (model::Ratio{1, 1}));
  EXPECT_EQ(usual.failure_rate, (model::Ratio{35, 2}));
  EXPECT_EQ(usual.lead_time, hours(3));
  EXPECT_EQ(usual.restore_time, std::nullopt);
  EXPECT_EQ(usual_keys({}).deployments_a_day, std::nullopt);
}

TEST(DifferBeyondChance, RatesOfEnoughDeploymentsWhoseIntervalsDoNotOverlap) {
  EXPECT_TRUE(rates_differ({90, 10}, {60, 40}));
  EXPECT_TRUE(rates_differ({60, 40}, {90, 10}));
  EXPECT_FALSE(rates_differ({90, 10}, {85, 15}));
  EXPECT_FALSE(rates_differ({1000, 0}, {0, 4}));
  EXPECT_TRUE(rates_differ({1000, 0}, {0, 5}));
  EXPECT_FALSE(rates_differ({}, {0, 5}));
}

model::FourKeys deployments(std::int64_t day_count, std::int64_t count) {
  model::FourKeys keys;
  keys.days = day_count;
  keys.counts = {count, 0};
  return keys;
}

TEST(DifferBeyondChance, FrequenciesByTheDay) {
  EXPECT_TRUE(frequencies_differ(deployments(7, 40), deployments(7, 15)));
  EXPECT_FALSE(frequencies_differ(deployments(7, 20), deployments(7, 15)));
  EXPECT_FALSE(frequencies_differ(deployments(30, 40), deployments(7, 15)));
  EXPECT_FALSE(frequencies_differ(deployments(7, 100), deployments(7, 4)));
  EXPECT_FALSE(frequencies_differ(deployments(0, 100), deployments(7, 15)));
}

TEST(DifferBeyondChance, MediansWhoseIntervalsDoNotOverlap) {
  const model::Spread slow{9, hours(5), hours(9), hours(3), hours(8)};
  EXPECT_TRUE(medians_differ(slow, {5, hours(2), hours(2), hours(1), hours(2)}));
  EXPECT_TRUE(medians_differ({5, hours(2), hours(2), hours(1), hours(2)}, slow));
  EXPECT_FALSE(medians_differ(slow, {5, hours(2), hours(2), hours(1), hours(3)}));
  EXPECT_FALSE(medians_differ(slow, {4, hours(2), hours(2), hours(1), hours(2)}));
}

}  // namespace
}  // namespace dora::analysis
