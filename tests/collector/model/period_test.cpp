// Tests periods: ISO weeks at the turn of the year, labels, arithmetic.
#include "collector/model/period.h"

#include <string>
#include <tuple>
#include <vector>

#include <gtest/gtest.h>

#include "collector/model/instant.h"

namespace dora::model {
namespace {

using std::chrono::local_days;

constexpr Granularity granularities[] = {Granularity::day, Granularity::week, Granularity::month,
                                         Granularity::quarter};

local_days day(const std::string& text) {
  return local_days(parse_date(text).value());
}

Period period(const std::string& text) {
  return parse_period(text).value();
}

TEST(Period, ADayIsInTheRightPeriods) {
  struct Row {
    const char* day;
    const char* week;
    const char* month;
    const char* quarter;
  };
  // Weeks as printed by `date +%G-W%V` of GNU coreutils.
  const std::vector<Row> table{{"2024-01-31", "2024-W05", "2024-01", "2024-Q1"},
                               {"2020-12-31", "2020-W53", "2020-12", "2020-Q4"},
                               {"2021-01-03", "2020-W53", "2021-01", "2021-Q1"},
                               {"2021-01-04", "2021-W01", "2021-01", "2021-Q1"},
                               {"2024-12-29", "2024-W52", "2024-12", "2024-Q4"},
                               {"2024-12-30", "2025-W01", "2024-12", "2024-Q4"},
                               {"2023-01-01", "2022-W52", "2023-01", "2023-Q1"},
                               {"2015-12-31", "2015-W53", "2015-12", "2015-Q4"},
                               {"2016-01-03", "2015-W53", "2016-01", "2016-Q1"},
                               {"2024-02-29", "2024-W09", "2024-02", "2024-Q1"},
                               {"2024-03-31", "2024-W13", "2024-03", "2024-Q1"},
                               {"2024-04-01", "2024-W14", "2024-04", "2024-Q2"},
                               {"2024-06-30", "2024-W26", "2024-06", "2024-Q2"},
                               {"2024-07-01", "2024-W27", "2024-07", "2024-Q3"},
                               {"1969-12-31", "1970-W01", "1969-12", "1969-Q4"}};
  for (const Row& row : table) {
    EXPECT_EQ(label(period_containing(day(row.day), Granularity::day)), row.day);
    EXPECT_EQ(label(period_containing(day(row.day), Granularity::week)), row.week) << row.day;
    EXPECT_EQ(label(period_containing(day(row.day), Granularity::month)), row.month) << row.day;
    EXPECT_EQ(label(period_containing(day(row.day), Granularity::quarter)), row.quarter) << row.day;
  }
}

TEST(Period, EveryDayOfThirtyYearsIsInItsPeriodAndLabelsAreReadBack) {
  for (const Granularity granularity : granularities) {
    for (local_days d = day("1999-12-01"); d < day("2030-02-01"); d += std::chrono::days(1)) {
      const Period p = period_containing(d, granularity);
      ASSERT_TRUE(p.begin <= d && d < end(p)) << label(p);
      ASSERT_EQ(parse_period(label(p)), p) << label(p);
      ASSERT_EQ(period_containing(p.begin, granularity), p) << label(p);
    }
  }
}

TEST(Period, StepsForwardAndBack) {
  const std::vector<std::tuple<const char*, int, const char*>> table{
      {"2024-01", 1, "2024-02"},       {"2024-01", -1, "2023-12"},
      {"2024-01", 25, "2026-02"},      {"2024-Q4", 1, "2025-Q1"},
      {"2024-Q1", -5, "2022-Q4"},      {"2020-W53", 1, "2021-W01"},
      {"2021-W01", -1, "2020-W53"},    {"2024-W01", 52, "2025-W01"},
      {"2024-02-28", 1, "2024-02-29"}, {"2024-03-01", -1, "2024-02-29"}};
  for (const auto& [from, steps, to] : table) {
    EXPECT_EQ(label(advance(period(from), steps)), to) << from << " + " << steps;
    EXPECT_EQ(steps_between(period(from), period(to)), steps) << from << " to " << to;
  }
}

TEST(Period, StepsBetweenUndoesAdvance) {
  for (const Granularity granularity : granularities) {
    const Period start = period_containing(day("2024-02-29"), granularity);
    for (int steps = -60; steps <= 60; ++steps) {
      EXPECT_EQ(steps_between(start, advance(start, steps)), steps) << to_string(granularity);
    }
  }
}

TEST(Period, RefusesOtherLabels) {
  for (const char* text : {"",
                           "2024",
                           "2024-13",
                           "2024-00",
                           "2024-1",
                           "2024-Q0",
                           "2024-Q5",
                           "2024-W00",
                           "2024-W53",
                           "2020-W54",
                           "2024-w05",
                           "2024-q1",
                           "2024-W5",
                           "2024-02-30",
                           "2024-1-1",
                           "24-01-01",
                           "2024_01",
                           "2024-01 ",
                           " 2024-01",
                           "2024-+1",
                           "2024--1",
                           "2024-Q+",
                           "2024-W+1",
                           "+024-01",
                           "2024-01_failed",
                           "2024-01-01T00",
                           "abcd-01",
                           "2024-Qx"}) {
    EXPECT_EQ(parse_period(text), std::nullopt) << text;
  }
}

TEST(Granularity, NamesAreReadBackAndOthersRefused) {
  for (const Granularity granularity : granularities) {
    EXPECT_EQ(parse_granularity(to_string(granularity)), granularity);
  }
  for (const char* text : {"", "Month", "year", "months"}) {
    EXPECT_EQ(parse_granularity(text), std::nullopt) << text;
  }
}

}  // namespace
}  // namespace dora::model
