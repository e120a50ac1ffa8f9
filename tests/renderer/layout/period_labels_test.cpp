// Tests which periods of an axis are labelled, and that no two labels touch.
#include "renderer/layout/period_labels.h"

#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "renderer/layout/text_width.h"

namespace dora::layout {
namespace {

using testing::ElementsAre;

constexpr double gap = 0.3;

std::vector<model::Period> periods(const std::string& first, int count) {
  std::vector<model::Period> result;
  result.reserve(static_cast<std::size_t>(count));
  for (int i = 0; i < count; ++i) {
    result.push_back(model::advance(*model::parse_period(first), i));
  }
  return result;
}

/// `0 Jan/2021`, `1 Feb`.
std::vector<std::string> texts(const std::vector<PeriodLabel>& labels) {
  std::vector<std::string> result;
  result.reserve(labels.size());
  for (const PeriodLabel& label : labels) {
    result.push_back(std::to_string(label.place) + " " + label.text +
                     (label.group.empty() ? "" : "/" + label.group));
  }
  return result;
}

TEST(PeriodLabels, NamesEveryMonthAndTheYearWhereItChanges) {
  EXPECT_THAT(texts(period_labels(periods("2021-11", 4), 3, gap)),
              ElementsAre("0 Nov/2021", "1 Dec", "2 Jan/2022", "3 Feb"));
}

TEST(PeriodLabels, OmitsAYearThatWouldTouchTheNextOne) {
  EXPECT_THAT(texts(period_labels(periods("2021-12", 2), 2.5, gap)),
              ElementsAre("0 Dec", "1 Jan/2022"));
}

TEST(PeriodLabels, ThinsToRoundMonths) {
  EXPECT_THAT(texts(period_labels(periods("2021-02", 12), 1, gap)),
              ElementsAre("2 Apr/2021", "5 Jul", "8 Oct", "11 Jan/2022"));
  EXPECT_THAT(texts(period_labels(periods("2021-06", 20), 0.2, gap)), ElementsAre("7 2022"));
}

TEST(PeriodLabels, NamesDaysWeeksAndQuarters) {
  EXPECT_THAT(texts(period_labels(periods("2024-01-31", 2), 5, gap)),
              ElementsAre("0 31/Jan 2024", "1 1/Feb 2024"));
  EXPECT_THAT(texts(period_labels(periods("2020-W53", 2), 4, gap)),
              ElementsAre("0 W53/2020", "1 W1/2021"));
  EXPECT_THAT(texts(period_labels(periods("2023-Q4", 2), 4, gap)),
              ElementsAre("0 Q4/2023", "1 Q1/2024"));
}

TEST(PeriodLabels, NameTheBeginningOfARangeWithoutARoundPeriod) {
  EXPECT_THAT(texts(period_labels(periods("2024-W02", 11), 0.01, gap)), ElementsAre("0 W2/2024"));
}

TEST(PeriodLabels, AreEmptyWithoutPeriods) {
  EXPECT_TRUE(period_labels({}, 1, gap).empty());
}

TEST(PeriodLabels, NeverTouchForAnyRange) {
  for (const char* first : {"2019-12-30", "2020-02-28", "2019-W50", "2020-W01", "1999-12",
                            "2021-01", "0001-07", "2020-Q2"}) {
    for (const int count : {1, 2, 5, 24, 25, 53, 120, 366, 1500}) {
      const double place = 64.0 / (count + 1);
      const std::vector<PeriodLabel> labels = period_labels(periods(first, count), place, gap);
      ASSERT_FALSE(labels.empty()) << first << " " << count;
      double end = -100;
      double group_end = -100;
      for (const PeriodLabel& label : labels) {
        const double middle = static_cast<double>(label.place) * place;
        const double half = text_width(label.text, Weight::regular) / 2;
        EXPECT_LE(end + gap, middle - half + 1e-9) << first << " " << count << " " << label.text;
        end = middle + half;
        const double group_half = text_width(label.group, Weight::regular) / 2;
        if (!label.group.empty()) {
          EXPECT_LE(group_end + gap, middle - group_half + 1e-9) << first << " " << label.group;
          group_end = middle + group_half;
        }
      }
    }
  }
}

}  // namespace
}  // namespace dora::layout
