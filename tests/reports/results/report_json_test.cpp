// Tests report.json: what the report says, for programs.
#include "reports/results/report_json.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidjson/document.h>

#include "reports/pages/week_page.h"
#include "tests/reports/sample.h"

namespace dora::results {
namespace {

rapidjson::Document parsed(const test::Sample& sample) {
  const analysis::ReportData data = sample.data();
  const analysis::Analysis analysis = analyse(data);
  const analysis::WeeklyDigests digests(data, analysis);
  std::vector<std::string> weeks;
  for (std::size_t i = 0; i < digests.weeks().size(); ++i) {
    const std::string page = pages::week_file(model::label(digests.weeks()[i]), "html");
    weeks.push_back(week_json(data, digests.digest(i), page, "2024-03-11T00:00:00.000Z"));
  }
  rapidjson::Document document;
  document.Parse(report_json(data, analysis, weeks).c_str());
  EXPECT_FALSE(document.HasParseError());
  return document;
}

TEST(ReportJson, HoldsTotalsThePeriodWeeksAndServices) {
  const rapidjson::Document report = parsed(test::small_sample());
  EXPECT_EQ(report["version"].GetInt(), 1);
  EXPECT_STREQ(report["project"].GetString(), "platform/deployments");
  EXPECT_STREQ(report["dated_by"].GetString(), "created");
  EXPECT_EQ(report["totals"]["deployments"].GetInt(), 5);
  EXPECT_EQ(report["totals"]["failure_rate"].GetDouble(), 40);
  EXPECT_STREQ(report["period"]["label"].GetString(), "2024-02");
  EXPECT_TRUE(report["period"]["previous"].IsNull()) << "January is not full";
  EXPECT_TRUE(report["period"]["failure_rate"].IsNull()) << "no deployments";
  EXPECT_STREQ(report["period"]["verdicts"]["lead_time"].GetString(), "not_compared");
  ASSERT_EQ(report["services"].Size(), 2U);
  EXPECT_STREQ(report["services"][0]["service"].GetString(), "orders-web");
  EXPECT_STREQ(report["services"][0]["page"].GetString(), "services/orders-web.html");
  const auto& weeks = report["weeks"];
  const auto& week = weeks[weeks.Size() - 2];
  EXPECT_STREQ(week["label"].GetString(), "2024-W09");
  EXPECT_STREQ(week["begin"].GetString(), "2024-02-26");
  EXPECT_STREQ(week["end"].GetString(), "2024-03-04");
  ASSERT_EQ(week["newly_failing"].Size(), 1U);
  EXPECT_STREQ(week["newly_failing"][0]["tier"].GetString(), "production");
  EXPECT_EQ(week["newly_failing"][0]["merge_request"].GetInt(), 31);
}

TEST(ReportJson, SaysWhatNeedsAttentionAndWhy) {
  test::Sample sample = test::small_sample();
  sample.services = {test::daily_service("a\u202Eb", "2024-02-27T10:00:00Z", 0, "t")};
  const rapidjson::Document report = parsed(sample);
  EXPECT_GT(report["attention"]["tests"].GetInt(), 1);
  ASSERT_EQ(report["attention"]["services"].Size(), 1U);
  const auto& service = report["attention"]["services"][0];
  EXPECT_STREQ(service["service"].GetString(), "a\u202Eb") << "as in the label";
  ASSERT_EQ(service["reasons"].Size(), 1U);
  EXPECT_STREQ(service["reasons"][0]["rule"].GetString(), "quiet");
  EXPECT_TRUE(service["reasons"][0]["tier"].IsNull());
  EXPECT_LT(service["reasons"][0]["p"].GetDouble(), 1e-6);
  EXPECT_EQ(service["reasons"][0]["merge_request"].GetInt(), 150);
  EXPECT_THAT(service["reasons"][0]["text"].GetString(), testing::StartsWith("no deployment for"));
}

TEST(ReportJson, NamesNothingWithoutDeployments) {
  test::Sample sample = test::small_sample();
  sample.services.clear();
  const rapidjson::Document report = parsed(sample);
  EXPECT_TRUE(report["period"].IsNull());
  EXPECT_EQ(report["weeks"].Size(), 0U);
  EXPECT_EQ(report["services"].Size(), 0U);
}

}  // namespace
}  // namespace dora::results
