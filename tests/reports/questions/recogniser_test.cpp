// Tests which question plain words are taken for.
#include "reports/questions/recogniser.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "reports/questions/answer.h"
#include "reports/questions/question_fields.h"
#include "reports/questions/question_words.h"
#include "tests/reports/questions/generated_sample.h"

namespace dora::questions {
namespace {

using testing::HasSubstr;

class Recogniser : public testing::Test {
 protected:
  /// The question in words, or `refused: ` and why.
  std::string understood(std::string_view text) const {
    const Understood result = recognise(text, report_);
    const auto* refusal = std::get_if<Refusal>(&result);
    return refusal != nullptr ? "refused: " + refusal->reason
                              : in_words(std::get<Question>(result), report_);
  }

  const Report report_{test::generated_sample(20).data(), {}};
};

TEST_F(Recogniser, UnderstandsTheUsualQuestions) {
  const std::vector<std::pair<const char*, const char*>> cases{
      {"What broke in production last week?",
       "Failed deployments of all services in production, week 45 of 2026"},
      {"what failed in October", "Failed deployments of all services, October 2026"},
      {"Which services got worse?",
       "Services whose failure rate got worse, October 2026, at most 10"},
      {"How is payments-api doing?", "Figures of payments-api, May to October 2026, by month"},
      {"how is PAYMENTS-API doing in the last 4 weeks",
       "Figures of payments-api, week 42 to week 45 of 2026, by week"},
      {"Compare October with September", "October 2026 compared with September 2026: all services"},
      {"compare payments-api in Q3 2026 and Q2 2026",
       "Q3 2026 compared with Q2 2026: payments-api"},
      {"Compare 2026-09 with 2026-10", "October 2026 compared with September 2026: all services"},
      {"What needs attention in staging?", "What needs attention now: all services in staging"},
      {"What is wrong?", "What needs attention now: all services"},
      {"What went wrong in week 40 of 2026?",
       "Failed deployments of all services, week 40 of 2026"},
      {"top 5 services by failure rate in September",
       "The highest failure rates, September 2026, at most 5"},
      {"Which services have the longest lead time?",
       "The longest lead times, October 2026, at most 10"},
      {"who deploys the most this month", "The most deployments, November 2026, at most 10"},
      {"failures of payments-api in week 40 of 2026",
       "Failed deployments of payments-api, week 40 of 2026"},
      {"show the failure rate", "Figures of all services, May to October 2026, by month"},
  };
  for (const auto& [text, expected] : cases) {
    EXPECT_EQ(understood(text), expected) << text;
  }
}

TEST_F(Recogniser, SaysWhatItDidNotUnderstand) {
  EXPECT_THAT(understood("Tell me a joke"), HasSubstr("refused: This question"));
  EXPECT_THAT(understood("How is billing doing?"), HasSubstr("no service 'billing'"));
  EXPECT_THAT(understood("compare payments-api with service-0003"), HasSubstr("more than one"));
  EXPECT_THAT(understood("Compare November with October"), HasSubstr("do not cover all of"));
  EXPECT_THAT(understood("Compare October with October"), HasSubstr("with itself"));
  EXPECT_THAT(understood("What broke in 1999-01?"), HasSubstr("nothing about January 1999"));
  EXPECT_THAT(understood("What broke in October and September?"), HasSubstr("too many periods"));
  EXPECT_THAT(understood(""), HasSubstr("refused"));
}

TEST_F(Recogniser, TakesANameOnlyAsAWhole) {
  EXPECT_THAT(understood("How is payments-api-v2 doing?"),
              HasSubstr("no service 'payments-api-v2'"));
  EXPECT_THAT(understood("How is payments-api."), HasSubstr("Figures of payments-api"));
}

TEST_F(Recogniser, UnderstandsItsOwnSuggestions) {
  for (const std::string& text : suggestions(report_)) {
    EXPECT_THAT(understood(text), testing::Not(HasSubstr("refused"))) << text;
  }
  EXPECT_GE(suggestions(report_).size(), 4U);
}

TEST(RecogniserWithoutData, Refuses) {
  test::Sample sample = test::generated_sample(1);
  sample.services.clear();
  const Report report(sample.data(), {});
  EXPECT_TRUE(std::holds_alternative<Refusal>(recognise("What needs attention?", report)));
  EXPECT_TRUE(suggestions(report).empty());
}

}  // namespace
}  // namespace dora::questions
