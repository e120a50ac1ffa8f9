// Tests what answers say and how a terminal shows them.
#include "reports/questions/answer.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "reports/questions/completed_question.h"
#include "reports/questions/question_fields.h"
#include "reports/questions/recogniser.h"
#include "tests/reports/sample.h"

namespace dora::questions {
namespace {

using testing::HasSubstr;
using testing::Not;

std::string answered(const Report& report, std::string_view text) {
  const Understood understood = recognise(text, report);
  const auto* refusal = std::get_if<Refusal>(&understood);
  return refusal != nullptr
             ? refusal->reason
             : plain_text(answer(std::get<Question>(understood), report), "http://127.0.0.1:5000/");
}

TEST(Answer, ListsWhatFailedAndHowLongItTook) {
  const Report report(test::small_sample().data(), {});
  const std::string text = answered(report, "What failed in 2024-02?");
  EXPECT_THAT(text, HasSubstr("1 deployment of 1 service failed in February 2024; all are "
                              "restored.\n"));
  EXPECT_THAT(text,
              HasSubstr("payments-api  production  2024-02-03 03:30  !12            40 days"));
  EXPECT_THAT(answered(report, "What failed in week 9?"), HasSubstr("1 not restored yet"));
  EXPECT_THAT(answered(report, "What failed in production last week?"),
              HasSubstr("No deployment failed in production in week 10 of 2024.\n"));
  EXPECT_THAT(answered(report, "What failed in week 9?"),
              HasSubstr("http://127.0.0.1:5000/weekly/2024-W09.html"));
}

TEST(Answer, ShowsTheFiguresOfAService) {
  const Report report(test::small_sample().data(), {});
  const std::string text = answered(report, "How is payments-api doing?");
  EXPECT_THAT(text, HasSubstr("Period         Deployments  Failed  Failure rate"));
  EXPECT_THAT(text, HasSubstr("February 2024            0       0       no data"));
  EXPECT_THAT(text, HasSubstr("January 2024             3       1         33.3%"));
  EXPECT_THAT(text, HasSubstr("Nothing about it needs attention now."));
  EXPECT_THAT(text, HasSubstr("http://127.0.0.1:5000/services/payments-api.html\n"));
  EXPECT_THAT(text, Not(HasSubstr(" \n"))) << "no blanks at the end of a line";
}

TEST(Answer, SaysThatARunningPeriodIsNotOver) {
  const Report report(test::small_sample().data(), {});
  EXPECT_THAT(answered(report, "How is payments-api doing this month?"),
              HasSubstr("payments-api, March 2024 so far: 1 deployment, 0 failed (0.0%).\n"));
}

TEST(Answer, MakesNamesPrintable) {
  test::Sample sample = test::small_sample();
  sample.services[1].service = "pay\x1b[31m";
  const Report report(sample.data(), {});
  Question question;
  question.function = Function::figures;
  question.service = 1;
  const Understood complete = completed(question, report);
  const std::string text = plain_text(answer(std::get<Question>(complete), report), "");
  EXPECT_THAT(text, Not(HasSubstr("\x1b")));
  EXPECT_THAT(text, HasSubstr("pay\\x1B[31m"));
}

TEST(QuestionForm, RefusesWhatIsWrongAndSaysWhat) {
  const Report report(test::small_sample().data(), {});
  const std::vector<std::pair<Fields, const char*>> cases{
      {{}, "'' is no function"},
      {{{"function", "drop"}}, "'drop' is no function"},
      {{{"function", "figures"}, {"service", "none\x1b"}}, "no service 'none\\x1B'"},
      {{{"function", "failures"}, {"tier", "moon"}}, "no tier 'moon'"},
      {{{"function", "rank"}, {"metric", "size"}}, "'size' is no figure"},
      {{{"function", "rank"}, {"n", "0"}}, "'0' is no number"},
      {{{"function", "rank"}, {"n", "1e9"}}, "'1e9' is no number"},
      {{{"function", "figures"}, {"to", "someday"}}, "'someday' is no period"},
      {{{"function", "figures"}, {"granularity", "year"}}, "'year' is none of"},
      {{{"function", "figures"}, {"from", "2024-01"}, {"to", "2024-W09"}}, "not periods of one"},
      {{{"function", "figures"}, {"from", "1000-01"}}, "more than 120 rows"},
      {{{"function", "compare"}, {"from", "2024-03"}}, "The data do not cover all of"},
  };
  for (const auto& [fields, expected] : cases) {
    const Understood result = question_of(fields, report);
    ASSERT_TRUE(std::holds_alternative<Refusal>(result)) << expected;
    EXPECT_THAT(std::get<Refusal>(result).reason, HasSubstr(expected));
  }
}

}  // namespace
}  // namespace dora::questions
