// Tests of reports/pages/parts/frequency.
#include "reports/pages/parts/frequency.h"

#include <utility>

#include <gtest/gtest.h>

namespace dora::pages {
namespace {

TEST(Frequency, UsesTheUnitInWhichItIsOneOrMore) {
  const std::pair<model::Ratio, const char*> table[]{
      {{617, 50}, "12.3 a day"},    {{1, 1}, "1.0 a day"},          {{1, 2}, "3.5 a week"},
      {{1, 7}, "1.0 a week"},       {{1, 30}, "1.0 a month"},       {{1, 31}, "1.0 a month"},
      {{2, 92}, "7.9 a year"},      {{1, 122}, "3.0 a year"},       {{1, 365}, "1.0 a year"},
      {{1, 426}, "1 in 14 months"}, {{1, 3652}, "1 in 120 months"}, {{0, 31}, "none"}};
  for (const auto& [a_day, text] : table) {
    EXPECT_EQ(frequency_text(a_day), text);
  }
  EXPECT_EQ(frequency_text(std::nullopt), "none");
}

TEST(CommonUnit, IsThatOfTheFrequencyInTheMiddle) {
  const model::Ratio daily{4, 1};
  const model::Ratio weekly{2, 7};
  const model::Ratio yearly{1, 100};
  EXPECT_STREQ(common_unit({daily, yearly, weekly}).name, "week");
  EXPECT_STREQ(common_unit({daily, yearly}).name, "day") << "the higher one of two";
  EXPECT_STREQ(common_unit({{0, 1}, daily, {0, 1}}).name, "day") << "zeros do not matter";
  EXPECT_STREQ(common_unit({{1, 3652}}).name, "year");
  EXPECT_STREQ(common_unit({}).name, "day");
}

TEST(CommonUnit, ShowsEveryFrequencyWithADigit) {
  const FrequencyUnit& day = common_unit({{4, 1}});
  const std::pair<model::Ratio, const char*> table[]{
      {{37, 3}, "12.3 a day"},   {{1, 10}, "0.1 a day"},    {{1, 30}, "0.03 a day"},
      {{1, 365}, "0.003 a day"}, {{1, 426}, "0.002 a day"}, {{0, 31}, "none"}};
  for (const auto& [a_day, text] : table) {
    EXPECT_EQ(frequency_text(a_day, day), text);
  }
}

}  // namespace
}  // namespace dora::pages
