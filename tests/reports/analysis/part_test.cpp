// Tests the analysis of some of the services: figures of their own, verdicts of the whole.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "reports/analysis/weekly.h"
#include "tests/reports/sample.h"

namespace dora::analysis {
namespace {

using enum model::DeploymentStatus;
using test::daily_service;
using test::deployment;
using test::Sample;
using testing::ElementsAre;

/// Collected in week 11 of 2024; `b` and `d` are failing.
Sample sample() {
  Sample sample = test::small_sample();
  sample.services = {daily_service("a", "2024-03-14T20:00:00Z"),
                     daily_service("b", "2024-03-14T20:00:00Z", 6),
                     {"c", {deployment("2024-03-05T10:00:00Z", successful, "staging", 900)}},
                     daily_service("d", "2024-03-08T20:00:00Z", 7)};
  return sample;
}

struct Part {
  ReportData whole_data;
  Analysis whole;
  std::vector<std::size_t> services;
  ReportData data = part_of(whole_data, services);
  Analysis analysis = part_of(whole, data, services);
};

Part part(const Sample& sample, std::vector<std::size_t> services) {
  const ReportData data = sample.data();
  return {data, analyse(data), std::move(services)};
}

TEST(Part, HoldsTheServicesWithTheirOwnHistories) {
  const Part some = part(sample(), {1, 2});
  ASSERT_EQ(some.data.summary.services.size(), 2U);
  EXPECT_EQ(some.data.summary.services[0].service, "b");
  EXPECT_EQ(some.data.deployments[1].service, "c");
  EXPECT_EQ(some.analysis.happened.attempts.size(), 151U);
  EXPECT_EQ(some.analysis.services[0].attempts.size(), some.whole.services[1].attempts.size());
  EXPECT_EQ(some.analysis.main_tier(), "production");
  EXPECT_EQ(some.analysis.covered.end, some.whole.covered.end);
}

TEST(Part, KeepsTheVerdictsOfTheWhole) {
  const Part some = part(sample(), {1, 3});
  ASSERT_FALSE(some.whole.findings.of(1).empty());
  ASSERT_EQ(some.analysis.findings.of(0).size(), some.whole.findings.of(1).size());
  EXPECT_EQ(some.analysis.findings.of(0)[0].attention.p, some.whole.findings.of(1)[0].attention.p);
  EXPECT_EQ(some.analysis.findings.of(0)[0].stands_out, some.whole.findings.of(1)[0].stands_out);
  EXPECT_TRUE(part(sample(), {0}).analysis.findings.found.empty());
}

TEST(Part, IsJudgedByTheRulesOfTheWhole) {
  const ReportData data = sample().data();
  Analysis whole = analyse(data, model::TierOrder({"staging", "production"}));
  whole.bands = Bands{};
  whole.bands->name = "ours";
  whole.variation = {1.5, 20};
  const Analysis part = part_of(whole, part_of(data, {0, 1}), {0, 1});
  EXPECT_LT(part.tier_order.rank("staging"), part.tier_order.rank("production"));
  ASSERT_TRUE(part.bands);
  EXPECT_EQ(part.bands->name, "ours");
  EXPECT_EQ(part.variation.ratio, 1.5);
  EXPECT_EQ(part.variation.degrees_of_freedom, 20);
}

TEST(Part, CountsOnlyItsOwnOpenMergeRequests) {
  Sample both = sample();
  const model::Instant march = model::parse_instant("2024-03-10T00:00:00Z").value();
  both.open = {{{"a", {{march, "production", 7, ""}}}, {"b", {{march, "production", 8, ""}}}}};
  const Part some = part(both, {1});
  ASSERT_EQ(some.data.open->size(), 1U);
  EXPECT_EQ(some.data.open->front().service, "b");
  EXPECT_EQ(some.analysis.overall.open.size(), 1U);
}

TEST(Part, HasTheDigestsOfTheWholeForItsServices) {
  const Part some = part(sample(), {2, 3});
  const WeeklyDigests whole(some.whole_data, some.whole);
  const WeeklyDigests digests(whole, some.data, some.analysis, some.services);
  ASSERT_EQ(digests.weeks().back(), whole.weeks().back());
  const Week week = digests.digest(digests.weeks().size() - 1);  // Week 10.
  const Week all = whole.digest(whole.weeks().size() - 1);
  EXPECT_EQ(week.totals.current.counts, (model::Counts{1, 5}));
  std::vector<std::pair<std::size_t, double>> unusual;
  std::vector<std::pair<std::size_t, double>> expected;
  for (const Finding& each : week.unusual) {
    unusual.emplace_back(some.services[each.service], each.attention.p);
  }
  for (const Finding& each : all.unusual) {
    if (each.service >= 2) {
      expected.emplace_back(each.service, each.attention.p);
    }
  }
  EXPECT_FALSE(expected.empty());
  EXPECT_EQ(unusual, expected);
  ASSERT_EQ(week.fresh.size(), 1U);
  EXPECT_EQ(week.fresh[0].service, 0U) << "numbered within the part";
}

// The whole has more weeks than a group that is new.
TEST(Part, BeginsWithItsFirstDeployment) {
  const Part some = part(sample(), {2});
  const WeeklyDigests whole(some.whole_data, some.whole);
  const WeeklyDigests digests(whole, some.data, some.analysis, some.services);
  EXPECT_THAT(digests.weeks(), ElementsAre(model::parse_period("2024-W10").value()));
  EXPECT_FALSE(digests.digest(0).totals.previous);
}

}  // namespace
}  // namespace dora::analysis
