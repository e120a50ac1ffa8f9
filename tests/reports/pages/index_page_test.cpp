// Tests the page of all services: totals, comparisons, the attention list and its rows.
#include "reports/pages/index_page.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/reports/sample_pages.h"

namespace dora::pages {
namespace {

using enum model::DeploymentStatus;
using test::deployment;
using test::index_of;
using test::Sample;
using test::service_of;
using test::services_of;
using test::small_sample;

TEST(IndexPage, AddsUpAllServices) {
  const IndexPage page = index_of(small_sample());
  EXPECT_EQ(page.range, "January to March 2024");
  EXPECT_EQ(page.granularity, "month");
  EXPECT_EQ(page.services_counted, "2 services");
  EXPECT_EQ(page.totals.deployments, "5");
  EXPECT_EQ(page.totals.successful, "3");
  EXPECT_EQ(page.totals.failed, "2");
  EXPECT_EQ(page.totals.failure_rate, "40.0%");
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
  ASSERT_EQ(page.compared.rows.size(), 3U) << "January, the first month, is not full";
  // Collected on the 15th, which is not over: its deployment is not among those of 14 days.
  EXPECT_EQ(page.compared.rows[1].name, "First 14 days of March 2024");
  EXPECT_EQ(page.compared.rows[1].deployments, "1");
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
  EXPECT_EQ(index_of(sample).key_figures[0].change, "");
  sample.collection.counting.since = model::parse_date("2024-01-02");
  EXPECT_EQ(index_of(sample).period, "");
}

TEST(IndexPage, EndsWithTheCollectionIfTheRangeGoesOn) {
  Sample sample = small_sample();
  sample.services.push_back(test::daily_service("a", "2024-03-14T20:00:00Z", 6));
  const IndexPage open = index_of(sample);
  sample.collection.counting.until = model::parse_date("2024-12-31");
  const IndexPage page = index_of(sample);
  EXPECT_EQ(page.period, "February 2024");
  EXPECT_EQ(page.compared.rows[3].name, "First 14 days of March 2024");
  EXPECT_EQ(page.attention.at(0).reasons.at(0).text, open.attention.at(0).reasons.at(0).text);
}

/// One service, whose last six deployments failed.
Sample failing_sample(std::string_view tier = "production") {
  Sample sample = small_sample();
  sample.services = {test::daily_service("orders-web", "2024-03-14T20:00:00Z", 6, tier)};
  return sample;
}

TEST(IndexPage, ListsWhatNeedsAttention) {
  Sample sample = failing_sample();
  sample.services.push_back(test::daily_service("calm", "2024-03-14T20:00:00Z"));
  const IndexPage page = index_of(sample);
  ASSERT_EQ(page.attention.size(), 1U);
  EXPECT_EQ(page.attention_count, "1");
  EXPECT_FALSE(page.has_more_attention);
  EXPECT_EQ(page.attention[0].name, "orders-web");
  EXPECT_EQ(page.attention[0].page, "services/orders-web.html");
  ASSERT_EQ(page.attention[0].reasons.size(), 1U);
  EXPECT_EQ(page.attention[0].reasons[0].label, "Failing");
  EXPECT_EQ(page.attention[0].reasons[0].reference, "!150");
  EXPECT_EQ(service_of(sample, 1).reasons.size(), 1U);
  EXPECT_TRUE(index_of(small_sample()).attention.empty());
}

TEST(IndexPage, ListsProductionFirstAndThenTheNewest) {
  Sample sample = small_sample();
  sample.services = {test::daily_service("a", "2024-03-14T20:00:00Z", 9, "staging"),
                     test::daily_service("b", "2024-03-13T20:00:00Z", 0),
                     test::daily_service("c", "2024-03-14T20:00:00Z", 0)};
  for (std::size_t i : {1U, 2U}) {  // Quiet since then.
    auto& deployments = sample.services[i].deployments;
    deployments.resize(deployments.size() - 20);
  }
  const IndexPage page = index_of(sample);
  ASSERT_EQ(page.attention.size(), 3U);
  EXPECT_EQ(page.attention[0].name, "c");
  EXPECT_EQ(page.attention[1].name, "b");
  EXPECT_EQ(page.attention[2].name, "a") << "in staging only";
  EXPECT_EQ(page.attention[2].reasons.at(0).label, "Failing");
}

TEST(IndexPage, LimitsTheAttentionListAndSaysSo) {
  Sample sample = failing_sample();
  const auto failing = sample.services[0].deployments;
  while (sample.services.size() < attention_shown) {
    sample.services.push_back({"service-" + std::to_string(sample.services.size()), failing});
  }
  EXPECT_EQ(index_of(sample).attention.size(), attention_shown);
  EXPECT_FALSE(index_of(sample).has_more_attention);
  sample.services.push_back({"one more", failing});
  const IndexPage page = index_of(sample);
  EXPECT_EQ(page.attention.size(), attention_shown);
  EXPECT_EQ(page.attention_count, std::to_string(attention_shown + 1));
  EXPECT_TRUE(page.has_more_attention);
}

TEST(IndexPage, FlagsAServiceOnceForTheSameRuleInSeveralTiers) {
  Sample sample = failing_sample();
  const auto qa = test::daily_service("orders-web", "2024-03-14T20:00:01Z", 6, "qa").deployments;
  auto& all = sample.services[0].deployments;
  all.insert(all.end(), qa.begin(), qa.end());
  const IndexPage page = index_of(sample);
  ASSERT_EQ(page.attention.at(0).reasons.size(), 2U);
  EXPECT_EQ(page.attention.at(0).reasons[0].tier, "production");
  EXPECT_EQ(page.attention.at(0).reasons[1].tier, "qa");
  EXPECT_EQ(services_of(sample).services.at(0).flags, std::vector<std::string>{"Failing"});
}

TEST(IndexPage, AppliesNoRuleAfterTheEndOfTheRange) {
  Sample sample = failing_sample();
  sample.collection.counting.until = model::parse_date("2024-03-10");  // After one failure.
  EXPECT_TRUE(index_of(sample).attention.empty());
}

TEST(IndexPage, LinksReasonsOnlyToWebAddresses) {
  Sample sample = failing_sample();
  EXPECT_NE(index_of(sample).attention.at(0).reasons.at(0).url, "");
  sample.services[0].deployments.back().web_url = "javascript:alert(1)";
  EXPECT_EQ(index_of(sample).attention.at(0).reasons.at(0).url, "");
}

TEST(IndexPage, CountsWhatIsStillOpenBesideTheFigures) {
  Sample sample = small_sample();
  sample.open = {
      {"orders-web",
       {{model::parse_instant("2024-02-10T08:00:00Z").value(), "production", 40, ""},
        {model::parse_instant("2024-03-10T08:00:00Z").value(), "production", 41, ""}}},
      {"unknown", {{model::parse_instant("2024-02-10T08:00:00Z").value(), "production", 40, ""}}}};
  EXPECT_EQ(index_of(sample).compared.rows[0].still_open, "2 still open");
  EXPECT_EQ(service_of(sample, 0).periods.rows[0].still_open, "1 still open");
  sample.collection.counting.date_by = model::DateBy::finished;
  EXPECT_EQ(index_of(sample).compared.rows[0].still_open, "") << "it will count in a later month";
}

// Without the file, a verdict could change with what is open.
TEST(IndexPage, GivesNoVerdictIfItIsNotKnownWhatIsOpen) {
  Sample sample = small_sample();
  sample.services = {test::daily_service("a", "2024-03-14T20:00:00Z", 0, "t", 150)};
  sample.services[0].deployments.erase(sample.services[0].deployments.begin() + 120);
  sample.open.emplace();
  EXPECT_THAT(index_of(sample).key_figures[0].change, testing::HasSubstr("normal variation"));
  sample.open.reset();
  EXPECT_THAT(index_of(sample).key_figures[0].change, testing::HasSubstr("too early to say"));
  sample.collection.merge_requests.in_flight = 0;
  EXPECT_THAT(index_of(sample).key_figures[0].change, testing::HasSubstr("normal variation"));
}

TEST(IndexPage, SaysSoWhenThereAreNoData) {
  Sample sample = small_sample();
  sample.services.clear();
  const IndexPage page = index_of(sample);
  EXPECT_EQ(page.range, "no deployments");
  EXPECT_EQ(page.totals.failure_rate, "no data");
  EXPECT_TRUE(page.periods.rows.empty());
  EXPECT_TRUE(page.compared.rows.empty());
  EXPECT_FALSE(page.has_services);
}

}  // namespace
}  // namespace dora::pages
