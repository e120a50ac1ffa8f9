// Tests a service's page: its range, its totals and the order of its deployments.
#include "reports/pages/service_page.h"

#include <gtest/gtest.h>

#include "tests/reports/sample_pages.h"

namespace dora::pages {
namespace {

using enum model::DeploymentStatus;
using test::deployment;
using test::Sample;
using test::service_of;
using test::small_sample;

TEST(ServicePage, ShowsItsOwnRangeTotalsAndTiers) {
  const ServicePage page = service_of(small_sample(), 1);
  EXPECT_EQ(page.name, "payments-api");
  EXPECT_EQ(page.range, "January to March 2024");
  EXPECT_EQ(page.time_zone, "Europe/Berlin");
  EXPECT_EQ(page.totals.failure_rate, "25.0%");
  EXPECT_EQ(page.last_deployment, "2024-03-15");
  EXPECT_EQ(page.periods.rows.size(), 3U);
  ASSERT_EQ(page.tiers.rows.size(), 2U);
  EXPECT_EQ(page.tiers.rows[0].name, "production");
  EXPECT_EQ(page.tiers.rows[0].deployments, "3");
  EXPECT_EQ(page.tiers.rows[0].frequency, "1.3 a month");
  EXPECT_EQ(page.csv_file, "payments-api.csv");
  EXPECT_EQ(page.lists[0].label, "service:payments-api");
  EXPECT_EQ(service_of(small_sample(), 0).range, "March 2024");
}

TEST(ServicePage, ListsTheLatestDeploymentsFirst) {
  const ServicePage page = service_of(small_sample(), 1);
  ASSERT_EQ(page.latest.size(), 4U);
  EXPECT_EQ(page.listed, "4 in the last 90 days");
  EXPECT_EQ(page.latest[0].time, "2024-03-15 00:30");
  EXPECT_EQ(page.latest[0].time_utc, "2024-03-14T23:30:00.000Z");
  EXPECT_EQ(page.latest[0].duration, "unknown");
  EXPECT_EQ(page.latest[1].reference, "!13");  // Same moment as !12: the higher number first.
  EXPECT_EQ(page.latest[2].reference, "!12");
  EXPECT_TRUE(page.latest[2].failed);
  EXPECT_EQ(page.latest[2].duration, "2 days 4 h");
  EXPECT_EQ(page.latest[3].tier, "staging");
}

TEST(ServicePage, ListsAllDeploymentsOfNinetyDaysOrTheLatestTen) {
  Sample sample = small_sample();  // Collected on 15 March 2024.
  auto& deployments = sample.services[0].deployments;
  deployments.assign(12, deployment("2023-12-01T00:00:00Z", successful, "t", 1));
  EXPECT_EQ(service_of(sample, 0).latest.size(), 10U);
  EXPECT_EQ(service_of(sample, 0).listed, "None in the last 90 days; the latest 10 of 12");
  deployments.push_back(deployment("2023-12-16T22:59:59Z", successful, "t", 2));
  deployments.push_back(deployment("2023-12-16T23:00:00Z", successful, "t", 3));
  EXPECT_EQ(service_of(sample, 0).listed, "1 in the last 90 days; the latest 10 of 14");
  deployments.insert(deployments.end(), 9, deployment("2024-01-05T00:00:00Z", failed, "t", 4));
  EXPECT_EQ(service_of(sample, 0).listed, "10 in the last 90 days, of 23 in all");
  deployments.insert(deployments.end(), 90, deployment("2024-01-05T00:00:00Z", failed, "t", 4));
  EXPECT_EQ(service_of(sample, 0).listed, "100 in the last 90 days, of 113 in all");
  EXPECT_EQ(service_of(sample, 0).latest.size(), 100U);
  deployments.assign(2, deployment("2023-12-01T00:00:00Z", successful, "t", 1));
  EXPECT_EQ(service_of(sample, 0).listed, "None in the last 90 days; all 2");
}

TEST(ServicePage, IsComparedWithPeriodsAfterThatOfItsFirstDeployment) {
  Sample sample = small_sample();
  EXPECT_EQ(service_of(sample, 0).period, "");  // Its first month is not over.
  EXPECT_EQ(service_of(sample, 1).compared.rows[1].name, "First 14 days of March 2024")
      << "January, its first month, is not compared with";
  EXPECT_EQ(service_of(sample, 1).period, "February 2024");
  EXPECT_EQ(service_of(sample, 1).compared.rows[0].open_failures, "1");
}

TEST(ServicePage, LinksOnlyToWebAddresses) {
  Sample sample = small_sample();
  sample.services[0].deployments[0].web_url = "javascript:alert(1)";
  EXPECT_EQ(service_of(sample, 0).latest[0].url, "");
  EXPECT_EQ(service_of(sample, 1).latest[3].url,
            "https://gitlab.example/platform/deployments/-/merge_requests/11");
}

TEST(ServicePage, ShowsTheDurationWhateverItIsDatedBy) {
  Sample sample = small_sample();
  EXPECT_TRUE(service_of(sample, 0).dated_by_creation);
  EXPECT_EQ(service_of(sample, 0).latest[0].duration, "45 s");
  sample.collection.counting.date_by = model::DateBy::finished;
  auto& only = sample.services[0].deployments[0];
  only.deployment_time = *only.finished_time;
  EXPECT_FALSE(service_of(sample, 0).dated_by_creation);
  EXPECT_EQ(service_of(sample, 0).latest[0].duration, "45 s");
}

TEST(ServicePage, SaysSoWhenAServiceHasNoDeployments) {
  Sample sample = small_sample();
  sample.services = {{"asleep", {}}};
  const ServicePage page = service_of(sample, 0);
  EXPECT_EQ(page.range, "no deployments");
  EXPECT_EQ(page.last_deployment, "no data");
  EXPECT_FALSE(page.totals.has_data);
}

}  // namespace
}  // namespace dora::pages
