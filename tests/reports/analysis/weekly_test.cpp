// Tests the digest of a week: what began, ended, appeared and became unusual in it.
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
  const Week week = digest(sample_of({{"a",
                                       {deployment("2024-02-09T00:00:00Z", successful, "t", 9),
                                        deployment("2024-02-15T00:00:00Z", successful, "t", 1)}},
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

TEST(Weekly, CountsWhatEndedInTheWeekWheneverItBegan) {
  const Sample sample =
      sample_of({{"a",
                  {deployment("2024-02-14T10:00:00Z", successful, "t", 1, "2024-02-14T11:00:00Z"),
                   deployment("2024-02-18T23:00:00Z", failed, "t", 2, "2024-02-20T10:00:00Z"),
                   deployment("2024-02-25T23:00:00Z", failed, "t", 3, "2024-02-27T10:00:00Z")}}});
  const Week week = digest(sample, "2024-W08");
  EXPECT_EQ(week.totals.current.counts, (model::Counts{0, 1}));
  ASSERT_EQ(week.failed.size(), 1U);
  EXPECT_EQ(week.failed[0].deployment, 1U);
  EXPECT_EQ(week.newly_failing.size(), 1U);
}

TEST(Weekly, ComparesNothingWithTheFirstWeek) {
  const Sample sample = sample_of({{"a",
                                    {deployment("2024-02-15T00:00:00Z", successful, "t", 1),
                                     deployment("2024-02-20T00:00:00Z", successful, "t", 2),
                                     deployment("2024-02-27T00:00:00Z", successful, "t", 3)}}});
  EXPECT_FALSE(digest(sample, "2024-W07").totals.previous);
  EXPECT_FALSE(digest(sample, "2024-W08").totals.previous) << "the first is not full";
  EXPECT_TRUE(digest(sample, "2024-W09").totals.previous);
  EXPECT_EQ(digest(sample, "2024-W09").totals.usual.size(), 1U);
}

TEST(Weekly, ComparesNothingWithWeeksThatLackWhatBeganBeforeTheRange) {
  Sample sample = sample_of({{"a", {}}});
  for (int i = 0; i < 9; ++i) {
    const auto time =
        model::parse_instant("2024-01-02T00:00:00Z").value() + std::chrono::days(7 * i);
    sample.services[0].deployments.push_back(
        deployment(model::to_string(time), successful, "t", i + 1));
  }
  EXPECT_TRUE(digest(sample, "2024-W04").totals.previous);
  EXPECT_EQ(digest(sample, "2024-W01").fresh.size(), 1U);
  sample.collection.counting.since = model::parse_date("2024-01-01");
  EXPECT_FALSE(digest(sample, "2024-W04").totals.previous);
  EXPECT_FALSE(digest(sample, "2024-W05").totals.previous);
  EXPECT_TRUE(digest(sample, "2024-W06").totals.previous) << "after four weeks";
  EXPECT_TRUE(digest(sample, "2024-W01").fresh.empty()) << "it may be older";
}

TEST(Weekly, ListsWhatIsUnusualInTheWeekInWhichItBecomesSo) {
  const Sample sample = sample_of({test::daily_service("a", "2024-03-06T08:00:00Z"),
                                   test::daily_service("b", "2024-02-18T08:00:00Z")});
  const Week week = digest(sample, "2024-W08");
  ASSERT_EQ(week.unusual.size(), 1U);
  EXPECT_EQ(week.unusual[0].service, 1U);
  EXPECT_EQ(week.unusual[0].attention.rule, AttentionRule::quiet);
  EXPECT_TRUE(digest(sample, "2024-W07").unusual.empty());
  EXPECT_TRUE(digest(sample, "2024-W09").unusual.empty()) << "it was so before";
}

// What is published does not change: a digest is made of what happened up to its end.
TEST(Weekly, IsTheSameWhenMadeAgainLater) {
  const auto services = [](bool later) {
    model::ServiceDeployments service = test::daily_service("a", "2024-03-03T08:00:00Z");
    service.deployments.push_back(
        deployment("2024-03-03T09:00:00Z", failed, "t", 900, "2024-03-03T20:00:00Z"));
    if (later) {  // Was open, then failed; and many more.
      service.deployments.push_back(
          deployment("2024-03-03T10:00:00Z", failed, "t", 901, "2024-03-05T10:00:00Z"));
      for (int i = 0; i < 300; ++i) {
        const std::string time = model::to_string(
            model::parse_instant("2024-03-05T11:00:00Z").value() + std::chrono::hours(20 * i));
        service.deployments.push_back(
            deployment(time, i % 3 == 0 ? failed : successful, "t", 1000 + i, time));
      }
    }
    return service;
  };
  Sample monday = sample_of({services(false)});
  monday.collection.collected_at = model::parse_instant("2024-03-04T06:00:00Z").value();
  Sample year_later = sample_of({services(true)});
  year_later.collection.collected_at = model::parse_instant("2025-03-04T06:00:00Z").value();
  for (const char* label : {"2024-W08", "2024-W09"}) {
    const Week then = digest(monday, label);
    const Week now = digest(year_later, label);
    EXPECT_EQ(then.totals.current, now.totals.current) << label;
    EXPECT_EQ(then.totals.usual, now.totals.usual) << label;
    EXPECT_EQ(then.failed.size(), now.failed.size()) << label;
    EXPECT_EQ(then.newly_failing.size(), now.newly_failing.size()) << label;
    EXPECT_EQ(then.unusual.size(), now.unusual.size()) << label;
  }
}

}  // namespace
}  // namespace dora::analysis
