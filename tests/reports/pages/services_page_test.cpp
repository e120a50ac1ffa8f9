// Tests the list of services: its order, its columns over the last weeks, and what it is sorted by.
#include "reports/pages/services_page.h"

#include <algorithm>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/reports/sample_pages.h"

namespace dora::pages {
namespace {

using enum model::DeploymentStatus;
using test::deployment;
using test::Sample;
using test::services_of;
using test::small_sample;
using testing::ElementsAre;

std::vector<std::string> names_of(const ServicesPage& page) {
  std::vector<std::string> names;
  std::ranges::transform(page.services, std::back_inserter(names), &ServiceRow::name);
  return names;
}

TEST(ServicesPage, BeginsWithWhatNeedsAttentionThenGoesByNameWithoutCaseAndMarks) {
  Sample sample = small_sample();
  sample.services = {{"BILLING", {}},
                     {"accounts", {}},
                     {"zebra", test::daily_service("", "2024-03-14T20:00:00Z", 6).deployments},
                     {"über", {}},
                     {"zoo", {}}};
  std::ranges::sort(sample.services, {}, &model::ServiceDeployments::service);
  const ServicesPage page = services_of(sample);
  EXPECT_THAT(names_of(page), ElementsAre("zebra", "accounts", "BILLING", "über", "zoo"));
  EXPECT_THAT(page.services[0].flags, ElementsAre("Failing"));
  EXPECT_TRUE(page.services[1].flags.empty());
}

TEST(ServicesPage, CountsFourWeeksAndComparesThemWithTheFourBefore) {
  Sample sample = small_sample();
  sample.services = {{"a",
                      {deployment("2024-01-14T12:00:00Z", successful, "t", 1),  // Week 2: before.
                       deployment("2024-01-15T12:00:00Z", successful, "t", 2),  // Week 3.
                       deployment("2024-02-11T12:00:00Z", failed, "t", 3),      // Week 6.
                       deployment("2024-02-12T12:00:00Z", successful, "t", 4),  // Week 7.
                       deployment("2024-03-09T12:00:00Z", failed, "t", 5),
                       deployment("2024-03-10T12:00:00Z", failed, "t", 6),     // Week 10.
                       deployment("2024-03-11T12:00:00Z", failed, "t", 7)}}};  // Week 11: after.
  const ServiceRow row = services_of(sample).services.at(0);
  EXPECT_EQ(row.deployments, "3");
  EXPECT_EQ(row.change, "+1");
  EXPECT_EQ(row.failed, "2");
  EXPECT_EQ(row.failure_rate, "50.0%") << "of the six of twelve weeks";
  EXPECT_EQ(row.last_deployment, "2024-03-11");
  EXPECT_EQ(services_of(sample, "2024-W11").services.at(0).change, "+1");
  EXPECT_EQ(services_of(sample, "2024-W12").services.at(0).deployments, "3");
}

TEST(ServicesPage, DoesNotCompareWithWeeksThatTheDataLack) {
  Sample sample = small_sample();
  EXPECT_EQ(services_of(sample).services[1].change, "−2");
  sample.collection.counting.since = model::parse_date("2024-01-01");
  EXPECT_EQ(services_of(sample).services[1].change, "") << "28 days may be missing";
}

TEST(ServicesPage, SortsRatesByTheLowerEndOfTheirIntervalAndTooFewLast) {
  Sample sample = small_sample();
  sample.services = {test::daily_service("many", "2024-03-08T20:00:00Z", 10, "t", 40),
                     {"few", {deployment("2024-03-09T12:00:00Z", failed, "t", 6)}},
                     {"none", {}}};
  std::ranges::sort(sample.services, {}, &model::ServiceDeployments::service);
  const ServicesPage page = services_of(sample);
  const auto row = [&](std::string_view name) {
    return *std::ranges::find(page.services, name, &ServiceRow::name);
  };
  EXPECT_EQ(row("few").failure_rate, "100.0%");
  EXPECT_TRUE(row("few").few);
  EXPECT_EQ(row("few").failure_rate_key, "");
  EXPECT_EQ(row("many").failure_rate, "25.0%");
  EXPECT_EQ(row("many").failure_rate_key.substr(0, 4), "14.1");
  EXPECT_EQ(row("many").failure_rate_title, "10 of 40 failed; 95% interval 14.2 to 40.2%");
  EXPECT_EQ(row("none").failure_rate, "no data");
  EXPECT_EQ(row("none").lead_time_key, "");
  EXPECT_EQ(row("none").last_deployment, "");
  EXPECT_FALSE(row("none").has_data);
}

TEST(ServicesPage, DrawsTheWeeksThatItsFiguresCover) {
  const ServicesPage page = services_of(small_sample());
  EXPECT_EQ(page.weeks, "week 51 of 2023 to week 10 of 2024");
  EXPECT_EQ(page.services[0].name, "orders-web");
  EXPECT_EQ(page.services[0].sparkline.deployments, "M60 20v-20h5v20z");  // Week 9.
  EXPECT_EQ(page.services[0].sparkline.title, "0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1 (1 failed), 0");
}

TEST(ServicesPage, NamesTiersInTheirOrderAndGroups) {
  Sample sample = small_sample();
  EXPECT_FALSE(services_of(sample).has_groups);
  sample.services[1].groups = {"payments", "web"};
  const ServicesPage page = services_of(sample);
  EXPECT_TRUE(page.has_groups);
  EXPECT_THAT(page.services[1].groups, ElementsAre("payments", "web"));
  EXPECT_THAT(page.services[1].tiers, ElementsAre("production", "staging"));
}

TEST(ServicesPage, HasNoFiguresWithoutAFullWeek) {
  const analysis::ReportData data = small_sample().data();
  const ServicesPage page = services_page(data, analyse(data), {}, std::nullopt);
  EXPECT_EQ(page.weeks, "");
  EXPECT_EQ(page.services.at(0).deployments, "");
  EXPECT_EQ(page.services.at(0).failure_rate, "no data");
}

TEST(ServicesPage, GivesServicesThatDifferOnlyInCaseTheirOwnPages) {
  Sample sample = small_sample();
  sample.services.push_back({"Payments-API", sample.services[0].deployments});
  const ServicesPage page = services_of(sample);
  ASSERT_EQ(page.services.size(), 3U);
  EXPECT_NE(page.services[1].page, page.services[2].page);
}

}  // namespace
}  // namespace dora::pages
