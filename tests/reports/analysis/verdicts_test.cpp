// Tests which changes are significant, and that no verdict hangs on what is still open.
#include "reports/analysis/verdicts.h"

#include <gtest/gtest.h>

#include "collector/model/instant.h"

namespace dora::analysis {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::local_days;

const local_days monday{model::parse_date("2024-03-04").value()};

/// Merge requests of two weeks, evenly over their days.
struct TwoWeeks {
  model::History history;

  TwoWeeks& add(int week, int count, bool failed, model::Duration lead_time = hours(10)) {
    for (int i = 0; i < count; ++i) {
      history.attempts.push_back(
          {day(week, i), failed, false,
           failed ? std::nullopt : std::optional(lead_time + std::chrono::minutes(i))});
    }
    return *this;
  }
  TwoWeeks& open(int week, int count, model::Duration age = hours(60)) {
    for (int i = 0; i < count; ++i) {
      history.open.push_back({day(week, i), age, false});
    }
    return *this;
  }
  Verdicts verdicts(std::optional<statistics::Dispersion> variation = statistics::Dispersion()) {
    sort_by_day(history);
    return verdicts_of(history, {monday, monday + days(7)}, {monday - days(7), monday}, variation);
  }
  static local_days day(int week, int i) { return monday + days(7 * week + i % 7); }
};
constexpr int last_week = -1;
constexpr int this_week = 0;

/// In the week before, 60 of 500 failed.
TwoWeeks after_usual_week() {
  return TwoWeeks().add(last_week, 440, false).add(last_week, 60, true);
}

TEST(Verdicts, CompareFrequenciesWithTheVariationOfTheSeries) {
  TwoWeeks weeks;
  weeks.add(last_week, 40, false).add(this_week, 80, false);
  EXPECT_EQ(weeks.verdicts().deployments, Verdict::more);
  EXPECT_EQ(weeks.verdicts(statistics::Dispersion{5, 11}).deployments,
            Verdict::no_significant_change)
      << "deployments come in batches";
  EXPECT_EQ(weeks.verdicts(std::nullopt).deployments, Verdict::too_few) << "no history";
  EXPECT_EQ(TwoWeeks().add(last_week, 80, false).add(this_week, 40, false).verdicts().deployments,
            Verdict::less);
  EXPECT_EQ(TwoWeeks().add(last_week, 50, false).add(this_week, 40, false).verdicts().deployments,
            Verdict::no_significant_change);
}

TEST(Verdicts, NeedFiveOnBothSides) {
  const Verdicts few = TwoWeeks().add(last_week, 100, false).add(this_week, 4, true).verdicts();
  EXPECT_EQ(few.deployments, Verdict::too_few);
  EXPECT_EQ(few.failure_rate, Verdict::too_few);
  EXPECT_EQ(few.lead_time, Verdict::too_few);
  EXPECT_EQ(TwoWeeks().add(last_week, 100, false).add(this_week, 5, true).verdicts().failure_rate,
            Verdict::more);
}

// A constant project on a Monday morning: last week's merge requests are not all merged yet.
TEST(Verdicts, CountWhatIsStillOpenAsDeployments) {
  TwoWeeks weeks;
  weeks.add(last_week, 500, false).add(this_week, 398, false);
  EXPECT_EQ(weeks.verdicts().deployments, Verdict::less) << "without the open ones";
  EXPECT_EQ(weeks.open(this_week, 95).verdicts().deployments, Verdict::no_significant_change);
}

TEST(Verdicts, OnFailureRatesHoldWhateverBecomesOfTheOpenOnes) {
  // Closes take longer than merges: what is open will fail.
  EXPECT_EQ(after_usual_week()
                .add(this_week, 420, false)
                .add(this_week, 25, true)
                .open(this_week, 45)
                .verdicts()
                .failure_rate,
            Verdict::too_early);
  // Merges take longer than closes.
  EXPECT_EQ(after_usual_week()
                .add(this_week, 330, false)
                .add(this_week, 80, true)
                .open(this_week, 90)
                .verdicts()
                .failure_rate,
            Verdict::too_early);
  EXPECT_EQ(after_usual_week()
                .add(this_week, 200, false)
                .add(this_week, 200, true)
                .open(this_week, 50)
                .verdicts()
                .failure_rate,
            Verdict::more)
      << "nothing can change it";
  EXPECT_EQ(after_usual_week()
                .add(this_week, 440, false)
                .add(this_week, 60, true)
                .open(this_week, 3)
                .verdicts()
                .failure_rate,
            Verdict::no_significant_change);
  EXPECT_EQ(TwoWeeks()
                .add(last_week, 440, false)
                .add(last_week, 20, true)
                .open(last_week, 80)
                .add(this_week, 440, false)
                .add(this_week, 60, true)
                .verdicts()
                .failure_rate,
            Verdict::too_early)
      << "open ones of the week before count, too";
}

// Only if this week's are closed and last week's merged is there a change.
TEST(Verdicts, HoldForEveryCombinationOfWhatIsOpenInBothPeriods) {
  EXPECT_EQ(after_usual_week()
                .open(last_week, 25)
                .add(this_week, 440, false)
                .add(this_week, 70, true)
                .open(this_week, 25)
                .verdicts()
                .failure_rate,
            Verdict::too_early);
}

// scipy: fisher_exact([[89, 411], [60, 440]]) is 0.0127, with 91 it is 0.0079.
TEST(Verdicts, AreTestsAtOnePercent) {
  EXPECT_EQ(after_usual_week()
                .add(this_week, 411, false)
                .add(this_week, 89, true)
                .verdicts()
                .failure_rate,
            Verdict::no_significant_change);
  EXPECT_EQ(after_usual_week()
                .add(this_week, 409, false)
                .add(this_week, 91, true)
                .verdicts()
                .failure_rate,
            Verdict::more);
}

TEST(Verdicts, OnLeadTimesHoldHoweverLongTheOpenOnesTake) {
  // Only those that are merged soon are known yet.
  EXPECT_EQ(TwoWeeks()
                .add(last_week, 100, false, hours(40))
                .add(this_week, 60, false, hours(20))
                .open(this_week, 60, hours(30))
                .verdicts()
                .lead_time,
            Verdict::too_early);
  EXPECT_EQ(TwoWeeks()
                .add(last_week, 100, false, hours(40))
                .add(this_week, 100, false, hours(20))
                .open(this_week, 3, hours(30))
                .verdicts()
                .lead_time,
            Verdict::less);
  EXPECT_EQ(TwoWeeks()
                .add(last_week, 100, false, hours(20))
                .add(this_week, 100, false, hours(40))
                .open(this_week, 3, hours(60))
                .verdicts()
                .lead_time,
            Verdict::more);
  EXPECT_EQ(TwoWeeks().add(last_week, 100, false).add(this_week, 90, false).verdicts().lead_time,
            Verdict::no_significant_change);
}

TEST(Verdicts, CountAMergeRequestOfManyServicesOnce) {
  TwoWeeks weeks;
  weeks.add(last_week, 100, false).add(this_week, 20, false);
  for (int i = 0; i < 25; ++i) {
    weeks.history.attempts.push_back({TwoWeeks::day(this_week, 0), true, i > 0, std::nullopt});
  }
  EXPECT_EQ(weeks.verdicts().failure_rate, Verdict::no_significant_change);
  EXPECT_EQ(weeks.verdicts().deployments, Verdict::less) << "21, not 45";
}

TEST(Verdicts, CompareTimesToRestore) {
  model::History history;
  for (int i = 0; i < 12; ++i) {
    history.restores.push_back({monday - days(7), hours(2) + std::chrono::minutes(i)});
    history.restores.push_back({monday, hours(5) + std::chrono::minutes(i)});
  }
  sort_by_day(history);
  const auto verdict = [&] {
    return verdicts_of(history, {monday, monday + days(7)}, {monday - days(7), monday}, {})
        .restore_time;
  };
  EXPECT_EQ(verdict(), Verdict::more);
  history.restores.resize(16);
  EXPECT_EQ(verdict(), Verdict::too_few);
}

model::History weekly(const std::vector<int>& counts) {
  model::History history;
  for (std::size_t week = 0; week < counts.size(); ++week) {
    for (int i = 0; i < counts[week]; ++i) {
      history.attempts.push_back({monday - days(7 * (counts.size() - week)), false, false, {}});
    }
  }
  return history;
}

TEST(Variation, IsThatOfTheTwelveFullWeeksBefore) {
  const model::History history = weekly({99, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5});
  const auto variation = [&](int weeks) {
    return variation_before(history, model::Granularity::month, monday - days(7 * weeks), monday);
  };
  EXPECT_EQ(variation(13)->ratio, 0) << "the thirteenth does not count";
  EXPECT_EQ(variation(13)->degrees_of_freedom, 11);
  EXPECT_EQ(variation(5)->degrees_of_freedom, 4);
  EXPECT_FALSE(variation(3)) << "too short";
  EXPECT_EQ(
      variation_before(history, model::Granularity::month, monday - days(84), monday + days(6))
          ->degrees_of_freedom,
      11)
      << "the week that is not over does not count";
}

TEST(Variation, CountsWhatIsStillOpen) {
  model::History history = weekly({5, 5, 5, 4});
  history.open.push_back({monday - days(7), hours(1), false});
  EXPECT_EQ(variation_before(history, model::Granularity::week, monday - days(28), monday)->ratio,
            0);
}

TEST(Variation, IsThatOfDaysIfPeriodsAreDays) {
  EXPECT_EQ(variation_before(weekly({5, 5}), model::Granularity::day, monday - days(14), monday)
                ->degrees_of_freedom,
            13);
}

}  // namespace
}  // namespace dora::analysis
