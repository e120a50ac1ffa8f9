// Tests the rows of figures: rates, periods without deployments, tiers.
#include "reports/figures.h"

#include <gtest/gtest.h>

#include "tests/reports/sample.h"

namespace dora::reports {
namespace {

using enum model::DeploymentStatus;
using test::deployment;

model::Period period(std::string_view label) {
  return model::parse_period(label).value();
}

std::chrono::local_days day(std::string_view text) {
  return std::chrono::local_days(model::parse_date(text).value());
}

TEST(Figures, CountsSuccessfulAndFailedTogether) {
  const Figures figures = figures_of({1230, 5});
  EXPECT_EQ(figures.deployments, "1,235");
  EXPECT_EQ(figures.successful, "1,230");
  EXPECT_EQ(figures.failed, "5");
  EXPECT_EQ(figures.failure_rate, "0.40 %");
  EXPECT_TRUE(figures.has_data);
}

TEST(Figures, HaveNoRateWithoutDeployments) {
  EXPECT_EQ(figures_of({}).failure_rate, "no data");
  EXPECT_FALSE(figures_of({}).has_data);
}

TEST(PeriodRows, AreEveryPeriodOfTheRangeNewestFirst) {
  const auto rows =
      period_rows({{period("2023-11"), {2, 0}}, {period("2024-02"), {0, 3}}}, day("2024-06-01"));
  ASSERT_EQ(rows.size(), 4U);
  EXPECT_EQ(rows[0].name, "February 2024");
  EXPECT_EQ(rows[0].figures.failure_rate, "100.00 %");
  EXPECT_EQ(rows[1].label, "2024-01");
  EXPECT_EQ(rows[1].figures.deployments, "0");
  EXPECT_EQ(rows[1].figures.failure_rate, "no data");
  EXPECT_FALSE(rows[1].figures.has_data);
  EXPECT_EQ(rows[2].figures.failure_rate, "no data");
  EXPECT_EQ(rows[3].name, "November 2023");
  EXPECT_EQ(rows[3].figures.failure_rate, "0.00 %");
  EXPECT_TRUE(period_rows({}, day("2024-06-01")).empty());
}

TEST(PeriodRows, MarkThePeriodThatWasNotOverYet) {
  const std::vector<model::PeriodCounts> weeks{{period("2024-W05"), {1, 0}},
                                               {period("2024-W06"), {1, 0}}};
  const auto running = [&](std::string_view today) {
    const auto rows = period_rows(weeks, day(today));
    return std::pair(rows[0].running, rows[1].running);
  };
  EXPECT_EQ(running("2024-02-04"), std::pair(false, true));   // Sunday of week 5.
  EXPECT_EQ(running("2024-02-05"), std::pair(true, false));   // Monday of week 6.
  EXPECT_EQ(running("2024-02-12"), std::pair(false, false));  // Monday of week 7.
}

TEST(TierRows, AreSortedAndTellTheLastDeployment) {
  const auto rows = tier_rows({deployment("2024-01-01T00:00:00Z", failed, "staging", 1),
                               deployment("2024-01-02T00:00:00Z", successful, "a\u202Eb", 2),
                               deployment("2024-01-31T23:30:00Z", successful, "staging", 3)},
                              model::TimeZone::find("Europe/Berlin"));
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_EQ(rows[0].tier, "a\\u{202E}b");
  EXPECT_EQ(rows[1].tier, "staging");
  EXPECT_EQ(rows[1].last_deployment, "2024-02-01");
  EXPECT_EQ(rows[1].figures.deployments, "2");
  EXPECT_EQ(rows[1].figures.failure_rate, "50.00 %");
}

}  // namespace
}  // namespace dora::reports
