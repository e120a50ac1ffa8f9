// Tests the words for the four keys: values, comparisons, and when no verdict is given.
#include "reports/pages/parts/key_figures.h"

#include <gtest/gtest.h>

namespace dora::pages {
namespace {

using std::chrono::hours;

model::FourKeys keys(std::int64_t days, model::Counts counts) {
  model::FourKeys result;
  result.days = days;
  result.counts = counts;
  result.merge_requests = counts;
  return result;
}

const ComparisonNames january{"January 2024", "month"};

/// The second half compared with the first.
analysis::Comparison compared(
    const model::FourKeys& now, const model::FourKeys& before,
    analysis::Verdict verdict = analysis::Verdict::no_significant_change) {
  return {now, before, {}, {verdict, verdict, verdict, verdict}};
}

TEST(KeyFigures, DescribeAPeriodAndHowItCompares) {
  analysis::Comparison comparison;
  comparison.current = keys(29, {81, 19});
  comparison.current.lead_time = model::Spread{81, hours(3), hours(30)};
  comparison.current.restore_time = model::Spread{7, hours(5), hours(6)};
  comparison.current.open_failures = 2;
  comparison.previous = keys(31, {60, 2});
  comparison.previous->lead_time = model::Spread{60, hours(2), hours(9)};
  comparison.usual = {*comparison.previous, keys(31, {30, 1})};
  comparison.verdicts = {analysis::Verdict::more, analysis::Verdict::more,
                         analysis::Verdict::no_significant_change, analysis::Verdict::not_compared};
  const auto figures = key_figures(comparison, january);
  ASSERT_EQ(figures.size(), 4U);
  EXPECT_EQ(figures[0].value, "100");
  EXPECT_EQ(plain_text(figures[0].detail), "3.4 a day");
  EXPECT_EQ(figures[0].change, "up 72% a day on January 2024, a significant change");
  EXPECT_EQ(plain_text(figures[0].usual), "2-month median: 1.5 a day");
  EXPECT_TRUE(figures[0].up);
  EXPECT_FALSE(figures[0].better || figures[0].worse);
  EXPECT_EQ(figures[1].value, "19.0%");
  EXPECT_EQ(plain_text(figures[1].detail), "19 of 100 failed; 95% interval 12.5 to 27.8%");
  EXPECT_EQ(figures[1].change, "up 15.8 points on January 2024: significantly worse");
  EXPECT_TRUE(figures[1].worse);
  EXPECT_EQ(figures[2].value, "3 h");
  EXPECT_EQ(plain_text(figures[2].detail), "90% took at most 1 day 6 h (81 deployments)");
  EXPECT_EQ(figures[2].change, "up 50% on January 2024, normal variation");
  EXPECT_EQ(plain_text(figures[3].detail),
            "90% took at most 6 h (7 failures); 2 failures not yet restored");
  EXPECT_EQ(figures[3].change, "");
  EXPECT_EQ(plain_text(figures[3].usual), "") << "no median of nothing";
}

TEST(KeyFigures, SayThatAChangeIsNotSignificant) {
  const auto figures = key_figures(compared(keys(31, {90, 10}), keys(31, {86, 14})), january);
  EXPECT_EQ(figures[1].change, "down 4.0 points on January 2024, normal variation");
  EXPECT_TRUE(figures[1].down);
  EXPECT_FALSE(figures[1].better || figures[1].few);
}

TEST(KeyFigures, SayHowManyAreStillOpenAndThatItIsTooEarly) {
  model::FourKeys now = keys(31, {85, 5});
  now.still_open = 12;
  now.lead_time = model::Spread{85, hours(1), hours(2)};
  model::FourKeys before = keys(31, {90, 10});
  before.lead_time = model::Spread{90, hours(2), hours(3)};
  const auto figures = key_figures(compared(now, before, analysis::Verdict::too_early), january);
  EXPECT_EQ(plain_text(figures[0].detail), "2.9 a day; 12 still open");
  EXPECT_EQ(figures[0].change,
            "up 2% on January 2024, open merge requests included; too early to say, 12 still open");
  EXPECT_EQ(figures[1].change, "down 4.4 points on January 2024; too early to say, 12 still open");
  EXPECT_FALSE(figures[1].better);
  EXPECT_EQ(figures[2].change, "down 50% on January 2024; too early to say, 12 still open");
  EXPECT_EQ(plain_text(figures[2].detail), "90% took at most 2 h (85 deployments); 12 still open");
}

TEST(KeyFigures, SayThatAHistoryIsTooShort) {
  EXPECT_EQ(key_figures(compared(keys(31, {20, 0}), keys(31, {10, 0}), analysis::Verdict::too_few),
                        january)[0]
                .change,
            "up 100% on January 2024; history too short to judge");
}

TEST(KeyFigures, TakeIntervalsOverMergeRequests) {
  model::FourKeys now = keys(31, {81, 19});
  now.merge_requests = {9, 1};
  EXPECT_EQ(plain_text(key_figures({now, {}, {}, {}}, january)[1].detail),
            "19 of 100 failed; 95% interval 1.8 to 40.4%");
}

TEST(KeyFigures, RoundTheTimeWithinWhichMostAreDoneUp) {
  model::FourKeys now = keys(31, {81, 19});
  now.lead_time = model::Spread{81, hours(1), hours(2) + std::chrono::seconds(1)};
  EXPECT_EQ(plain_text(key_figures({now, {}, {}, {}}, january)[2].detail),
            "90% took at most 2 h 1 min (81 deployments)");
}

TEST(KeyFigures, UseFactorsFromThreeTimesOn) {
  const auto change_to = [](std::int64_t deployments) {
    return key_figures(
               compared(keys(31, {deployments, 0}), keys(31, {100, 0}), analysis::Verdict::more),
               january)[0]
        .change;
  };
  EXPECT_EQ(change_to(299), "up 199% on January 2024, a significant change");
  EXPECT_EQ(change_to(300), "3.0 times that of January 2024, a significant change");
}

TEST(KeyFigures, HaveNoComparisonWithAnEmptyMedian) {
  model::FourKeys now = keys(31, {9, 0});
  now.lead_time = model::Spread{9, hours(1), hours(1)};
  model::FourKeys before = keys(31, {9, 0});
  before.lead_time = model::Spread{9, hours(0), hours(1)};
  EXPECT_EQ(key_figures(compared(now, before), january)[2].change,
            "January 2024: 0 s (9 deployments)");
}

TEST(KeyFigures, ShowTheEarlierValueIfEitherSideHasTooFew) {
  model::FourKeys few = keys(31, {1, 3});
  few.lead_time = model::Spread{1, hours(1), hours(1)};
  model::FourKeys many = keys(31, {99, 1});
  many.lead_time = model::Spread{99, hours(2), hours(3)};
  for (const auto& [now, before] : {std::pair(few, many), std::pair(many, few)}) {
    for (const KeyFigure& figure : key_figures(compared(now, before), january)) {
      EXPECT_FALSE(figure.up || figure.down || figure.better || figure.worse) << figure.name;
      EXPECT_EQ(figure.change.find('%'), std::string::npos) << figure.change;
      EXPECT_EQ(figure.change_few, !figure.change.empty()) << figure.name;
    }
  }
  const auto after_many = key_figures(compared(few, many), january);
  EXPECT_TRUE(after_many[0].few);
  EXPECT_EQ(after_many[0].change, "January 2024: 100");
  EXPECT_TRUE(after_many[1].few);
  EXPECT_NE(plain_text(after_many[1].detail).find("too few to judge"), std::string::npos);
  EXPECT_EQ(after_many[1].change, "January 2024: 1 of 100");
  EXPECT_EQ(after_many[2].change, "January 2024: 2 h (99 deployments)");
  const auto after_few = key_figures(compared(many, few), january);
  EXPECT_FALSE(after_few[0].few);
  EXPECT_EQ(after_few[0].change, "January 2024: 4");
  EXPECT_EQ(after_few[1].change, "January 2024: 3 of 4");
  EXPECT_EQ(after_few[2].change, "January 2024: 1 h (1 deployment)");
}

TEST(KeyFigures, GiveAVerdictFromFiveOnBothSides) {
  const auto figures =
      key_figures(compared(keys(31, {0, 5}), keys(31, {5, 0}), analysis::Verdict::more), january);
  EXPECT_EQ(figures[0].change, "unchanged from January 2024");
  EXPECT_EQ(figures[1].change, "up 100.0 points on January 2024: significantly worse");
  const auto fewer = key_figures(compared(keys(31, {0, 4}), keys(31, {5, 0})), january);
  EXPECT_EQ(fewer[1].change, "January 2024: 0 of 5");
}

TEST(KeyFigures, SayNoDataWithoutData) {
  const auto figures = key_figures(compared(keys(31, {}), keys(31, {})), january);
  EXPECT_EQ(figures[0].value, "0");
  EXPECT_EQ(figures[0].change, "January 2024: none");
  EXPECT_EQ(figures[1].change, "January 2024: no data");
  for (std::size_t i = 1; i < figures.size(); ++i) {
    EXPECT_EQ(figures[i].value, "no data") << figures[i].name;
    EXPECT_FALSE(figures[i].up || figures[i].down || figures[i].better) << figures[i].name;
  }
  EXPECT_EQ(plain_text(figures[3].detail), "no failure left to restore");
}

TEST(KeyFigures, HaveNoComparisonWithoutEarlierData) {
  for (const KeyFigure& figure : key_figures({keys(31, {9, 1}), {}, {}, {}}, {})) {
    EXPECT_EQ(figure.change + plain_text(figure.usual), "") << figure.name;
  }
}

TEST(KeyFigures, CompareExactFiguresAndRoundOnce) {
  const auto figures = [](const model::Counts& now, const model::Counts& before) {
    return key_figures(compared(keys(31, now), keys(31, before)), january);
  };
  EXPECT_EQ(figures({49, 0}, {40, 0})[0].change, "up 22% on January 2024, normal variation")
      << "22.5";
  EXPECT_EQ(figures({43, 0}, {40, 0})[0].change, "up 8% on January 2024, normal variation")
      << "7.5";
  EXPECT_EQ(figures({1001, 0}, {1000, 0})[0].change, "up <1% on January 2024, normal variation");
  EXPECT_EQ(figures({5, 0}, {5000, 0})[0].change, "down >99% on January 2024, normal variation");
  EXPECT_EQ(figures({9999, 1}, {10'000, 0})[1].change,
            "up <0.1 points on January 2024, normal variation");
  EXPECT_EQ(figures({19, 13}, {32, 0})[1].change,
            "up 40.6 points on January 2024, normal variation");
  EXPECT_EQ(figures({18, 2}, {9, 1})[1].change, "unchanged from January 2024");
}

TEST(KeyFigures, ShowARateOrBoundAsZeroOnlyIfItIs) {
  const auto figures = key_figures({keys(31, {1'000'002, 1}), {}, {}, {}}, january);
  EXPECT_EQ(figures[1].value, "<0.1%");
  EXPECT_EQ(plain_text(figures[1].detail), "1 of 1,000,003 failed; 95% interval <0.1 to <0.1%");
}

}  // namespace
}  // namespace dora::pages
