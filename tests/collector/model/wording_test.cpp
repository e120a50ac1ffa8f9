// Tests counts, rates, durations and periods in words.
#include "collector/model/wording.h"

#include <limits>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "tests/support/rounded_percent.h"

namespace dora::model {
namespace {

Period period_at(const std::string& text) {
  return parse_period(text).value();
}

TEST(CountText, GroupsThousands) {
  EXPECT_EQ(count_text(0), "0");
  EXPECT_EQ(count_text(999), "999");
  EXPECT_EQ(count_text(1024), "1,024");
  EXPECT_EQ(count_text(-1024), "-1,024");
  EXPECT_EQ(count_text(-999), "-999");
  EXPECT_EQ(count_text(1234567), "1,234,567");
  EXPECT_EQ(count_text(std::numeric_limits<std::int64_t>::max()), "9,223,372,036,854,775,807");
}

TEST(RateText, HasOneDecimalAndReads0Or100OnlyIfExact) {
  const std::tuple<Counts, const char*, const char*> table[]{{{39, 3}, "7.1%", "7"},
                                                             {{10, 0}, "0.0%", "0"},
                                                             {{0, 10}, "100.0%", "100"},
                                                             {{19, 13}, "40.6%", "41"},
                                                             {{1951, 49}, "2.4%", "2"},
                                                             {{1'000'002, 1}, "<0.1%", "<1"},
                                                             {{1, 1'000'002}, ">99.9%", ">99"},
                                                             {{1999, 1}, "<0.1%", "<1"},
                                                             {{1998, 2}, "0.1%", "<1"},
                                                             {{1, 1999}, ">99.9%", ">99"},
                                                             {{2, 1998}, "99.9%", ">99"}};
  for (const auto& [counts, text, short_text] : table) {
    EXPECT_EQ(rate_text(counts), text);
    EXPECT_EQ(short_rate_text(failure_percent(counts).value()), short_text) << text;
  }
  EXPECT_EQ(rate_text(Counts{}), "no data");
}

TEST(RateText, IsRoundedOnceFromTheExactRate) {
  EXPECT_EQ(test::rounded_percent(13, 32, 2), "40.62");  // What Python says.
  EXPECT_EQ(test::rounded_percent(3, 32, 2), "9.38");
  EXPECT_EQ(test::rounded_percent(1, 8, 0), "12");
  for (int total = 1; total <= 400; ++total) {
    for (int failed = 0; failed <= total; ++failed) {
      const Counts counts{total - failed, failed};
      ASSERT_EQ(rate_text(counts), test::shown_percent(failed, total)) << failed << " of " << total;
      const std::string whole = test::rounded_percent(failed, total, 0);
      const bool too_low = whole == "0" && failed > 0;
      const bool too_high = whole == "100" && failed < total;
      ASSERT_EQ(short_rate_text(failure_percent(counts).value()), too_low    ? "<1"
                                                                  : too_high ? ">99"
                                                                             : whole)
          << failed << " of " << total;
    }
  }
}

TEST(Counted, AddsAnSUnlessTheCountIsOne) {
  EXPECT_EQ(counted(0, "service"), "0 services");
  EXPECT_EQ(counted(1, "service"), "1 service");
  EXPECT_EQ(counted(12345, "deployment"), "12,345 deployments");
}

TEST(DurationText, LeavesOutTheSmallerUnitOfLongTimes) {
  using namespace std::chrono_literals;
  const std::vector<std::pair<std::chrono::milliseconds, std::string>> expectations{
      {0ms, "0 s"},
      {59'999ms, "59 s"},
      {60s, "1 min"},
      {3'599s, "59 min"},
      {1h, "1 h"},
      {9h + 59min, "9 h 59 min"},
      {10h, "10 h"},
      {86'399s, "23 h"},
      {24h, "1 day"},
      {49h, "2 days 1 h"},
      {71h, "2 days 23 h"},
      {72h, "3 days"},
      {45 * 24h + 7h + 30min, "45 days"}};
  for (const auto& [duration, expected] : expectations) {
    EXPECT_EQ(duration_text(duration), expected);
  }
  EXPECT_EQ(duration_text(std::optional<Duration>()), "no data");
}

TEST(DurationAtLeastText, RoundsUpToTheUnitShown) {
  using namespace std::chrono_literals;
  const std::vector<std::pair<std::chrono::milliseconds, std::string>> expectations{
      {0ms, "0 s"},
      {1ms, "1 s"},
      {58'001ms, "59 s"},
      {59s, "59 s"},
      {59'001ms, "1 min"},
      {60s, "1 min"},
      {60'001ms, "2 min"},
      {59min, "59 min"},
      {59min + 1ms, "1 h"},
      {3h + 5min, "3 h 5 min"},
      {3h + 5min + 1s, "3 h 6 min"},
      {9h + 59min + 1ms, "10 h"},
      {10h + 1ms, "11 h"},
      {23h + 1ms, "1 day"},
      {24h, "1 day"},
      {24h + 1ms, "1 day 1 h"},
      {47h + 1min, "2 days"},
      {71h + 1ms, "3 days"},
      {72h + 1ms, "4 days"},
      {45 * 24h + 7h + 30min, "46 days"}};
  for (const auto& [duration, expected] : expectations) {
    EXPECT_EQ(duration_at_least_text(duration), expected) << duration.count();
  }
}

TEST(PeriodName, IncludesTheYear) {
  EXPECT_EQ(name(period_at("2024-01-31")), "31 January 2024");
  EXPECT_EQ(name(period_at("2024-W05")), "week 5 of 2024");
  EXPECT_EQ(name(period_at("2020-W53")), "week 53 of 2020");
  EXPECT_EQ(name(period_at("2025-W01")), "week 1 of 2025");
  EXPECT_EQ(name(period_at("2024-01")), "January 2024");
  EXPECT_EQ(name(period_at("2024-Q1")), "Q1 2024");
}

TEST(RangeName, DoesNotRepeatTheYear) {
  const std::vector<std::tuple<const char*, const char*, const char*, const char*>> table{
      {"2024-01", "2024-06", "January to June 2024", "Jan 2024 – Jun 2024"},
      {"2023-11", "2024-01", "November 2023 to January 2024", "Nov 2023 – Jan 2024"},
      {"2024-05", "2024-05", "May 2024", "May 2024"},
      {"2024-W01", "2024-W09", "week 1 to week 9 of 2024", "2024-W01 – 2024-W09"},
      {"2020-W53", "2021-W01", "week 53 of 2020 to week 1 of 2021", "2020-W53 – 2021-W01"},
      {"2024-Q1", "2024-Q3", "Q1 to Q3 2024", "2024-Q1 – 2024-Q3"},
      {"2024-03-04", "2024-03-10", "4 to 10 March 2024", "4 Mar 2024 – 10 Mar 2024"},
      {"2023-03-04", "2024-03-10", "4 March 2023 to 10 March 2024", "4 Mar 2023 – 10 Mar 2024"},
      {"2024-01-01", "2024-02-03", "1 January to 3 February 2024", "1 Jan 2024 – 3 Feb 2024"}};
  for (const auto& [first, last, range, short_range] : table) {
    EXPECT_EQ(range_name(period_at(first), period_at(last)), range);
    EXPECT_EQ(short_range_name(period_at(first), period_at(last)), short_range);
  }
}

}  // namespace
}  // namespace dora::model
