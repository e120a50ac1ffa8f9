// Tests the descriptions of what changed in a chart since it was drawn.
#include "renderer/journal/change_report.h"

#include <gmock/gmock.h>

namespace dora::journal {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

chart::Bar bar(const char* period, model::Counts counts, bool unfinished = false) {
  return {*model::parse_period(period), counts, unfinished};
}

Inputs inputs_with(std::vector<chart::Bar> bars, const std::string& script = "s") {
  return inputs_of(chart::Chart{"title", "figures", std::move(bars)}, script);
}

TEST(Differences, AreEmptyWhenNothingChanged) {
  const Inputs inputs = inputs_with({bar("2024-01", {20, 1})});
  EXPECT_THAT(differences(inputs, inputs), IsEmpty());
  EXPECT_THAT(differences({}, {}), IsEmpty());
}

TEST(Differences, NameThePeriodWhoseCountsChanged) {
  EXPECT_THAT(
      differences(
          inputs_with(
              {bar("2024-01", {20, 1}), bar("2024-02", {3, 0}), bar("2024-03", {1, 0}, true)}),
          inputs_with({bar("2024-01", {20, 2}), bar("2024-02", {0, 0}), bar("2024-03", {1, 0})})),
      ElementsAre("the counts of 2024-01: 20 successful, 1 failed, now 20 successful, 2 failed",
                  "the counts of 2024-02: 3 successful, 0 failed, now 0 successful, 0 failed",
                  "the counts of 2024-03: 1 successful, 0 failed, unfinished, now "
                  "1 successful, 0 failed"));
}

TEST(Differences, NameALongerRange) {
  EXPECT_THAT(differences(inputs_with({bar("2024-01", {0, 0}), bar("2024-02", {1, 0})}),
                          inputs_with({bar("2024-01", {0, 0}), bar("2024-02", {1, 0}),
                                       bar("2024-03", {0, 0})})),
              ElementsAre("the range of all charts: 2024-01 to 2024-02, now 2024-01 to 2024-03"));
  EXPECT_THAT(differences(inputs_with({}), inputs_with({bar("2024-01", {0, 0})})),
              ElementsAre("the range of all charts: nothing, now 2024-01 to 2024-01"));
}

TEST(Differences, NamePeriodsOfTimesTiersAndServices) {
  const auto times = [](int hours) {
    const model::Spread spread{3, std::chrono::hours(hours), std::chrono::hours(9)};
    return inputs_of(
        chart::TimeChart{
            "api", "", {{"Lead time", "", {{*model::parse_period("2024-01"), spread}}}}},
        "s");
  };
  EXPECT_THAT(differences(times(1), times(2)),
              ElementsAre("the times (Lead time) of 2024-01: median 1 h, 90th percentile 9 h, n = "
                          "3, now median 2 h, 90th percentile 9 h, n = 3"));
  EXPECT_THAT(
      differences(times(1),
                  inputs_of(
                      chart::TimeChart{
                          "api", "", {{"Lead time", "", {{*model::parse_period("2024-01"), {}}}}}},
                      "s")),
      ElementsAre(
          "the times (Lead time) of 2024-01: median 1 h, 90th percentile 9 h, n = 3, now no data"));
  const auto tiers = [](model::Counts counts) {
    return inputs_of(chart::TierChart{"api", "", {{"a b", "", {bar("2024-01", counts)}}}}, "s");
  };
  EXPECT_THAT(differences(tiers({1, 0}), tiers({1, 1})),
              ElementsAre("the counts (a b) of 2024-01: 1 successful, 0 failed, now 1 successful, "
                          "1 failed"));
  const auto rows = [](model::Counts counts) {
    return inputs_of(chart::Heatmap{"", "", {*model::parse_period("2024-01")}, {{"api", {counts}}}},
                     "s");
  };
  EXPECT_THAT(differences(rows({1, 0}), rows({0, 0})),
              ElementsAre("the counts (api) of 2024-01: 1 successful, 0 failed, now 0 successful, "
                          "0 failed"));
}

TEST(Differences, NameEverythingElseThatChanged) {
  EXPECT_THAT(differences({{"gnuplot version", "5.4 patchlevel 4"}, {"scale", "1"}, {"old", "x"}},
                          {{"gnuplot version", "5.4 patchlevel 5"}, {"scale", "1"}, {"new", "y"}}),
              ElementsAre("the gnuplot version: 5.4 patchlevel 4, now 5.4 patchlevel 5",
                          "the new: none, now y", "the old: x, now none"));
}

TEST(Differences, BlameTheProgramForANewScriptOfTheSameCounts) {
  EXPECT_THAT(differences(inputs_with({bar("2024-01", {1, 0})}, "a"),
                          inputs_with({bar("2024-01", {1, 0})}, "b")),
              ElementsAre("how charts are drawn: dora-report itself changed"));
}

}  // namespace
}  // namespace dora::journal
