// Tests that a summary is compared with its deployments by period, and that differences are named.
#include "collector/model/summary_difference.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace dora::model {
namespace {

using testing::EndsWith;
using testing::HasSubstr;
using testing::Not;

PeriodCounts counts(const char* label, std::int64_t successful, std::int64_t failed) {
  return {parse_period(label).value(), {successful, failed}};
}

TEST(SummaryDifference, NamesServiceAndPeriodEvenIfTheTotalsAgree) {
  const Summary summary{{{"a", {counts("2024-01", 3, 1)}},
                         {"b", {counts("2024-01", 2, 0), counts("2024-02", 1, 1)}}}};
  Summary counted = summary;
  EXPECT_EQ(difference_text(summary, counted), "");
  counted.services[1].periods = {counts("2024-01", 1, 0), counts("2024-02", 2, 1)};
  EXPECT_EQ(difference_text(summary, counted),
            "service 'b' has 2 deployments (0 failed) in 2024-01 in summary.json, 1 (0 failed) in "
            "service_deployments.json; service 'b' has 2 deployments (1 failed) in 2024-02 in "
            "summary.json, 3 (1 failed) in service_deployments.json");
  counted.services[1].periods = {counts("2024-01", 2, 0), counts("2024-03", 1, 1)};
  EXPECT_THAT(difference_text(summary, counted), HasSubstr("in 2024-03 in summary.json, 2 (1"));
}

TEST(SummaryDifference, NamesServicesInOnlyOneFile) {
  const Summary one{{{"a", {}}, {"b", {}}, {"c", {}}}};
  const Summary other{{{"b", {}}, {"d", {}}}};
  EXPECT_EQ(difference_text(one, other),
            "service 'a' is in summary.json alone; service 'c' is in summary.json alone; service "
            "'d' is in service_deployments.json alone");
}

TEST(SummaryDifference, NamesTheFirstFewAndHowManyMore) {
  Summary summary;
  for (char name = 'a'; name <= 'j'; ++name) {
    summary.services.push_back({std::string(1, name), {}});
  }
  const std::string text = difference_text(summary, {});
  EXPECT_THAT(text, EndsWith("; and 7 more"));
  EXPECT_THAT(text, Not(HasSubstr("'d'")));
}

}  // namespace
}  // namespace dora::model
