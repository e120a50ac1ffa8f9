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
  const ReportData data = sample.data();
  return index_page(data, no_charts(sample.services.size()), analyse(data));
}

ServicePage service_of(const Sample& sample, std::size_t service) {
  const ReportData data = sample.data();
  return service_page(data, no_charts(sample.services.size()), analyse(data), service);
}

TEST(IndexPage, AddsUpAllServices) {
  const IndexPage page = index_of(small_sample());
  EXPECT_EQ(page.range, "January to March 2024");
  EXPECT_EQ(page.granularity, "month");
  EXPECT_EQ(page.services_counted, "2 services");
  EXPECT_EQ(page.totals.deployments, "5");
  EXPECT_EQ(page.totals.successful, "3");
  EXPECT_EQ(page.totals.failed, "2");
  EXPECT_EQ(page.totals.failure_rate, "40.00 %");
  ASSERT_EQ(page.periods.rows.size(), 3U);
  EXPECT_EQ(page.periods.rows[0].deployments, "2");
  EXPECT_EQ(page.periods.rows[0].note, "so far");
  EXPECT_EQ(page.periods.rows[1].failure_rate, "no data");
}

TEST(IndexPage, TellsTheLastFullPeriodAndTheRunningOneApart) {
  const IndexPage page = index_of(small_sample());
  EXPECT_EQ(page.period, "February 2024");
  ASSERT_EQ(page.key_figures.size(), 4U);
  EXPECT_EQ(page.key_figures[0].value, "0");
  EXPECT_EQ(page.key_figures[1].value, "no data");
  ASSERT_EQ(page.compared.rows.size(), 4U);
  EXPECT_EQ(page.compared.rows[1].name, "January 2024");
  EXPECT_EQ(page.compared.rows[1].lead_time, "1 h 38 min");
  // Collected on the 15th, which is not over: its deployment is not among those of 14 days.
  EXPECT_EQ(page.compared.rows[2].name, "The first 14 days of March 2024");
  EXPECT_EQ(page.compared.rows[2].deployments, "1");
  ASSERT_EQ(page.tiers.rows.size(), 2U);
  EXPECT_EQ(page.tiers.rows[0].name, "production");
}

TEST(IndexPage, ComparesNothingBeforeAFullPeriodIsOver) {
  Sample sample = small_sample();
  sample.services[1].deployments.erase(sample.services[1].deployments.begin(),
                                       sample.services[1].deployments.begin() + 3);
  const IndexPage page = index_of(sample);
  EXPECT_EQ(page.period, "");
  EXPECT_TRUE(page.key_figures.empty());
  EXPECT_EQ(page.compared.rows.size(), 1U);
}

TEST(IndexPage, EndsWithTheRangeThatWasAskedFor) {
  Sample sample = small_sample();
  sample.collection.until = model::parse_date("2024-03-01");
  EXPECT_EQ(index_of(sample).period, "February 2024");
  sample.collection.until = model::parse_date("2024-02-11");
  EXPECT_EQ(index_of(sample).period, "January 2024");
  sample.collection.since = model::parse_date("2024-01-02");
  EXPECT_EQ(index_of(sample).period, "");
}

TEST(IndexPage, ListsWhatNeedsAttentionTheMostUrgentFirst) {
  Sample sample = small_sample();
  auto& payments = sample.services[1].deployments;
  payments.insert(payments.begin(), deployment("2023-11-01T00:00:00Z", successful, "a", 1));
  const IndexPage page = index_of(sample);
  ASSERT_EQ(page.attention.size(), 1U);
  EXPECT_EQ(page.attention_count, "1");
  EXPECT_FALSE(page.has_more_attention);
  EXPECT_EQ(page.attention[0].name, "orders-web");
  EXPECT_EQ(page.attention[0].page, "services/orders-web.html");
  ASSERT_EQ(page.attention[0].reasons.size(), 2U);
  EXPECT_EQ(page.attention[0].reasons[0].label, "Open failure");
  EXPECT_EQ(page.attention[0].reasons[0].rule, "open_failure");
  EXPECT_EQ(page.attention[0].reasons[0].reference, "!31");
  EXPECT_EQ(page.services[0].flags, (std::vector<std::string>{"Open failure", "New"}));
  EXPECT_TRUE(page.services[1].flags.empty());
  EXPECT_EQ(service_of(sample, 0).reasons.size(), 2U);
}

TEST(IndexPage, ListsTheNewestOfEquallyUrgentServicesFirst) {
  Sample sample = small_sample();
  sample.services = {{"a", {deployment("2024-01-02T00:00:00Z", failed, "t", 1)}},
                     {"b", {deployment("2024-01-04T00:00:00Z", failed, "t", 2)}},
                     {"c", {deployment("2024-01-03T00:00:00Z", failed, "t", 3)}}};
  const IndexPage page = index_of(sample);
  ASSERT_EQ(page.attention.size(), 3U);
  EXPECT_EQ(page.attention[0].name + page.attention[1].name + page.attention[2].name, "bca");
}

TEST(IndexPage, LimitsTheAttentionListAndSaysSo) {
  Sample sample = small_sample();
  const auto failing = sample.services[0].deployments;
  for (int i = 0; i < 30; ++i) {
    sample.services.push_back({"service-" + std::to_string(i), failing});
  }
  const IndexPage page = index_of(sample);
  EXPECT_EQ(page.attention.size(), attention_shown);
  EXPECT_EQ(page.attention_count, "31");
  EXPECT_TRUE(page.has_more_attention);
}

TEST(IndexPage, TakesNoMomentAfterTheRangeForARule) {
  Sample sample = small_sample();
  sample.collection.until = model::parse_date("2024-03-03");  // 13 hours after the failure.
  EXPECT_EQ(index_of(sample).services[0].flags, (std::vector<std::string>{"New"}));
}

