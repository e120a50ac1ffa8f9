// Tests which periods are compared: only full ones, and the running one with as many days.
#include "reports/analysis/calendar.h"

#include <string>

#include <gtest/gtest.h>

namespace dora::analysis {
namespace {

std::chrono::local_days day(std::string_view text) {
  return std::chrono::local_days(model::parse_date(text).value());
}

Calendar calendar(model::Granularity granularity, std::string_view begin, std::string_view end) {
  return calendar_of(granularity, {day(begin), day(end)}, day(begin));
}

std::string usual_of(const Calendar& calendar) {
  std::string labels;
  for (const model::Period period : calendar.usual) {
    labels += model::label(period) + " ";
  }
  return labels;
}

TEST(Calendar, ComparesTheLastFullMonthWithTheThreeBefore) {
  const Calendar months = calendar(model::Granularity::month, "2023-01-01", "2024-03-15");
  EXPECT_EQ(model::label(months.current.value()), "2024-02");
  EXPECT_EQ(model::label(months.previous.value()), "2024-01");
  EXPECT_EQ(usual_of(months), "2024-01 2023-12 2023-11 ");
  EXPECT_EQ(model::label(months.running.value()), "2024-03");
  EXPECT_EQ(months.running_days, (model::DayRange{day("2024-03-01"), day("2024-03-15")}));
  EXPECT_EQ(months.running_before, (model::DayRange{day("2024-02-01"), day("2024-02-15")}));
}

TEST(Calendar, ComparesWithFourWeeksFourQuartersOrSevenDays) {
  using enum model::Granularity;
  const Calendar weeks = calendar(week, "2023-01-02", "2024-01-04");
  EXPECT_EQ(model::label(weeks.current.value()), "2023-W52");
  EXPECT_EQ(usual_of(weeks), "2023-W51 2023-W50 2023-W49 2023-W48 ");
  EXPECT_EQ(weeks.running_days.days(), 3);
  EXPECT_EQ(usual_of(calendar(quarter, "2020-01-01", "2024-01-04")),
            "2023-Q3 2023-Q2 2023-Q1 2022-Q4 ");
  const Calendar daily = calendar(day, "2023-01-01", "2024-01-04");
  EXPECT_EQ(model::label(daily.current.value()), "2024-01-03");
  EXPECT_EQ(daily.usual.size(), 7U);
  EXPECT_FALSE(daily.running);
}

TEST(Calendar, HasNoRunningPeriodOnItsFirstDay) {
  const Calendar months = calendar(model::Granularity::month, "2023-01-01", "2024-03-01");
  EXPECT_EQ(model::label(months.current.value()), "2024-02");
  EXPECT_FALSE(months.running);
}

TEST(Calendar, TakesNoMoreDaysThanTheShorterPeriodHas) {
  const Calendar months = calendar(model::Granularity::month, "2023-01-01", "2023-03-31");
  EXPECT_EQ(months.running_days, (model::DayRange{day("2023-03-01"), day("2023-03-29")}));
  EXPECT_EQ(months.running_before, (model::DayRange{day("2023-02-01"), day("2023-03-01")}));
}

TEST(Calendar, OmitsPeriodsThatAreNotFullyCovered) {
  using enum model::Granularity;
  const Calendar two = calendar(month, "2024-01-01", "2024-03-01");
  EXPECT_EQ(usual_of(two), "2024-01 ");
  const Calendar one = calendar(month, "2024-01-10", "2024-03-10");
  EXPECT_EQ(model::label(one.current.value()), "2024-02");
  EXPECT_FALSE(one.previous);
  EXPECT_EQ(usual_of(one), "");
  const Calendar none = calendar(month, "2024-03-01", "2024-03-10");
  EXPECT_FALSE(none.current);
  EXPECT_TRUE(none.running);
  EXPECT_EQ(none.running_before.days(), 0);
  EXPECT_FALSE(calendar(month, "2024-03-05", "2024-03-10").running);
}

TEST(Calendar, ComparesNothingWithPeriodsThatDoNotCountInWhole) {
  const Calendar months = calendar_of(model::Granularity::month,
                                      {day("2024-01-01"), day("2024-03-15")}, day("2024-02-01"));
  EXPECT_EQ(model::label(months.current.value()), "2024-02");
  EXPECT_FALSE(months.previous);
  EXPECT_EQ(usual_of(months), "");
  EXPECT_EQ(months.running_before.days(), 14);
  const Calendar first = calendar_of(model::Granularity::month,
                                     {day("2024-01-01"), day("2024-02-15")}, day("2024-02-01"));
  EXPECT_EQ(model::label(first.current.value()), "2024-01");
  EXPECT_EQ(first.running_before.days(), 0);
}

}  // namespace
}  // namespace dora::analysis
