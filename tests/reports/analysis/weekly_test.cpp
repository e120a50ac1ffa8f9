// Tests the digest of a week: what began, ended, moved, appeared and fell silent in it.
#include "reports/analysis/weekly.h"

#include <gtest/gtest.h>

#include "tests/reports/sample.h"

namespace dora::analysis {
namespace {

using enum model::DeploymentStatus;
using test::deployment;
using test::Sample;

/// Collected on Thursday of week 10 of 2024, in UTC.
Sample sample_of(const std::vector<model::ServiceDeployments>& services) {
  Sample sample;
  sample.collection.collected_at = model::parse_instant("2024-03-07T05:00:00Z").value();
  sample.services = services;
  return sample;
}

/// The digest of a week by its label.
Week digest(const Sample& sample, std::string_view label) {
  const ReportData data = sample.data();
  const Analysis analysis = analyse(data);
  const WeeklyDigests digests(data, analysis);
  for (std::size_t i = 0; i < digests.weeks().size(); ++i) {
    if (model::label(digests.weeks()[i]) == label) {
      return digests.digest(i);
    }
  }
  ADD_FAILURE() << "no digest of " << label;
  return {};
}

std::string weeks_of(const Sample& sample) {
  const ReportData data = sample.data();
  const Analysis analysis = analyse(data);
  const WeeklyDigests digests(data, analysis);
  std::string labels;
  for (const model::Period week : digests.weeks()) {
    labels += model::label(week) + " ";
  }
  return labels;
}

TEST(Weekly, IncludesEveryFullWeekOfTheData) {
  Sample sample = sample_of({{"a", {deployment("2024-02-15T00:00:00Z", successful, "t", 1)}}});
  EXPECT_EQ(weeks_of(sample), "2024-W07 2024-W08 2024-W09 ");
  sample.collection.counting.since = model::parse_date("2024-02-14");
  EXPECT_EQ(weeks_of(sample), "2024-W08 2024-W09 ");
  sample.collection.counting.until = model::parse_date("2024-03-03");
  EXPECT_EQ(weeks_of(sample), "2024-W08 ");
  EXPECT_EQ(weeks_of(sample_of({})), "");
}

TEST(Weekly, ComparesAllServicesWithTheWeekBefore) {
  const Week week =
      digest(sample_of({{"a", {deployment("2024-02-15T00:00:00Z", successful, "t", 1)}},
                        {"b",
                         {deployment("2024-02-20T00:00:00Z", failed, "t", 2),
                          deployment("2024-02-25T23:59:59Z", successful, "t", 3),
                          deployment("2024-02-26T00:00:00Z", successful, "t", 4)}}}),
             "2024-W08");
  EXPECT_EQ(week.totals.current.counts, (model::Counts{1, 1}));
  EXPECT_EQ(week.totals.previous->counts, (model::Counts{1, 0}));
  EXPECT_EQ(week.totals.usual.size(), 1U);
  ASSERT_EQ(week.failed.size(), 1U);
  EXPECT_EQ(week.failed[0].service, 1U);
  ASSERT_EQ(week.fresh.size(), 1U);
  EXPECT_EQ(week.fresh[0].service, 1U);
}

TEST(Weekly, DistinguishesFailuresThatBeganFromThoseThatEnded) {
  const Sample sample = sample_of(
      {{"a",
        {deployment("2024-02-14T10:00:00Z", failed, "production", 1),
         deployment("2024-02-20T10:00:00Z", successful, "production", 2),  // Recovered in W08.
         deployment("2024-02-21T10:00:00Z", failed, "production", 3),      // Newly failing in W08,
         deployment("2024-02-26T10:00:00Z", successful, "production", 4),  // recovered in W09.
         deployment("2024-02-27T10:00:00Z", failed, "staging", 5),         // Within W09: neither.
         deployment("2024-02-28T10:00:00Z", successful, "staging", 6),
         deployment("2024-02-29T10:00:00Z", failed, "qa", 7)}}});  // Still open.
  const Week eight = digest(sample, "2024-W08");
  ASSERT_EQ(eight.newly_failing.size(), 1U);
  EXPECT_EQ(eight.newly_failing[0].failure.first, 2U);
  ASSERT_EQ(eight.recovered.size(), 1U);
  EXPECT_EQ(eight.recovered[0].failure.restored_by, 1U);
  const Week nine = digest(sample, "2024-W09");
  ASSERT_EQ(nine.newly_failing.size(), 1U);
  EXPECT_EQ(nine.newly_failing[0].failure.first, 6U);  // Of qa.
  ASSERT_EQ(nine.recovered.size(), 1U);
  EXPECT_EQ(nine.recovered[0].failure.first, 2U);
}

/// The given numbers of deployments in the weeks from 2024-W05 on.
model::ServiceDeployments weekly(const char* name, const std::vector<int>& counts) {
  model::ServiceDeployments service{name, {}};
  const auto monday = model::parse_instant("2024-01-29T00:00:00Z").value();
  for (std::size_t week = 0; week < counts.size(); ++week) {
    for (int i = 0; i < counts[week]; ++i) {
      const auto time = monday + std::chrono::days(7 * week) + std::chrono::minutes(i);
      service.deployments.push_back(deployment(model::to_string(time), successful, "t", i + 1));
    }
  }
  return service;
}

TEST(Weekly, FindsMoversBeyondThreeStandardDeviations) {
  // The mean before is 4, its square root 2: 10 is three of them away, 11 more.
  const Week week = digest(
      sample_of({weekly("a-more", {4, 4, 4, 4, 11}), weekly("b-not", {4, 4, 4, 4, 10}),
                 weekly("c-most", {0, 0, 0, 0, 20}), weekly("d-few", {0, 0, 0, 0, 4}),
                 weekly("e-less", {30, 30, 30, 30, 13}), weekly("f-not", {30, 30, 30, 30, 14})}),
      "2024-W09");
  ASSERT_EQ(week.up.size(), 2U);
  EXPECT_EQ(week.up[0].service, 2U);
  EXPECT_EQ(week.up[0].deployments, 20);
  EXPECT_EQ(week.up[1].service, 0U);
  EXPECT_DOUBLE_EQ(week.up[1].usual, 4);
  ASSERT_EQ(week.down.size(), 1U);
  EXPECT_EQ(week.down[0].service, 4U);
}

TEST(Weekly, FindsServicesThatFellSilent) {
  const Sample sample = sample_of(
      {weekly("a", {1, 1, 2, 1, 0}), weekly("b", {1, 0, 2, 1, 0}), weekly("c", {1, 1, 1, 1, 1})});
  EXPECT_EQ(digest(sample, "2024-W09").silent, std::vector<std::size_t>{0});
  EXPECT_TRUE(digest(sample, "2024-W08").silent.empty());  // Only three weeks before.
}

}  // namespace
}  // namespace dora::analysis
