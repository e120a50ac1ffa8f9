// Tests the rows of tables: periods without deployments, running ones, tiers, comparisons.
#include "reports/pages/parts/key_table.h"

#include <gtest/gtest.h>

#include "tests/reports/sample.h"

namespace dora::pages {
namespace {

using enum model::DeploymentStatus;
using test::deployment;

std::chrono::local_days day(std::string_view text) {
  return std::chrono::local_days(model::parse_date(text).value());
}

model::History history(
    const std::vector<std::pair<const char*, model::DeploymentStatus>>& attempts) {
  std::vector<model::Deployment> deployments;
  deployments.reserve(attempts.size());
  for (const auto& [time, status] : attempts) {
    deployments.push_back(deployment(time, status, "t", 1));
  }
  return history_of(deployments, {});
}

/// From the beginning of time.
model::DayRange until(std::string_view end) {
  return {day("2000-01-01"), day(end)};
}

TEST(PeriodTable, ListsEveryPeriodOfTheRangeNewestFirst) {
  const auto rows =
      period_table(
          history({{"2023-11-03T00:00:00Z", successful}, {"2024-02-03T00:00:00Z", failed}}),
          model::Granularity::month, until("2024-06-01"), day("2024-06-01"))
          .rows;
  ASSERT_EQ(rows.size(), 4U);
  EXPECT_EQ(rows[0].name, "February 2024");
  EXPECT_EQ(rows[0].failure_rate, "100.0%");
  EXPECT_EQ(rows[0].open_failures, "1");
  EXPECT_EQ(rows[1].deployments, "0");
  EXPECT_EQ(rows[1].failure_rate, "no data");
  EXPECT_EQ(rows[1].interval, "");
  EXPECT_FALSE(rows[1].has_data);
  EXPECT_EQ(rows[3].name, "November 2023");
  EXPECT_EQ(rows[3].failure_rate, "0.0%");
  EXPECT_EQ(rows[3].frequency, "1.0 a month");
  EXPECT_TRUE(period_table({}, model::Granularity::month, until("2024-06-01"), day("2024-06-01"))
                  .rows.empty());
}

TEST(PeriodTable, MarksTheUnfinishedPeriod) {
  const auto notes = [](std::string_view today) {
    const auto rows =
        period_table(
            history({{"2024-02-01T00:00:00Z", successful}, {"2024-02-06T00:00:00Z", successful}}),
            model::Granularity::week, until(today), day(today))
            .rows;
    return rows[0].note + "|" + rows[1].note;
  };
  EXPECT_EQ(period_table(history({{"2024-02-01T00:00:00Z", successful}}), model::Granularity::week,
                         until("2024-02-04"), day("2024-02-04"))
                .rows[0]
                .frequency,
            "");
  EXPECT_EQ(notes("2024-02-04"), "|so far");  // Sunday of week 5.
  EXPECT_EQ(notes("2024-02-05"), "so far|");  // Monday of week 6.
  EXPECT_EQ(notes("2024-02-12"), "|");        // Monday of week 7.
}

TEST(PeriodTable, MarksPartlyRequestedPeriods) {
  const auto rows = period_table(history({{"2024-02-15T00:00:00Z", successful},
                                          {"2024-03-01T00:00:00Z", successful},
                                          {"2024-04-02T00:00:00Z", successful}}),
                                 model::Granularity::month, {day("2024-02-14"), day("2024-04-03")},
                                 day("2024-04-09"))
                        .rows;
  ASSERT_EQ(rows.size(), 3U);
  EXPECT_EQ(rows[0].note + rows[1].note + rows[2].note, "in partin part");
  EXPECT_EQ(rows[0].frequency, "");
  EXPECT_EQ(rows[1].note, "");
  EXPECT_EQ(rows[1].frequency, "1.0 a month");
  EXPECT_EQ(rows[2].frequency, "");
}

TEST(TierTable, ShowsUntrustedNamesSafely) {
  std::map<std::string, model::History, std::less<>> tiers;
  tiers["staging"] = history({{"2024-01-03T00:00:00Z", failed}});
  tiers["a\u202Eb"] = history({{"2024-01-03T00:00:00Z", successful}});
  const auto rows = tier_table(tiers, {day("2024-01-01"), day("2024-02-01")}, {}).rows;
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_EQ(rows[0].failed, "1") << "staging is more important than what is not known";
  EXPECT_TRUE(rows[0].few);
  EXPECT_EQ(rows[1].name, "a\\u{202E}b");
}

TEST(UsualRow, SaysOfHowManyPeriodsAFigureIs) {
  analysis::BaselineKeys usual;
  usual.deployments_a_day = {model::Ratio{1, 1}, 3};
  usual.failure_rate = {model::Ratio{25, 2}, 2};
  const KeyRow row = usual_row("Median of 3 months", usual, 3);
  EXPECT_EQ(row.frequency, "1.0 a day");
  EXPECT_EQ(row.failure_rate, "12.5% (of 2)");
  EXPECT_EQ(row.lead_time, "no data");
}

TEST(KeyRow, SaysHowManyAreStillOpen) {
  model::FourKeys keys;
  EXPECT_EQ(key_row("", keys).still_open, "");
  keys.still_open = 1095;
  EXPECT_EQ(key_row("", keys).still_open, "1,095 still open");
}

TEST(ComparisonTable, ShowsTheRunningPeriodNextToAsManyDaysBefore) {
  const model::History all = history({{"2023-11-05T00:00:00Z", successful},
                                      {"2023-12-05T00:00:00Z", failed},
                                      {"2024-01-05T00:00:00Z", successful},
                                      {"2024-01-25T00:00:00Z", successful},
                                      {"2024-02-02T00:00:00Z", failed}});
  const auto calendar = analysis::calendar_of(
      model::Granularity::month, {day("2023-11-01"), day("2024-02-08")}, day("2023-11-01"));
  const auto rows = comparison_table(all, calendar, compare_full(all, calendar, {})).rows;
  ASSERT_EQ(rows.size(), 5U);
  EXPECT_EQ(rows[0].name, "January 2024");
  EXPECT_EQ(rows[0].note, "last full month");
  EXPECT_EQ(rows[1].name, "December 2023");
  EXPECT_EQ(rows[1].note, "month before");
  EXPECT_EQ(rows[2].name, "Median of 2 months");
  EXPECT_EQ(rows[2].deployments, "");
  EXPECT_EQ(rows[2].frequency, "1.0 a month");
  EXPECT_EQ(rows[2].failure_rate, "no data") << "one deployment is too few for a rate";
  EXPECT_EQ(rows[3].name, "First 7 days of February 2024");
  EXPECT_EQ(rows[3].deployments, "1");
  EXPECT_EQ(rows[4].name, "First 7 days of January 2024");
  EXPECT_EQ(rows[4].deployments, "1");
}

}  // namespace
}  // namespace dora::pages