TEST(IndexPage, LinksTheReasonsToWebAddressesAlone) {
  Sample sample = small_sample();
  sample.services[0].deployments[0].web_url = "javascript:alert(1)";
  EXPECT_EQ(index_of(sample).attention[0].reasons[0].url, "");
}

TEST(IndexPage, DrawsTheLastTwelvePeriods) {
  const IndexPage page = index_of(small_sample());
  EXPECT_EQ(page.services[0].sparkline.deployments, "M66 20v-20h5v20z");  // March, the running one.
  EXPECT_EQ(page.services[1].sparkline.deployments, "M54 20v-20h5v20zM66 20v-7h5v7z");
  EXPECT_EQ(page.services[1].sparkline.failed, "M54 20v-7h5v7z");
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
  EXPECT_EQ(row.tiers, (std::vector<std::string>{"production", "staging"}));
  EXPECT_EQ(row.lead_time, "1 h 38 min");
  EXPECT_EQ(row.lead_time_key, "5910000");
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
  EXPECT_EQ(row.lead_time_key, "-1");
}

TEST(IndexPage, SaysSoWhenThereIsNothing) {
  Sample sample = small_sample();
  sample.services.clear();
  const IndexPage page = index_of(sample);
  EXPECT_EQ(page.range, "no deployments");
  EXPECT_EQ(page.totals.failure_rate, "no data");
  EXPECT_TRUE(page.periods.rows.empty());
  EXPECT_TRUE(page.compared.rows.empty());
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
  EXPECT_EQ(page.periods.rows.size(), 3U);
  ASSERT_EQ(page.tiers.rows.size(), 2U);
  EXPECT_EQ(page.tiers.rows[0].name, "production");
  EXPECT_EQ(page.tiers.rows[0].deployments, "3");
  EXPECT_EQ(page.tiers.rows[0].frequency, "1.3 a month");
  EXPECT_EQ(page.csv_file, "payments-api.csv");
  EXPECT_EQ(page.json_file, "payments-api.json");
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
  EXPECT_EQ(page.latest[1].reference, "!13");  // Of the same moment as !12: the higher number.
  EXPECT_EQ(page.latest[2].reference, "!12");
  EXPECT_TRUE(page.latest[2].failed);
  EXPECT_EQ(page.latest[2].duration, "2 d 4 h");
  EXPECT_EQ(page.latest[3].tier, "staging");
}

TEST(ServicePage, ListsEveryDeploymentOfNinetyDaysAndTenOfOlderOnes) {
  Sample sample = small_sample();  // Collected on 15 March 2024.
  auto& deployments = sample.services[0].deployments;
  deployments.assign(12, deployment("2023-12-01T00:00:00Z", successful, "t", 1));
  EXPECT_EQ(service_of(sample, 0).latest.size(), 10U);
  EXPECT_EQ(service_of(sample, 0).listed, "None in the last 90 days; the latest 10 of 12");
  deployments.push_back(deployment("2023-12-16T22:59:59Z", successful, "t", 2));
  deployments.push_back(deployment("2023-12-16T23:00:00Z", successful, "t", 3));
  EXPECT_EQ(service_of(sample, 0).listed, "1 in the last 90 days; the latest 10 of 14");
  deployments.insert(deployments.end(), 99, deployment("2024-01-05T00:00:00Z", failed, "t", 4));
  EXPECT_EQ(service_of(sample, 0).listed, "100 in the last 90 days, of 113 in all");
  EXPECT_EQ(service_of(sample, 0).latest.size(), 100U);
  deployments.assign(2, deployment("2023-12-01T00:00:00Z", successful, "t", 1));
  EXPECT_EQ(service_of(sample, 0).listed, "None in the last 90 days; all 2");
}

TEST(ServicePage, IsComparedSinceItsFirstDeployment) {
  Sample sample = small_sample();
  EXPECT_EQ(service_of(sample, 0).period, "");  // Its first month is not over.
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

TEST(ServicePage, KnowsHowLongItTookWhateverItIsDatedBy) {
  Sample sample = small_sample();
  EXPECT_TRUE(service_of(sample, 0).dated_by_creation);
  EXPECT_EQ(service_of(sample, 0).latest[0].duration, "45 s");
  sample.collection.date_by = model::DateBy::finished;
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

TEST(DataPage, TellsWhatIsMissingOfEachProject) {
  model::Collection collection = small_sample().collection;
  EXPECT_TRUE(data_of(collection).missing.empty());
  collection.partial = {"page 2: HTTP 500", "a\nb\u202E"};
  collection.projects = {{"group/a\n", "", 1200, {1003, {"7", "12-15"}}}, {"group/b", "", 3, {}}};
  const DataPage page = data_of(collection);
  EXPECT_EQ(page.missing, (std::vector<std::string>{"page 2: HTTP 500", "a\\x0Ab\\u{202E}"}));
  ASSERT_EQ(page.projects.size(), 2U);
  EXPECT_EQ(page.projects[0].project, "group/a\\x0A");
  EXPECT_EQ(page.projects[0].merge_requests, "1,200");
  EXPECT_EQ(page.projects[0].missing, "1,003");
  EXPECT_EQ(page.projects[0].first, "7, 12-15");
  EXPECT_EQ(page.projects[1].missing, "0");
  EXPECT_EQ(page.projects[1].first, "none");
}

TEST(DataPage, LinksTheProjectOnlyToAWebAddress) {
  model::Collection collection = small_sample().collection;
  EXPECT_EQ(data_of(collection).project_url, "https://gitlab.example/platform/deployments");
  collection.project_url = "javascript:alert(1)";
  EXPECT_EQ(data_of(collection).project_url, "");
}

}  // namespace
}  // namespace dora::reports
