// Tests which of the findings in all services are kept, and in which order.
#include "reports/analysis/findings.h"

#include <gtest/gtest.h>

#include "tests/reports/sample.h"

namespace dora::analysis {
namespace {

using std::chrono::days;
using std::chrono::hours;

const model::Instant monday_morning = model::parse_instant("2024-07-01T06:00:00Z").value();

/// Deploys daily to `tier`, `failures` of them in a row at the end, then nothing for some days.
model::ServiceDeployments daily(const char* name, const char* tier, int failures,
                                days silent = days(0)) {
  return test::daily_service(name, model::to_string(monday_morning - silent - hours(7)), failures,
                             tier);
}

std::string text_of(const Findings& findings) {
  std::string text;
  for (const Finding& each : findings.found) {
    text += std::to_string(each.service) + " " + std::string(to_string(each.attention.rule)) + "; ";
  }
  return text;
}

Findings findings_of(std::vector<model::ServiceDeployments> services,
                     model::Instant as_of = monday_morning) {
  test::Sample sample;
  sample.collection.collected_at = monday_morning;
  sample.services = std::move(services);
  const ReportData data = sample.data();
  const model::TierOrder order;
  return Finder(data, order, model::all_days.begin).at(as_of);
}

TEST(Findings, KeepWhatIsUnusualAmongAllServices) {
  const Findings findings = findings_of({daily("a", "production", 0), daily("b", "production", 5),
                                         daily("c", "production", 0, days(9))});
  EXPECT_EQ(text_of(findings), "1 failing; 2 quiet; ");
  EXPECT_GT(findings.tests, 3U);
  EXPECT_EQ(findings.of(0).size(), 0U);
  EXPECT_EQ(findings.of(1).size(), 1U);
}

TEST(Findings, SayNothingThatAnotherSaysAlready) {
  EXPECT_EQ(text_of(findings_of({daily("a", "production", 0, days(14))})), "0 quiet; ")
      << "and fewer";
  EXPECT_EQ(text_of(findings_of({daily("a", "production", 6)})), "0 failing; ")
      << "and failure_rate_up";
}

// Among many services, something always stands out.
TEST(Findings, StandOutOnlyIfTheyAreUnusualAmongAsManyComparisons) {
  std::vector<model::ServiceDeployments> services{daily("a", "production", 0, days(3))};
  auto& some = services.front().deployments;  // Three quarters of the days.
  for (auto each = some.begin(); each + 4 < some.end(); each += 3) {
    each = some.erase(each);
  }
  const Findings alone = findings_of(services);
  ASSERT_EQ(text_of(alone), "0 quiet; ");
  EXPECT_TRUE(alone.found[0].stands_out);
  EXPECT_LT(alone.by_chance, 0.5);
  for (int i = 0; i < 999; ++i) {
    services.push_back(daily(("b" + std::to_string(1000 + i)).c_str(), "production", 0));
  }
  const Findings many = findings_of(services);
  EXPECT_EQ(text_of(many), "0 quiet; ") << "unusual by itself";
  EXPECT_FALSE(many.found[0].stands_out);
  EXPECT_NEAR(many.by_chance, 0.001 * static_cast<double>(many.tests), 1e-9);
  EXPECT_TRUE(new_findings(many, {}).empty());
  EXPECT_EQ(new_findings(alone, {}).size(), 1U);
}

TEST(Findings, PutProductionFirst) {
  model::ServiceDeployments service = daily("a", "staging", 6);
  const model::ServiceDeployments production = daily("a", "production", 5);
  service.deployments.insert(service.deployments.end(), production.deployments.begin(),
                             production.deployments.end());
  const Findings findings = findings_of({service});
  ASSERT_GE(findings.found.size(), 2U);
  EXPECT_EQ(findings.found[0].attention.tier, "production");
  EXPECT_EQ(findings.found.back().attention.tier, "staging");
}

TEST(Findings, OfAMomentDoNotDependOnWhatHappenedLater) {
  const auto services = {daily("a", "production", 0), daily("b", "production", 5)};
  model::ServiceDeployments later = daily("b", "production", 5);
  const std::string time = model::to_string(monday_morning + hours(5));
  later.deployments.push_back(
      test::deployment(time, model::DeploymentStatus::successful, "production", 900, time));
  EXPECT_EQ(text_of(findings_of(services)),
            text_of(findings_of({daily("a", "production", 0), later})));
}

TEST(NewFindings, LeaveOutWhatWasThereBefore) {
  const std::vector<model::ServiceDeployments> services{daily("a", "production", 12),
                                                        daily("b", "production", 4)};
  const Findings before = findings_of(services, monday_morning - days(7));
  const Findings later = findings_of(services);
  EXPECT_EQ(text_of(before), "0 failing; ");
  const std::vector<Finding> found = new_findings(later, before);
  ASSERT_GE(found.size(), 1U);
  EXPECT_TRUE(std::none_of(found.begin(), found.end(), [](const Finding& each) {
    return each.service == 0 && each.attention.rule == AttentionRule::failing;
  }));
  EXPECT_EQ(found.back().service, 1U);
}

}  // namespace
}  // namespace dora::analysis
