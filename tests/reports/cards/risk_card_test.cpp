// Tests what a card on a merge request says: verdicts of the report, and nothing that names order.
#include "reports/cards/risk_card.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "reports/cards/condition.h"
#include "tests/reports/sample.h"

namespace dora::cards {
namespace {

using enum model::DeploymentStatus;
using test::daily_service;
using test::deployment;
using test::Sample;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

/// Collected on 15 March 2024; `failing` is failing.
Sample sample() {
  Sample sample = test::small_sample();
  sample.services = {daily_service("calm", "2024-03-14T20:00:00Z"),
                     daily_service("failing", "2024-03-14T20:00:00Z", 6),
                     {"rare", {deployment("2023-06-05T10:00:00Z", failed, "staging", 900)}}};
  return sample;
}

Card card_of(const Sample& sample, std::vector<std::string> services,
             std::vector<std::string> tiers = {}, const std::string& site_url = "") {
  const analysis::ReportData data = sample.data();
  inputs::SiteCharts charts;
  charts.services.resize(data.summary.services.size());
  for (inputs::ChartView& chart : charts.services) {
    chart.shown = true;
    chart.alt = "a [chart]";
    chart.sources = {{"x.png", std::string(64, 'a')}};
  }
  return risk_card({std::move(services), std::move(tiers), site_url, "risk"}, data,
                   analysis::analyse(data), charts);
}

std::string text_of(const Card& card) {
  return markdown_of(card, std::vector<std::string>(pictures_of(card).size(), "/x.png"));
}

TEST(RiskCard, SaysWhatTheReportSays) {
  const Card card = card_of(sample(), {"failing"}, {"production"}, "https://example.com/r/");
  const std::string text = text_of(card);
  EXPECT_THAT(
      text,
      AllOf(HasSubstr("### Deployment risk: `failing` in `production`\n"),
            HasSubstr("**Failing:** no success for 5 days, 6 failed in a row"),
            HasSubstr("![a \\[chart\\]](/x.png)"), HasSubstr("| Last 4 weeks | 28 | 6 | 21.4% |"),
            HasSubstr("[More about it](<https://example.com/r/services/failing.html>)"),
            HasSubstr("**still failing**"), HasSubstr("Collected on 15 March 2024")));
  EXPECT_TRUE(card.unusual && card.failing);
}

TEST(RiskCard, SaysThatNothingIsUnusual) {
  const Card card = card_of(sample(), {"calm"});
  EXPECT_THAT(
      text_of(card),
      AllOf(
          HasSubstr("**Nothing unusual:** 0 of 28 deployments failed in the last 4 weeks (0.0%)."),
          Not(HasSubstr("Last failures")), Not(HasSubstr("More about"))));
  EXPECT_FALSE(card.unusual || card.failing);
  EXPECT_THAT(text_of(card_of(sample(), {"rare"})),
              HasSubstr("**Nothing unusual**, and no deployments in the last 4 weeks."));
}

TEST(RiskCard, KnowsNewServices) {
  EXPECT_THAT(text_of(card_of(sample(), {"brand-new"})),
              HasSubstr("**New:** no deployment of it is known yet."));
}

TEST(RiskCard, ShowsThreeServicesInFullThoseInTroubleFirst) {
  const Card card = card_of(sample(), {"calm", "rare", "new-1", "new-2", "failing"});
  const std::string text = text_of(card);
  EXPECT_THAT(text, HasSubstr("### Deployment risk: 5 services"));
  EXPECT_LT(text.find("#### `failing`"), text.find("#### `calm`"));
  EXPECT_THAT(text, AllOf(HasSubstr("<summary>2 more services</summary>\n\n- `new-1`: **New:**"),
                          HasSubstr("- `new-2`: "), Not(HasSubstr("#### `new-1`"))));
  EXPECT_EQ(pictures_of(card).size(), 3U);
}

// A label or a title must not mention people, close issues, embed pictures or end its code span.
TEST(RiskCard, KeepsNamesInert) {
  Sample hostile = sample();
  const std::string name = "`@all` /close #1 !2 :+1: <img src=x> ![x](y)\n/label ~bug";
  hostile.services = {{name, {deployment("2024-03-14T10:00:00Z", failed, name, 1)}}};
  hostile.services[0].deployments[0].title = name;
  hostile.services[0].deployments[0].web_url = "javascript:alert(1)";
  std::string text = text_of(card_of(hostile, {name}, {name}));
  EXPECT_THAT(text, Not(HasSubstr("\n/")));
  EXPECT_THAT(text, Not(HasSubstr("javascript:")));
  EXPECT_THAT(text,
              HasSubstr("`` `@all` /close #1 !2 :+1: <img src=x> ![x](y)\\x0A/label ~bug ``"));
  // Outside code spans nothing of it is left.
  for (std::size_t at = text.find("``"); at != std::string::npos; at = text.find("``")) {
    text.erase(at, text.find("``", at + 2) + 2 - at);
  }
  EXPECT_THAT(text, AllOf(Not(HasSubstr("@all")), Not(HasSubstr("<img")), Not(HasSubstr("~bug"))));
}

TEST(RiskCard, IsBounded) {
  std::vector<std::string> services;
  for (int i = 0; i < 500; ++i) {
    services.push_back("new-" + std::string(200, 'x') + std::to_string(i));
  }
  const std::string text = text_of(card_of(sample(), services));
  EXPECT_LT(text.size(), 20'000U);
  EXPECT_THAT(text, HasSubstr("- and 447 more"));
}

TEST(Conditions, HoldForTheirCards) {
  const Card failing = card_of(sample(), {"calm", "failing"});
  const Card calm = card_of(sample(), {"calm"});
  const auto holds_for = [](const char* text, const Card& card) {
    return holds(parse_condition(text).value(), card);
  };
  for (const char* condition : {"attention", "failing", "rate>20%", "rate>0%"}) {
    EXPECT_TRUE(holds_for(condition, failing)) << condition;
    EXPECT_FALSE(holds_for(condition, calm)) << condition;
  }
  EXPECT_FALSE(holds_for("rate>21.5%", failing));
  for (const char* text : {"", "rate", "rate>", "rate>%", "rate>x%", "rate>10", "rate>101%",
                           "rate>-1%", "Attention"}) {
    EXPECT_FALSE(parse_condition(text)) << text;
  }
}

TEST(RiskId, TellsCardsApart) {
  EXPECT_EQ(risk_id({}), "risk");
  EXPECT_EQ(risk_id({"payments-api"}), "risk/payments-api");
  EXPECT_NE(risk_id({"a", "b"}), risk_id({"a", "c"}));
  EXPECT_THAT(risk_id({"-->"}), Not(HasSubstr(">")));
}

}  // namespace
}  // namespace dora::cards
