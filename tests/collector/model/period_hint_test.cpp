// Tests which labels are recognized as misspelled periods, and the hints.
#include "collector/model/period_hint.h"

#include <gtest/gtest.h>

namespace dora::model {
namespace {

TEST(PeriodHint, ShowsTheRightForm) {
  const std::pair<const char*, const char*> table[]{
      {"2024-8", "2024-08"},       {"2024/08", "2024-08"},      {"2024_8", "2024-08"},
      {"2024-q1", "2024-Q1"},      {"2024Q1", "2024-Q1"},       {"2024-Q01", "2024-Q1"},
      {"2024-w05", "2024-W05"},    {"2024-W5", "2024-W05"},     {"2024W05", "2024-W05"},
      {"2024-01-1", "2024-01-01"}, {"2024-1-01", "2024-01-01"}, {"2024.01.31", "2024-01-31"},
      {"2024-01-", "2024-01"}};
  for (const auto& [label, right] : table) {
    EXPECT_EQ(period_hint(label), std::string("not a period; write \"") + right + "\"") << label;
  }
}

TEST(PeriodHint, SaysWhyThereIsNoSuchPeriod) {
  const std::pair<const char*, const char*> table[]{
      {"2021-W53", "2021 has 52 weeks"},   {"2020-W54", "2020 has 53 weeks"},
      {"2024-W00", "2024 has 52 weeks"},   {"2024-02-30", "February 2024 has 29 days"},
      {"2024-13", "a year has 12 months"}, {"2024-13-01", "a year has 12 months"},
      {"2024-Q5", "a year has 4 quarters"}};
  for (const auto& [label, reason] : table) {
    EXPECT_EQ(period_hint(label), std::string("not a period: ") + reason) << label;
  }
}

TEST(PeriodHint, LeavesOtherKeysAlone) {
  for (const char* label : {"", "owner", "2024", "20240", "202401", "2024-", "24-01",
                            "2024-01_median", "2024-01-01T00", "20245-1", "v2024-1", "2024-1x"}) {
    EXPECT_EQ(period_hint(label), std::nullopt) << label;
  }
}

}  // namespace
}  // namespace dora::model
