// Tests the page of all services: totals, comparisons, the attention list and its rows.
#include "reports/pages/index_page.h"

#include <gtest/gtest.h>

#include "tests/reports/sample_pages.h"

namespace dora::pages {
namespace {

using enum model::DeploymentStatus;
using test::deployment;
using test::index_of;
using test::Sample;
using test::service_of;
using test::small_sample;

TEST(IndexPage, AddsUpAllServices) {
  const IndexPage page = index_of(small_sample());
  EXPECT_EQ(page.range, "January to March 2024");
  EXPECT_EQ(page.granularity, "month");
  EXPECT_EQ(page.services_counted, "2 services");
  EXPECT_EQ(page.totals.deployments, "5");
  EXPECT_EQ(page.totals.successful, "3");
  EXPECT_EQ(page.totals.failed, "2");
  EXPECT_EQ(page.totals.failure_rate, "40.0 %");
  ASSERT_EQ(page.periods.rows.size(), 3U);
  EXPECT_EQ(page.periods.rows[0].deployments, "2");
  EXPECT_EQ(page.periods.rows[0].note, "so far");
  EXPECT_EQ(page.periods.rows[1].failure_rate, "no data");
}

TEST(IndexPage, SeparatesTheLastFullPeriodFromTheRunningOne) {
  const IndexPage page = index_of(small_sample());
  EXPECT_EQ(page.period, "February 2024");
  ASSERT_EQ(page.key_figures.size(), 4U);
  EXPECT_EQ(page.key_figures[0].value, "0");
  EXPECT_EQ(page.key_figures[1].value, "no data");
  ASSERT_EQ(page.compared.rows.size(), 4U);
  EXPECT_EQ(page.compared.rows[1].name, "January 2024");
  EXPECT_EQ(page.compared.rows[1].lead_time, "1 h 38 min");
  // Collected on the 15th, which is not over: its deployment is not among those of 14 days.
  EXPECT_EQ(page.compared.rows[2].name, "First 14 days of March 2024");
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

TEST(IndexPage, EndsWithTheRequestedRange) {
  Sample sample = small_sample();
  sample.collection.counting.until = model::parse_date("2024-03-01");
  EXPECT_EQ(index_of(sample).period, "February 2024");
  sample.collection.counting.until = model::parse_date("2024-02-11");
  EXPECT_EQ(index_of(sample).period, "January 2024");
  sample.collection.counting.since = model::parse_date("2024-01-02");
  EXPECT_EQ(index_of(sample).period, "");
}

TEST(IndexPage, EndsWithTheCollectionIfTheRangeGoesOn) {
  Sample sample = small_sample();
  const IndexPage open = index_of(sample);
  sample.collection.counting.until = model::parse_date("2024-12-31");
  const IndexPage page = index_of(sample);
  EXPECT_EQ(page.period, "February 2024");
  EXPECT_EQ(page.compared.rows[2].name, "First 14 days of March 2024");
  EXPECT_EQ(page.services[0].flags, open.services[0].flags);
  EXPECT_EQ(page.attention.at(0).reasons.at(0).text, open.attention.at(0).reasons.at(0).text);
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

TEST(IndexPage, ListsTheNewestFirstAmongEquallyUrgentServices) {
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
  while (index_of(sample).attention.size() < attention_shown) {
    sample.services.push_back({"service-" + std::to_string(sample.services.size()), failing});
  }
  EXPECT_FALSE(index_of(sample).has_more_attention);
  sample.services.push_back({"one more", failing});
  const IndexPage page = index_of(sample);
  EXPECT_EQ(page.attention.size(), attention_shown);
  EXPECT_EQ(page.attention_count, std::to_string(attention_shown + 1));
  EXPECT_TRUE(page.has_more_attention);
}

TEST(IndexPage, FlagsAServiceOnceForTheSameRuleInSeveralTiers) {
  Sample sample = small_sample();
  sample.services = {{"a",
                      {deployment("2024-01-02T00:00:00Z", failed, "one", 1),
                       deployment("2024-01-03T00:00:00Z", failed, "two", 2)}}};
  const IndexPage page = index_of(sample);
  EXPECT_EQ(page.attention.at(0).reasons.size(), 2U);
  EXPECT_EQ(page.services.at(0).flags, std::vector<std::string>{"Open failure"});
}

TEST(IndexPage, AppliesNoRuleAfterTheEndOfTheRange) {
  Sample sample = small_sample();
  sample.collection.counting.until =
      model::parse_date("2024-03-03");  // 13 hours after the failure.
  EXPECT_EQ(index_of(sample).services[0].flags, (std::vector<std::string>{"New"}));
}

TEST(IndexPage, LinksReasonsOnlyToWebAddresses) {
  Sample sample = small_sample();
  sample.services[0].deployments[0].web_url = "javascript:alert(1)";
  EXPECT_EQ(index_of(sample).attention[0].reasons[0].url, "");
}

TEST(IndexPage, DrawsTheLastTwelvePeriods) {
  const IndexPage page = index_of(small_sample());
  EXPECT_EQ(page.services[0].sparkline.deployments, "M66 20v-20h5v20z");  // March, the running one.
  EXPECT_EQ(page.services[1].sparkline.deployments, "M54 20v-20h5v20zM66 20v-7h5v7z");
  EXPECT_EQ(page.services[1].sparkline.failed, "M54 20v-7h5v7z");
  Sample sample = small_sample();
  sample.collection.counting.until = model::parse_date("2024-02-11");
  EXPECT_EQ(index_of(sample).services[1].sparkline.failed, "M60 20v-7h5v7z") << "February is last";
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

TEST(IndexPage, HasNoSortKeysWithoutData) {
  Sample sample = small_sample();
  sample.services.push_back({"asleep", {}});
  const ServiceRow row = index_of(sample).services[0];
  EXPECT_EQ(row.name, "asleep");
  EXPECT_EQ(row.figures.failure_rate, "no data");
  EXPECT_EQ(row.failure_rate_key, "");
  EXPECT_EQ(row.last_deployment, "");
  EXPECT_EQ(row.lead_time_key, "");
}

TEST(IndexPage, SaysSoWhenThereAreNoData) {
  Sample sample = small_sample();
  sample.services.clear();
  const IndexPage page = index_of(sample);
  EXPECT_EQ(page.range, "no deployments");
  EXPECT_EQ(page.totals.failure_rate, "no data");
  EXPECT_TRUE(page.periods.rows.empty());
  EXPECT_TRUE(page.compared.rows.empty());
  EXPECT_TRUE(page.services.empty());
}

TEST(IndexPage, GivesServicesThatDifferOnlyInCaseTheirOwnPages) {
  Sample sample = small_sample();
  sample.services.push_back({"Payments-API", sample.services[0].deployments});
  const IndexPage page = index_of(sample);
  ASSERT_EQ(page.services.size(), 3U);
  EXPECT_EQ(page.services[0].name, "Payments-API");
  EXPECT_NE(page.services[0].page, page.services[2].page);
}

}  // namespace
}  // namespace dora::pages
