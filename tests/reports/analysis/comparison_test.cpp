// Tests what a period is compared with, and medians over periods.
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
  return calendar_of(model::Granularity::month, {day(first), day(end)}, day(first));
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
  const auto full = compare_full(four_months(), months("2024-01-01", "2024-03-16"), {}).value();
  EXPECT_EQ(full.current.counts, (model::Counts{1, 1}));
  EXPECT_EQ(full.previous->counts, (model::Counts{1, 0}));
  EXPECT_EQ(full.usual.size(), 1U);
  EXPECT_FALSE(compare_full(four_months(), months("2024-03-01", "2024-03-16"), {}));
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

TEST(BaselineKeys, AreMediansOfThePeriodsThatHaveEnough) {
  model::FourKeys none;
  none.days = 30;
  model::FourKeys few = none;
  few.counts = {1, 3};
  few.lead_time = model::Spread{1, hours(9), hours(9)};
  model::FourKeys some = none;
  some.counts = {27, 3};
  some.lead_time = model::Spread{27, hours(2), hours(5)};
  model::FourKeys many = none;
  many.counts = {45, 15};
  many.lead_time = model::Spread{45, hours(4), hours(5)};
  const BaselineKeys usual = usual_keys({none, few, some, many});
  EXPECT_EQ(usual.deployments_a_day->median, (model::Ratio{34, 60})) << "mean of 4 and 30 in 30";
  EXPECT_EQ(usual.deployments_a_day->periods, 4);
  EXPECT_EQ(usual.failure_rate->median, (model::Ratio{35, 2}));
  EXPECT_EQ(usual.failure_rate->periods, 2);
  EXPECT_EQ(usual.lead_time->median, hours(3));
  EXPECT_EQ(usual.lead_time->periods, 2);
  EXPECT_FALSE(usual.restore_time);
  EXPECT_FALSE(usual_keys({many}).failure_rate) << "one period is no median";
  EXPECT_FALSE(usual_keys({}).deployments_a_day);
}

}  // namespace
}  // namespace dora::analysis
