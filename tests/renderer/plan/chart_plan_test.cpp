// Tests which charts a summary gives, what they say, and what makes a period unfinished.
#include "renderer/plan/chart_plan.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "collector/base/error.h"
#include "renderer/chart/chart_name.h"
#include "renderer/plan/chart_captions.h"
#include "tests/support/rounded_percent.h"

namespace dora::plan {
namespace {

using model::Counts;
using std::chrono::year;
using testing::HasSubstr;

constexpr std::chrono::year_month_day far_future = year(2999) / 1 / 1;

model::PeriodCounts at(const char* label, Counts counts) {
  return {*model::parse_period(label), counts};
}

model::Summary two_services() {
  return {{{"payments-api", {at("2024-01", {20, 1}), at("2024-03", {19, 2})}},
           {"search", {at("2024-06", {1'000, 24})}}}};
}

const chart::Chart& chart_of(const PlannedChart& planned) {
  return std::get<chart::Chart>(planned.chart);
}

std::vector<bool> unfinished(const chart::Chart& chart) {
  std::vector<bool> result;
  for (const chart::Bar& bar : chart.bars) {
    result.push_back(bar.unfinished);
  }
  return result;
}

TEST(ChartPlan, EveryChartSpansTheWholeSummary) {
  const model::Summary summary = two_services();
  const Axis axis = shared_axis(summary, far_future);
  const chart::Chart chart = chart_of(plan_service(summary.services[0], axis));
  ASSERT_EQ(chart.bars.size(), 6U);
  EXPECT_EQ(model::label(chart.bars.front().period), "2024-01");
  EXPECT_EQ(model::label(chart.bars.back().period), "2024-06");
  EXPECT_EQ(chart.bars[0].counts, (Counts{20, 1}));
  EXPECT_EQ(chart.bars[1].counts, (Counts{0, 0}));
  EXPECT_EQ(chart.bars[2].counts, (Counts{19, 2}));
  EXPECT_EQ(chart.bars[5].counts, (Counts{0, 0}));
}

TEST(ChartPlan, StatesTheFiguresOfAService) {
  const model::Summary summary = two_services();
  const PlannedChart planned = plan_service(summary.services[0], shared_axis(summary, far_future));
  EXPECT_EQ(chart_of(planned).title, "payments-api");
  EXPECT_EQ(chart_of(planned).figures, "42 deployments · 7.1% failed · Jan 2024 – Jun 2024");
  EXPECT_EQ(planned.entry.alt,
            "payments-api: 42 deployments, 3 failed (7.1%), January to June 2024");
  EXPECT_EQ(planned.entry.id, "service/payments-api");
  EXPECT_EQ(planned.entry.kind, chart::Kind::service);
  EXPECT_EQ(planned.entry.service, "payments-api");
  EXPECT_EQ(planned.stem, "payments-api_deployment_metrics");
}

TEST(ChartPlan, RoundsEveryRateOnce) {
  for (int total = 1; total <= 80; ++total) {
    for (int failed = 0; failed <= total; ++failed) {
      const model::Summary summary{{{"a", {at("2024-01", {total - failed, failed})}}}};
      const Axis axis = shared_axis(summary, far_future);
      const std::string rate = test::shown_percent(failed, total);
      for (const PlannedChart& planned :
           {plan_service(summary.services[0], axis), plan_combined(summary, axis)}) {
        ASSERT_THAT(chart_of(planned).figures, HasSubstr(" · " + rate + " failed"));
        ASSERT_THAT(planned.entry.alt, HasSubstr(" failed (" + rate + ")"));
      }
    }
  }
}

TEST(ChartPlan, StatesTheFiguresOfAllServices) {
  const model::Summary summary = two_services();
  const PlannedChart planned = plan_combined(summary, shared_axis(summary, far_future));
  EXPECT_EQ(chart_of(planned).title, "All services");
  EXPECT_EQ(chart_of(planned).figures,
            "1,066 deployments · 2 services · 2.5% failed · Jan 2024 – Jun 2024");
  EXPECT_EQ(planned.entry.alt,
            "All services: 1,066 deployments of 2 services, 27 failed (2.5%), "
            "January to June 2024");
  EXPECT_EQ(planned.entry.id, "combined");
  EXPECT_EQ(planned.stem, "combined_deployment_metrics");
  EXPECT_EQ(planned.entry.kind, chart::Kind::combined);
  EXPECT_EQ(chart_of(planned).bars[5].counts, (Counts{1'000, 24}));
}

TEST(ChartPlan, HasWordsForNoneAndOne) {
  model::Summary summary{{{"idle", {}}, {"once", {at("2024-02", {1, 0})}}}};
  const Axis axis = shared_axis(summary, far_future);
  EXPECT_EQ(chart_of(plan_service(summary.services[0], axis)).figures, "No deployments · Feb 2024");
  EXPECT_EQ(plan_service(summary.services[0], axis).entry.alt,
            "idle: no deployments, February 2024");
  EXPECT_EQ(chart_of(plan_service(summary.services[1], axis)).figures,
            "1 deployment · 0.0% failed · Feb 2024");
}

TEST(ChartPlan, HasChartsForASummaryWithoutAnyPeriod) {
  const model::Summary summary{{{"idle", {}}}};
  const Axis axis = shared_axis(summary, far_future);
  EXPECT_TRUE(axis.periods.empty());
  EXPECT_EQ(chart_of(plan_combined(summary, axis)).figures, "No deployments · 1 service");
  EXPECT_EQ(plan_combined({}, axis).entry.alt, "All services: no deployments of 0 services");
  EXPECT_EQ(plan_service(summary.services[0], axis).entry.alt, "idle: no deployments");
}

TEST(ChartPlan, MarksPeriodsThatHaveNotEndedAsUnfinished) {
  const model::Summary summary{{{"a", {at("2024-01", {1, 0}), at("2024-03", {1, 0})}}}};
  struct Case {
    std::chrono::year_month_day as_of;
    std::vector<bool> expected;
  };
  for (const Case& c : {Case{year(2024) / 4 / 1, {false, false, false}},
                        Case{year(2024) / 3 / 31, {false, false, true}},
                        Case{year(2024) / 3 / 1, {false, false, true}},
                        // A summary from a time zone where the next month has begun.
                        Case{year(2024) / 2 / 29, {false, true, true}}}) {
    const Axis axis = shared_axis(summary, c.as_of);
    EXPECT_EQ(unfinished(chart_of(plan_service(summary.services[0], axis))), c.expected)
        << model::to_string(model::Granularity::month) << " as of "
        << static_cast<unsigned>(c.as_of.month()) << "/" << static_cast<unsigned>(c.as_of.day());
  }
}

TEST(ChartPlan, SaysWhatIsStillOpenInEachPeriod) {
  const model::Summary summary{{{"a", {at("2024-01", {1, 0}), at("2024-03", {1, 0})}}}};
  const Axis axis = shared_axis(summary, far_future);
  const OpenCounts open{{*model::parse_period("2023-12"), 9},
                        {*model::parse_period("2024-02"), 3},
                        {*model::parse_period("2024-04"), 9}};
  for (const PlannedChart& planned :
       {plan_service(summary.services[0], axis, open), plan_combined(summary, axis, open)}) {
    const chart::Chart chart = chart_of(planned);
    ASSERT_EQ(chart.bars.size(), 3U);
    EXPECT_EQ(chart.bars[0].open, 0);
    EXPECT_EQ(chart.bars[1].open, 3);
    EXPECT_EQ(chart.bars[2].open, 0);
  }
}

TEST(ChartCredit, SaysProjectAndDayOfCollectionInItsTimeZone) {
  model::Collection collection;
  EXPECT_EQ(credit_of(collection), (chart::Credit{"", "", "made with dora-report"}));
  collection.project = "group/pro\nject";
  collection.collected_at = *model::parse_instant("2026-11-28T23:30:00Z");
  EXPECT_EQ(credit_of(collection).project, "group/pro\\x0Aject");
  EXPECT_EQ(credit_of(collection).collected, "28 Nov 2026");
  collection.counting.time_zone = "Europe/Berlin";
  EXPECT_EQ(credit_of(collection).collected, "29 Nov 2026");
}

TEST(ChartPlan, MakesNamesPrintable) {
  const model::Summary summary{{{"a\nb\xE2\x80\xAE", {}}, {"", {}}}};
  const Axis axis = shared_axis(summary, far_future);
  EXPECT_EQ(chart_of(plan_service(summary.services[0], axis)).title, "a\\x0Ab\\u{202E}");
  EXPECT_THAT(plan_service(summary.services[0], axis).entry.alt, HasSubstr("a\\x0Ab\\u{202E}:"));
  EXPECT_EQ(plan_service(summary.services[0], axis).entry.service, "a\nb\xE2\x80\xAE");
  EXPECT_EQ(chart_of(plan_service(summary.services[1], axis)).title, "(unnamed)");
}

TEST(ChartPlan, RefusesAnImplausiblyLongRange) {
  const model::Summary summary{
      {{"old", {at("0024-01", {1, 0})}}, {"new", {at("2024-01", {1, 0})}}}};
  try {
    shared_axis(summary, far_future);
    FAIL() << "24,001 months were accepted";
  } catch (const base::Error& error) {
    EXPECT_THAT(error.what(), HasSubstr("24,001 months"));
    EXPECT_THAT(error.what(), HasSubstr("0024-01 (service 'old')"));
    EXPECT_THAT(error.what(), HasSubstr("2024-01 (service 'new')"));
  }
}

TEST(ChartPlan, GivesNoTwoChartsTheSameFile) {
  EXPECT_NO_THROW(check_chart_files(
      {{{"", {}}, {"API", {}}, {"Api", {}}, {"a/b", {}}, {"api", {}}, {"combined", {}}}}));
  EXPECT_THROW(check_chart_files({{{"api", {}}, {"api", {}}}}), base::Error);
}

}  // namespace
}  // namespace dora::plan
