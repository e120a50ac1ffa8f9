// Tests the bars of weeks: heights, titles, and where they lead.
#include "reports/pages/parts/week_bars.h"

#include <gtest/gtest.h>

namespace dora::pages {
namespace {

WeekKeys week(const char* name, model::Counts counts, std::int64_t lead_hours = 0) {
  WeekKeys result{model::parse_period(name).value(), {}};
  result.keys.counts = counts;
  if (lead_hours > 0) {
    const model::Duration lead = std::chrono::hours(lead_hours);
    result.keys.lead_time = {1, lead, lead};
  }
  return result;
}

TEST(WeekBars, AreAsHighAsTheirShareOfTheHighest) {
  const std::vector<WeekKeys> weeks{week("2026-W01", {180, 20}, 4), week("2026-W02", {}),
                                    week("2026-W03", {50, 0}, 1)};
  const WeekBars bars = week_bars(weeks, BarFigure::deployments, weeks[2].week, {10, 100});
  EXPECT_EQ(bars.width, 30);
  ASSERT_EQ(bars.bars.size(), 3U);
  EXPECT_EQ(bars.bars[0].height, 100);
  EXPECT_EQ(bars.bars[0].y, 0);
  EXPECT_EQ(bars.bars[0].failed_height, 10);
  EXPECT_EQ(bars.bars[0].failed_y, 90);
  EXPECT_EQ(bars.bars[1].height, 0);
  EXPECT_EQ(bars.bars[2].x, 20);
  EXPECT_EQ(bars.bars[2].height, 25);
  EXPECT_FALSE(bars.bars[1].current);
  EXPECT_TRUE(bars.bars[2].current);
  const WeekBars times = week_bars(weeks, BarFigure::lead_time, weeks[0].week, {10, 100});
  EXPECT_EQ(times.bars[2].height, 25);
  EXPECT_EQ(times.bars[0].failed_height, 0);
}

TEST(WeekBars, ShowEvenTheSmallestFailure) {
  const std::vector<WeekKeys> weeks{week("2026-W01", {9999, 1})};
  EXPECT_EQ(week_bars(weeks, BarFigure::deployments, weeks[0].week, {10, 20}).bars[0].failed_height,
            1);
  EXPECT_EQ(week_bars({week("2026-W01", {})}, BarFigure::failure_rate, weeks[0].week, {10, 20})
                .bars[0]
                .height,
            0);
}

TEST(WeekBars, SayTheirFiguresAndLeadToTheDigest) {
  const std::vector<WeekKeys> weeks{week("2026-W47", {156, 13}, 5)};
  const auto bar = [&](BarFigure figure) {
    return week_bars(weeks, figure, weeks[0].week, {10, 20}).bars[0];
  };
  EXPECT_EQ(bar(BarFigure::deployments).title, "Week 47 of 2026: 169 deployments, 7.7% failed");
  EXPECT_EQ(bar(BarFigure::failure_rate).title, "Week 47 of 2026: 13 of 169 failed (7.7%)");
  EXPECT_EQ(bar(BarFigure::lead_time).title, "Week 47 of 2026: median 5 h");
  EXPECT_EQ(bar(BarFigure::restore_time).title, "Week 47 of 2026: median no data");
  EXPECT_EQ(bar(BarFigure::deployments).page, "weekly/2026-W47.html");
}

}  // namespace
}  // namespace dora::pages
