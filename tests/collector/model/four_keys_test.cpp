// Tests the four keys against figures calculated by hand: edges of spans, open failures, spreads.
#include "collector/model/four_keys.h"

#include <gtest/gtest.h>

namespace dora::model {
namespace {

using enum DeploymentStatus;
using std::chrono::hours;
using std::chrono::minutes;

Deployment deployment(std::string_view time, DeploymentStatus status, std::string_view tier,
                      std::int64_t iid, std::string_view finished = {}) {
  Deployment result{parse_instant(time).value(), status, std::string(tier), iid, {}, {}, {}};
  result.created_time = result.deployment_time;
  if (!finished.empty()) {
    result.finished_time = parse_instant(finished).value();
  }
  return result;
}

std::chrono::local_days begin_of(std::string_view text) {
  return std::chrono::local_days(parse_date(text).value());
}

DayRange days(std::string_view begin, std::string_view end) {
  return {begin_of(begin), begin_of(end)};
}

TEST(FailuresOf, LastFromTheFirstFailureToTheTiersNextSuccess) {
  const std::vector<Deployment> deployments{
      deployment("2024-01-01T08:00:00Z", failed, "production", 1, "2024-01-01T09:00:00Z"),
      deployment("2024-01-01T10:00:00Z", successful, "staging", 2, "2024-01-01T10:10:00Z"),
      deployment("2024-01-01T11:00:00Z", failed, "production", 3, "2024-01-01T11:30:00Z"),
      deployment("2024-01-01T12:00:00Z", successful, "production", 4, "2024-01-01T13:00:00Z"),
      deployment("2024-01-02T12:00:00Z", successful, "production", 5, "2024-01-02T13:00:00Z"),
      deployment("2024-01-03T12:00:00Z", failed, "staging", 6, "2024-01-03T13:00:00Z")};
  const std::vector<Failure> expected{{"production", 0, 2, 2, 3}, {"staging", 5, 5, 1, {}}};
  EXPECT_EQ(failures_of(deployments), expected);
  EXPECT_TRUE(failures_of({}).empty());
}

TEST(FailuresOf, FollowTheOrderOfResultsNotOfCreation) {
  // Created first, failed last: not restored.
  const std::vector<Deployment> deployments{
      deployment("2024-01-01T08:00:00Z", failed, "production", 1, "2024-01-05T00:00:00Z"),
      deployment("2024-01-02T08:00:00Z", successful, "production", 2, "2024-01-02T09:00:00Z"),
      deployment("2024-01-06T08:00:00Z", failed, "production", 3),
      deployment("2024-01-06T08:00:00Z", successful, "production", 4)};
  const std::vector<Failure> expected{{"production", 0, 2, 2, 3}};
  EXPECT_EQ(failures_of(deployments), expected);
}

TEST(TimeTaken, IsKnownIfBothTimesAreKnownAndConsistent) {
  auto one = deployment("2024-01-01T08:00:00Z", successful, "t", 1, "2024-01-01T09:30:00Z");
  one.deployment_time = *one.finished_time;  // Dated by its end.
  EXPECT_EQ(time_taken(one), minutes(90));
  one.finished_time = *one.created_time - minutes(1);
  EXPECT_EQ(time_taken(one), std::nullopt);
  one.finished_time.reset();
  EXPECT_EQ(time_taken(one), std::nullopt);
  one = deployment("2024-01-01T08:00:00Z", successful, "t", 1, "2024-01-01T09:30:00Z");
  one.created_time.reset();
  EXPECT_EQ(time_taken(one), std::nullopt);
}

TEST(SpreadOf, TakesTheMedianAndTheNinetiethPercentile) {
  EXPECT_EQ(spread_of({}), std::nullopt);
  EXPECT_EQ(spread_of({hours(3)}), (Spread{1, hours(3), hours(3)}));
  EXPECT_EQ(spread_of({hours(4), hours(1)}), (Spread{2, minutes(150), hours(4)}));
  std::vector<Duration> hundred;
  for (int i = 100; i >= 1; --i) {
    hundred.emplace_back(hours(i));
  }
  EXPECT_EQ(spread_of(hundred), (Spread{100, minutes(50 * 60 + 30), hours(90)}));
}

TEST(FourKeys, CountEachEventInTheSpanInWhichItHappened) {
  const std::vector<Deployment> deployments{
      deployment("2024-01-31T22:30:00Z", successful, "production", 1, "2024-01-31T23:30:00Z"),
      deployment("2024-01-31T23:30:00Z", failed, "production", 2, "2024-02-01T00:30:00Z"),
      deployment("2024-02-10T12:00:00Z", successful, "production", 3, "2024-03-01T12:00:00Z"),
      deployment("2024-02-20T12:00:00Z", failed, "staging", 4, "2024-02-20T13:00:00Z")};
  const History history = history_of(deployments, TimeZone::find("Europe/Berlin"));
  const FourKeys january = four_keys(history, days("2024-01-01", "2024-02-01"));
  EXPECT_EQ(january.days, 31);
  EXPECT_EQ(january.counts, (Counts{1, 0}));  // The second one is in February in Berlin.
  EXPECT_EQ(january.lead_time, (Spread{1, hours(1), hours(1)}));
  EXPECT_EQ(january.open_failures, 0);
  const FourKeys february = four_keys(history, days("2024-02-01", "2024-03-01"));
  EXPECT_EQ(february.counts, (Counts{1, 2}));
  EXPECT_EQ(february.lead_time->count, 1) << "a failed one has none";
  EXPECT_EQ(february.restore_time, std::nullopt);
  EXPECT_EQ(february.open_failures, 2);
  const FourKeys march = four_keys(history, days("2024-03-01", "2024-04-01"));
  EXPECT_EQ(march.counts, Counts());
  EXPECT_EQ(march.lead_time, std::nullopt);
  ASSERT_TRUE(march.restore_time);
  EXPECT_EQ(march.restore_time->median, hours(29 * 24 + 11) + minutes(30));
  EXPECT_EQ(march.open_failures, 1);
}

TEST(FourKeys, OfATierLeaveOutOtherTiers) {
  const std::vector<Deployment> deployments{
      deployment("2024-01-01T08:00:00Z", failed, "production", 1, "2024-01-01T09:00:00Z"),
      deployment("2024-01-02T08:00:00Z", failed, "staging", 2, "2024-01-02T09:00:00Z"),
      deployment("2024-01-03T08:00:00Z", successful, "staging", 3, "2024-01-03T09:00:00Z")};
  const DayRange january = days("2024-01-01", "2024-02-01");
  const TierHistories tiers = tier_histories(deployments, {});
  ASSERT_EQ(tiers.size(), 2U);
  const FourKeys staging = four_keys(tiers.at("staging"), january);
  EXPECT_EQ(staging.counts, (Counts{1, 1}));
  EXPECT_EQ(staging.open_failures, 0);
  EXPECT_EQ(staging.restore_time->count, 1);
  EXPECT_EQ(four_keys(tiers.at("production"), january).open_failures, 1);
}

TEST(FourKeys, OfSeveralServicesAreTheirSum) {
  const std::vector<Deployment> late{
      deployment("2024-01-20T08:00:00Z", failed, "t", 1, "2024-01-20T09:00:00Z"),
      deployment("2024-01-22T08:00:00Z", successful, "t", 4, "2024-01-22T09:00:00Z")};
  const std::vector<Deployment> early{
      deployment("2024-01-02T08:00:00Z", failed, "t", 2, "2024-01-02T09:00:00Z"),
      deployment("2024-01-03T08:00:00Z", successful, "t", 3, "2024-01-03T09:00:00Z")};
  History together = history_of(late, {});
  append(together, history_of(early, {}));
  sort_by_day(together);
  const FourKeys keys = four_keys(together, days("2024-01-02", "2024-01-21"));
  EXPECT_EQ(keys.counts, (Counts{1, 2}));
  EXPECT_EQ(keys.open_failures, 1);
  EXPECT_EQ(keys.restore_time, (Spread{1, hours(24), hours(24)}));
  EXPECT_EQ(four_keys(together, days("2024-01-03", "2024-01-20")).counts, (Counts{1, 0}));
  EXPECT_EQ(four_keys(together, days("2024-01-01", "2024-01-03")).open_failures, 1);
  EXPECT_EQ(four_keys(together, days("2024-01-01", "2024-02-01")).restore_time->count, 2);
}

TEST(FourKeys, CanBeDatedByResults) {
  const std::vector<Deployment> deployments{
      deployment("2024-01-31T08:00:00Z", successful, "t", 1, "2024-02-01T09:00:00Z"),
      deployment("2024-01-31T08:00:00Z", failed, "t", 2)};
  const DayRange january = days("2024-01-01", "2024-02-01");
  EXPECT_EQ(four_keys(history_of(deployments, {}), january).counts, (Counts{1, 1}));
  EXPECT_EQ(four_keys(history_of(deployments, {}, Dating::result_time), january).counts,
            (Counts{0, 1}))
      << "without a result's time, the deployment time is taken";
}

TEST(FourKeys, CountAMergeRequestOfSeveralServicesOnce) {
  History history =
      history_of({deployment("2024-01-02T08:00:00Z", failed, "t", 1, "2024-01-02T09:00:00Z"),
                  deployment("2024-01-02T08:00:00Z", failed, "t", 1, "2024-01-02T09:00:00Z"),
                  deployment("2024-01-03T08:00:00Z", successful, "t", 2, "2024-01-03T09:00:00Z")},
                 {});
  history.attempts[1].repeated = true;
  const FourKeys keys = four_keys(history, days("2024-01-01", "2024-02-01"));
  EXPECT_EQ(keys.counts, (Counts{1, 2}));
  EXPECT_EQ(keys.merge_requests, (Counts{1, 1}));
}

TEST(FourKeys, CountWhatIsStillOpenInTheSpanOfItsCreation) {
  History history;
  const DayRange january = days("2024-01-01", "2024-02-01");
  for (const auto day : {january.begin, january.begin + std::chrono::days(30), january.end}) {
    history.open.push_back({day, hours(1), false});
  }
  EXPECT_EQ(four_keys(history, january).still_open, 2);
}

// Wilson's bounds as other programs compute them, for 0, some and all of n.
TEST(FailureRateInterval, IsWilsons) {
  EXPECT_FALSE(failure_rate_interval({}));
  const auto expect = [](Counts counts, double low, double high) {
    const auto interval = failure_rate_interval(counts).value();
    EXPECT_NEAR(interval.low, low, 0.005) << counts.failed << " of " << counts.total();
    EXPECT_NEAR(interval.high, high, 0.005) << counts.failed << " of " << counts.total();
  };
  expect({10, 0}, 0.00, 27.75);
  expect({0, 10}, 72.25, 100.00);
  expect({90, 10}, 5.52, 17.44);
  expect({1, 1}, 9.45, 90.55);
  for (std::int64_t total = 1; total <= 1000; ++total) {
    EXPECT_EQ(failure_rate_interval({total, 0})->low, 0) << total;
    EXPECT_EQ(failure_rate_interval({0, total})->high, 100) << total;
  }
}

}  // namespace
}  // namespace dora::model
