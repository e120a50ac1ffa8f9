// Tests which periods of a chart are marked, and that its text says so.
#include "renderer/plan/marks.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace dora::plan {
namespace {

using testing::ElementsAre;
using testing::EndsWith;
using testing::IsEmpty;

std::chrono::local_days day(int year, unsigned month, unsigned number) {
  return std::chrono::local_days(std::chrono::year(year) / month / number);
}

/// The chart of January to June 2024, with these occasions.
PlannedChart marked(const std::vector<occasions::Occasion>& occasions) {
  const model::Summary summary{
      {{"a",
        {{*model::parse_period("2024-01"), {1, 0}}, {*model::parse_period("2024-06"), {1, 0}}}}}};
  const Axis axis = shared_axis(summary, std::chrono::year(2999) / 1 / 1);
  PlannedChart planned = plan_service(summary.services[0], axis);
  add_marks(planned, axis, occasions);
  return planned;
}

std::vector<chart::Mark> marks_of(const PlannedChart& planned) {
  return std::get<chart::Chart>(planned.chart).marks;
}

TEST(Marks, CoverThePeriodsOfTheirDays) {
  const PlannedChart planned = marked({{day(2024, 1, 31), day(2024, 3, 1), "Freeze", "", ""},
                                       {day(2024, 5, 2), day(2024, 5, 2), "Holiday", "", ""}});
  EXPECT_THAT(marks_of(planned),
              ElementsAre(chart::Mark{0, 2, "Freeze"}, chart::Mark{4, 4, "Holiday"}));
  EXPECT_THAT(planned.entry.alt,
              EndsWith("; marked: Freeze (31 January to 1 March 2024), Holiday (2 May 2024)"));
}

TEST(Marks, AreCutAtTheEndsOfTheAxis) {
  EXPECT_THAT(marks_of(marked({{day(2023, 1, 1), day(2024, 2, 1), "a", "", ""},
                               {day(2024, 6, 30), day(2025, 2, 1), "b", "", ""}})),
              ElementsAre(chart::Mark{0, 1, "a"}, chart::Mark{5, 5, "b"}));
  const PlannedChart none = marked({{day(2023, 1, 1), day(2023, 12, 31), "a", "", ""},
                                    {day(2024, 7, 1), day(2024, 7, 1), "b", "", ""}});
  EXPECT_THAT(marks_of(none), IsEmpty());
  EXPECT_EQ(none.entry.alt.find("marked"), std::string::npos);
}

}  // namespace
}  // namespace dora::plan
