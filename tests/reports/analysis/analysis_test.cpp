// Tests the histories of all services together: what is one merge request, what is still open.
#include "reports/analysis/analysis.h"

#include <gtest/gtest.h>

#include "tests/reports/sample.h"

namespace dora::analysis {
namespace {

using enum model::DeploymentStatus;
using test::deployment;
using test::Sample;

constexpr const char* february = "2024-02-10T08:00:00Z";

model::Instant at(std::string_view time) {
  return model::parse_instant(time).value();
}

model::FourKeys of_february(const model::History& history) {
  return four_keys(history, span_of(model::parse_period("2024-02").value()));
}

TEST(Analysis, CountsAMergeRequestOfSeveralServicesOnce) {
  Sample sample = test::small_sample();
  sample.collection.merge_requests.with_several_services = 1;
  sample.services = {
      {"a", {deployment(february, failed, "t", 7, "2024-02-10T09:00:00Z")}},
      {"b",
       {deployment(february, failed, "t", 7, "2024-02-10T09:00:00Z"),
        deployment("2024-02-11T08:00:00Z", successful, "t", 7)}}};  // Of another project.
  const Analysis analysis = analyse(sample.data());
  for (const model::History* history :
       {&analysis.overall, &analysis.happened, &analysis.tiers.at("t")}) {
    EXPECT_EQ(of_february(*history).counts, (model::Counts{1, 2}));
    EXPECT_EQ(of_february(*history).merge_requests, (model::Counts{1, 1}));
  }
  EXPECT_EQ(of_february(analysis.services[1]).merge_requests, (model::Counts{1, 1}));
}

TEST(Analysis, KnowsWhatIsStillOpenWhereAndForHowLong) {
  Sample sample = test::small_sample();  // Collected on 15 March.
  sample.services = {{"a", {deployment(february, successful, "t", 1)}}};
  sample.open = {{{"a", {{at(february), "t", 7, ""}, {at(february), "new tier", 8, ""}}}}};
  const Analysis analysis = analyse(sample.data());
  EXPECT_EQ(of_february(analysis.services[0]).still_open, 2);
  EXPECT_EQ(of_february(analysis.overall).still_open, 2);
  EXPECT_EQ(of_february(analysis.tiers.at("t")).still_open, 1);
  EXPECT_EQ(of_february(analysis.happened).still_open, 0) << "nothing happened to it";
  EXPECT_EQ(analysis.overall.open.at(0).age, at("2024-03-15T05:00:00Z") - at(february));
}

TEST(Analysis, CountsAnOpenMergeRequestOfSeveralServicesOnceInVerdicts) {
  Sample sample = test::small_sample();
  sample.collection.merge_requests.with_several_services = 1;
  sample.open = {{{"a", {{at(february), "t", 7, ""}}}, {"b", {{at(february), "t", 7, ""}}}}};
  const Analysis analysis = analyse(sample.data());
  ASSERT_EQ(analysis.overall.open.size(), 2U);
  EXPECT_NE(analysis.overall.open[0].repeated, analysis.overall.open[1].repeated);
}

TEST(Analysis, EndsWithTheRange) {
  Sample sample = test::small_sample();
  EXPECT_EQ(analyse(sample.data()).as_of, sample.collection.collected_at);
  sample.collection.counting.until = model::parse_date("2024-03-01");
  EXPECT_EQ(analyse(sample.data()).as_of, at("2024-02-29T23:00:00Z")) << "midnight in Berlin";
}

/// Deployments per week from that of 6 November 2023 on, all on Monday.
model::ServiceDeployments weekly(const std::string& name, const std::vector<int>& counts) {
  model::ServiceDeployments service{name, {}};
  for (std::size_t week = 0; week < counts.size(); ++week) {
    const auto monday = at("2023-11-06T08:00:00Z") + std::chrono::days(7 * week);
    for (int i = 0; i < counts[week]; ++i) {
      const std::string time = model::to_string(monday + std::chrono::minutes(i));
      service.deployments.push_back(deployment(time, successful, "t", i, time));
    }
  }
  return service;
}

// A service that looks even is not taken at its word where all others deploy in batches.
TEST(Analysis, LearnsTheVariationOfAServiceFromAllOthers) {
  const std::vector<int> even{3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 9, 9, 9, 9};
  const std::vector<int> batches{0, 18, 0, 18, 0, 18, 0, 18, 0, 18, 0, 18, 0, 18, 0, 18, 0};
  Sample sample = test::small_sample();
  sample.open.emplace();
  const auto verdict = [&sample] {
    const ReportData data = sample.data();
    const Analysis analysis = analyse(data);
    const Calendar calendar =
        calendar_of(analysis.services[0], analysis.calendar.granularity, analysis.covered);
    return analysis.compare_service(0, calendar)->verdicts.deployments;
  };
  sample.services = {weekly("a", even)};
  EXPECT_EQ(verdict(), Verdict::more);
  for (int i = 10; i < 60; ++i) {
    sample.services.push_back(weekly("b" + std::to_string(i), batches));
  }
  EXPECT_EQ(verdict(), Verdict::no_significant_change);
}

}  // namespace
}  // namespace dora::analysis
