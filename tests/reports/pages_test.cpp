// Tests what the three kinds of page say: totals, ranges, rows and the order of deployments.
#include <gtest/gtest.h>

#include "reports/data_page.h"
#include "reports/index_page.h"
#include "reports/service_page.h"
#include "tests/reports/sample.h"

namespace dora::reports {
namespace {

using enum model::DeploymentStatus;
using test::deployment;
using test::Sample;
using test::small_sample;

SiteCharts no_charts(std::size_t services) {
  SiteCharts charts;
  charts.services.resize(services);
  return charts;
}

IndexPage index_of(const Sample& sample) {
  return index_page(sample.data(), no_charts(sample.services.size()));
}

ServicePage service_of(const Sample& sample, std::size_t service) {
  return service_page(sample.data(), no_charts(sample.services.size()), service);
}

TEST(IndexPage, AddsUpAllServices) {
  const IndexPage page = index_of(small_sample());
  EXPECT_EQ(page.range, "January to March 2024");
  EXPECT_EQ(page.granularity, "month");
  EXPECT_EQ(page.services_count, "2");
  EXPECT_EQ(page.totals.deployments, "5");
  EXPECT_EQ(page.totals.successful, "3");
  EXPECT_EQ(page.totals.failed, "2");
  EXPECT_EQ(page.totals.failure_rate, "40.00 %");
  ASSERT_EQ(page.periods.size(), 3U);
  EXPECT_EQ(page.periods[0].figures.deployments, "2");
  EXPECT_TRUE(page.periods[0].running);
  EXPECT_EQ(page.periods[1].figures.failure_rate, "no data");
}

TEST(IndexPage, HasARowForEveryServiceWithPlainNumbersToSortBy) {
  Sample sample = small_sample();
  sample.services[1].deployments.resize(3, sample.services[1].deployments[0]);
  const IndexPage page = index_of(sample);
  ASSERT_EQ(page.services.size(), 2U);
  const ServiceRow& row = page.services[1];
  EXPECT_EQ(row.name, "payments-api");
  EXPECT_EQ(row.page, "services/payments-api.html");
  EXPECT_EQ(row.last_deployment, "2024-01-31");
  EXPECT_EQ(row.tiers, "production, staging");
  EXPECT_EQ(row.deployments_key, "3");
  EXPECT_EQ(row.failed_key, "1");
  EXPECT_EQ(row.failure_rate_key, "33.3333");
}

TEST(IndexPage, SortsServicesWithoutDeploymentsBelowZeroPercent) {
  Sample sample = small_sample();
  sample.services.push_back({"asleep", {}});
  const ServiceRow row = index_of(sample).services[0];
  EXPECT_EQ(row.name, "asleep");
  EXPECT_EQ(row.figures.failure_rate, "no data");
  EXPECT_EQ(row.failure_rate_key, "-1");
  EXPECT_EQ(row.last_deployment, "");
}

TEST(IndexPage, SaysSoWhenThereIsNothing) {
  Sample sample = small_sample();
  sample.services.clear();
  const IndexPage page = index_of(sample);
  EXPECT_EQ(page.range, "no deployments");
  EXPECT_EQ(page.totals.failure_rate, "no data");
  EXPECT_TRUE(page.periods.empty());
  EXPECT_TRUE(page.services.empty());
}

TEST(IndexPage, GivesServicesThatDifferInCaseAloneTheirOwnPages) {
  Sample sample = small_sample();
  sample.services.push_back({"Payments-API", sample.services[0].deployments});
  const IndexPage page = index_of(sample);
  ASSERT_EQ(page.services.size(), 3U);
  EXPECT_EQ(page.services[0].name, "Payments-API");
  EXPECT_NE(page.services[0].page, page.services[2].page);
}

TEST(ServicePage, TellsItsOwnRangeTotalsAndTiers) {
  const ServicePage page = service_of(small_sample(), 1);
  EXPECT_EQ(page.name, "payments-api");
  EXPECT_EQ(page.range, "January to March 2024");
  EXPECT_EQ(page.time_zone, "Europe/Berlin");
  EXPECT_EQ(page.totals.failure_rate, "25.00 %");
  EXPECT_EQ(page.last_deployment, "2024-03-15");
  EXPECT_EQ(page.periods.size(), 3U);
  ASSERT_EQ(page.tiers.size(), 2U);
  EXPECT_EQ(page.tiers[0].tier, "production");
  EXPECT_EQ(page.tiers[0].figures.deployments, "3");
  EXPECT_EQ(service_of(small_sample(), 0).range, "March 2024");
}

TEST(ServicePage, ListsTheLatestDeploymentsFirst) {
  const ServicePage page = service_of(small_sample(), 1);
  ASSERT_EQ(page.latest.size(), 4U);
  EXPECT_FALSE(page.has_more);
  EXPECT_EQ(page.latest[0].time, "2024-03-15 00:30");
  EXPECT_EQ(page.latest[0].time_utc, "2024-03-14T23:30:00.000Z");
  EXPECT_EQ(page.latest[0].duration, "unknown");
  EXPECT_EQ(page.latest[1].reference, "!13");  // Of the same moment as !12: the higher number.
  EXPECT_EQ(page.latest[2].reference, "!12");
  EXPECT_TRUE(page.latest[2].failed);
  EXPECT_EQ(page.latest[2].duration, "2 d 4 h");
  EXPECT_EQ(page.latest[3].tier, "staging");
}

TEST(ServicePage, StopsAtFiftyDeploymentsAndSaysThatThereAreMore) {
  Sample sample = small_sample();
  auto& deployments = sample.services[0].deployments;
  deployments.resize(50, deployments[0]);
  EXPECT_FALSE(service_of(sample, 0).has_more);
  EXPECT_EQ(service_of(sample, 0).latest.size(), 50U);
  deployments.push_back(deployment("2024-04-01T00:00:00Z", successful, "staging", 99));
  EXPECT_TRUE(service_of(sample, 0).has_more);
  EXPECT_EQ(service_of(sample, 0).latest.size(), 50U);
  EXPECT_EQ(service_of(sample, 0).latest[0].reference, "!99");
}

TEST(ServicePage, LinksOnlyToWebAddresses) {
  Sample sample = small_sample();
  sample.services[0].deployments[0].web_url = "javascript:alert(1)";
  EXPECT_EQ(service_of(sample, 0).latest[0].url, "");
  EXPECT_EQ(service_of(sample, 1).latest[3].url,
            "https://gitlab.example/platform/deployments/-/merge_requests/11");
}

TEST(ServicePage, HasNoDurationsWhenDeploymentsAreDatedByTheirEnd) {
  Sample sample = small_sample();
  EXPECT_TRUE(service_of(sample, 0).has_durations);
  sample.collection.date_by = model::DateBy::finished;
  EXPECT_FALSE(service_of(sample, 0).has_durations);
}

TEST(ServicePage, SaysSoWhenAServiceHasNoDeployments) {
  Sample sample = small_sample();
  sample.services = {{"asleep", {}}};
  const ServicePage page = service_of(sample, 0);
  EXPECT_EQ(page.range, "no deployments");
  EXPECT_EQ(page.last_deployment, "no data");
  EXPECT_FALSE(page.totals.has_data);
}

DataPage data_of(const model::Collection& collection) {
  return data_page(collection, model::TimeZone::find(collection.time_zone));
}

TEST(DataPage, ShowsEveryGroupAndTheyAddUp) {
  const model::MergeRequestCounts counts{52, 1, 2, 3, 4, 5, 13, 7, 8, 9, 60, 70, 80, 90};
  model::Collection collection;
  collection.merge_requests = counts;
  const DataPage page = data_of(collection);
  EXPECT_EQ(page.seen, "52");
  std::int64_t sum = 0;
  for (const CountRow& row : page.groups) {
    sum += std::stoll(row.count);
    EXPECT_FALSE(row.meaning.empty()) << row.name;
  }
  EXPECT_EQ(sum, counts.seen);
  std::vector<std::string> details;
  for (const CountRow& row : page.details) {
    details.push_back(row.count);
  }
  EXPECT_EQ(details, (std::vector<std::string>{"60", "70", "80", "90"}));
}

std::string setting(const DataPage& page, std::string_view name) {
  for (const SettingRow& row : page.settings) {
    if (row.name == name) {
      return row.value;
    }
  }
  return "absent";
}

TEST(DataPage, TellsTheSettings) {
  model::Collection collection = small_sample().collection;
  collection.since = model::parse_date("2023-01-01");
  collection.service_prefix = "svc\n:";
  const DataPage page = data_of(collection);
  const auto value = [&page](std::string_view name) { return setting(page, name); };
  EXPECT_EQ(value("Period"), "month");
  EXPECT_EQ(value("Time zone"), "Europe/Berlin");
  EXPECT_EQ(value("Date of a deployment"), "when the merge request was created");
  EXPECT_EQ(value("First day"), "2023-01-01");
  EXPECT_EQ(value("First day after the range"), "none: up to the collection");
  EXPECT_EQ(value("Prefix of service labels"), "svc\\x0A:");
  EXPECT_EQ(value("Prefix of tier labels"), "tier:");
  EXPECT_EQ(value("Requests to GitLab"), "4, 1 of them repeated");
  EXPECT_EQ(value("Excluded authors"), "none");
  EXPECT_EQ(value("Bots"), "counted like people");
  EXPECT_EQ(value("Superseded within"), "never: every closed one failed");
  EXPECT_EQ(value("Names that may be one"), "none");
  EXPECT_EQ(page.collected_at, "15 March 2024, 06:00 (Europe/Berlin)");
}

TEST(DataPage, TellsWhatWasExcludedAndWhichNamesAreSuspicious) {
  model::Collection collection = small_sample().collection;
  collection.exclude_authors = {"jim", "a\nb"};
  collection.exclude_bots = true;
  collection.superseded = 4;
  collection.superseded_within = std::chrono::hours(24);
  collection.suspicious_names = {{"Api", "api", "capitals"}, {"a\n", "b", "spaces"}};
  DataPage page = data_of(collection);
  EXPECT_EQ(setting(page, "Excluded authors"), "jim, a\\x0Ab");
  EXPECT_EQ(setting(page, "Bots"), "excluded");
  EXPECT_EQ(setting(page, "Superseded within"), "24 h");
  EXPECT_EQ(setting(page, "Names that may be one"), "Api / api (capitals); a\\x0A / b (spaces)");
  EXPECT_EQ(page.results.back().name, "Superseded");
  EXPECT_EQ(page.results.back().count, "4");
  collection.superseded_within = std::chrono::minutes(90);
  collection.suspicious_names.resize(21);
  page = data_of(collection);
  EXPECT_EQ(setting(page, "Superseded within"), "90 min");
  EXPECT_TRUE(setting(page, "Names that may be one").ends_with("; and more"));
}

TEST(DataPage, LinksTheProjectOnlyToAWebAddress) {
  model::Collection collection = small_sample().collection;
  EXPECT_EQ(data_of(collection).project_url, "https://gitlab.example/platform/deployments");
  collection.project_url = "javascript:alert(1)";
  EXPECT_EQ(data_of(collection).project_url, "");
}

}  // namespace
}  // namespace dora::reports
