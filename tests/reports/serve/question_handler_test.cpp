// Tests questions to a served site: their answers, who gets them, what is logged.
#include "reports/serve/question_handler.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "reports/questions/question_fields.h"
#include "reports/webserver/form_text.h"
#include "tests/reports/questions/generated_sample.h"
#include "tests/reports/serve/served_site.h"

namespace dora::serve {
namespace {

using test::count;
using test::raw_request;
using test::RawReply;
using testing::HasSubstr;
using testing::Not;

class QuestionHandlerTest : public test::ServedSite {};

TEST_F(QuestionHandlerTest, AnswersProgramsInText) {
  serve(test::small_sample());
  const RawReply reply = chat("What failed in February 2024?");
  EXPECT_EQ(reply.status, 200);
  EXPECT_EQ(reply.headers.at("content-type"), "text/plain; charset=utf-8");
  EXPECT_EQ(reply.headers.at("cache-control"), "no-store");
  EXPECT_THAT(reply.body, HasSubstr("1 deployment of 1 service failed in February 2024"));
  const RawReply other = chat("Sing");
  EXPECT_EQ(other.status, 422);
  EXPECT_THAT(other.body, HasSubstr("This question was not understood.\n\nAsk, for example:\n"));
}

TEST_F(QuestionHandlerTest, AnswersFormsWithoutJavaScript) {
  serve(test::small_sample());
  const RawReply reply =
      get("/answer?function=figures&service=payments-api", "\nAccept: text/html");
  EXPECT_EQ(reply.headers.at("content-type"), "text/html; charset=utf-8");
  EXPECT_THAT(reply.body, HasSubstr("<h1 id=\"ask-answer\">Figures of payments-api, "));
  EXPECT_THAT(reply.body, HasSubstr("src=\"/charts/payments-api_deployment_metrics.png\""));
  EXPECT_THAT(reply.body, HasSubstr("<a href=\"/services/payments-api.html\">"));
  EXPECT_THAT(get("/questions", "\nAccept: text/html").body, HasSubstr("action=\"/answer\""));
  EXPECT_EQ(get("/chat").status, 303);
  EXPECT_EQ(get("/answer?function=%zz").status, 400);
  EXPECT_EQ(get("/answer?function=drop").status, 422);
}

TEST_F(QuestionHandlerTest, SendsEventsToWhoeverAsksForThem) {
  serve(test::small_sample());
  const RawReply reply = chat("What needs attention?", "\nAccept: text/event-stream");
  EXPECT_EQ(reply.headers.at("content-type"), "text/event-stream");
  EXPECT_THAT(reply.body, testing::StartsWith("event: answer\ndata: {\"html\":\"<article"));
  EXPECT_THAT(reply.body, testing::EndsWith("}\n\n"));
  EXPECT_EQ(count(reply.body, "\n"), 3U) << "one line of data";
}

TEST_F(QuestionHandlerTest, EscapesNamesAndQuestions) {
  test::Sample sample = test::small_sample();
  sample.services[1].service = "<img src=x onerror=alert(1)>";
  serve(sample);
  for (const std::string& accept : {std::string("text/html"), std::string("text/event-stream")}) {
    const RawReply reply =
        chat("<script>alert(1)</script> needs attention \"now\"", "\nAccept: " + accept);
    EXPECT_THAT(reply.body, Not(HasSubstr("<script>alert"))) << accept;
    EXPECT_THAT(reply.body, Not(HasSubstr("<img src=x"))) << accept;
    EXPECT_THAT(reply.body, HasSubstr("&lt;script&gt;alert(1)")) << accept;
  }
  EXPECT_THAT(get("/questions", "\nAccept: text/html").body, Not(HasSubstr("<img src=x")));
}

TEST_F(QuestionHandlerTest, RefusesWhatIsNoQuestion) {
  serve(test::small_sample());
  const auto post = [&](const std::string& body) {
    return ask("POST /chat HTTP/1.1\nContent-Type: application/x-www-form-urlencoded", body).status;
  };
  EXPECT_EQ(post("text="), 400);
  EXPECT_EQ(post("other=1"), 400);
  EXPECT_EQ(post("text=%1b%5b31m"), 400);
  EXPECT_EQ(post("text=a&text=b"), 400);
  for (const char* hostile : {"%00", "%1b", "%7f", "%c2%85", "%e2%80%a8", "%e2%80%ae", "%e2%81%a6",
                              "%ff", "%ed%a0%80", "%"}) {
    std::string text;
    for (int times = 0; times < 800; ++times) {
      text += hostile;
    }
    EXPECT_EQ(post("text=" + text), 400) << hostile;
  }
  EXPECT_EQ(post("text=" + std::string(2000, '\n')), 422);
  EXPECT_EQ(count(messages(), "\n\n"), 0U) << "a question is one line of the log";
  std::string umlauts;
  for (int times = 0; times < 1300; ++times) {
    umlauts += "%c3%a4";  // Two bytes are a character.
  }
  EXPECT_EQ(post("text=" + umlauts), 422);
  EXPECT_EQ(post("text=" + std::string(2001, 'x')), 400);
  EXPECT_EQ(post("text=" + std::string(2000, 'x')), 422);
  EXPECT_EQ(post("text=" + std::string(9000, 'x')), 413);
}

TEST_F(QuestionHandlerTest, TakesAFormOnlyWithTheKeyOfItsPage) {
  serve(test::small_sample());
  const std::string cookie = this->cookie();
  const std::string key = form_key(cookie);
  const auto post = [&](const std::string& key_sent, const std::string& more) {
    const std::string body =
        webserver::form_text({{"key", key_sent}, {"text", "What needs attention?"}});
    return raw_request(port(),
                       "POST /chat HTTP/1.1\nContent-Type: application/x-www-form-urlencoded\n"
                       "Cookie: " +
                           cookie + more + "\nContent-Length: " + std::to_string(body.size()),
                       body)
        .status;
  };
  const std::string origin = "\nOrigin: http://127.0.0.1:" + std::to_string(port());
  EXPECT_EQ(post(key, origin), 200);
  EXPECT_EQ(post(std::string(64, '0'), origin), 403);
  EXPECT_EQ(post(form_key(this->cookie()), origin), 403) << "of another browser's page";
  EXPECT_EQ(post(key, "\nOrigin: http://evil.example"), 403);
  EXPECT_EQ(post(key, "\nOrigin: null"), 403);
  EXPECT_EQ(post(key, ""), 403);
  EXPECT_EQ(post(key, origin + "\nSec-Fetch-Site: cross-site"), 403);
  EXPECT_EQ(raw_request(port(), "GET / HTTP/1.1\nHost: evil.example\nCookie: " + cookie).status,
            421)
      << "a name that leads here (DNS rebinding)";
  EXPECT_EQ(raw_request(port(), "GET / HTTP/1.1\nSec-Fetch-Site: none").status, 401);
}

TEST_F(QuestionHandlerTest, LimitsQuestionsAMinute) {
  serve(test::small_sample(), 3);
  for (int asked = 0; asked < 3; ++asked) {
    EXPECT_EQ(chat("What needs attention?").status, 200);
  }
  const RawReply reply = chat("What needs attention?");
  EXPECT_EQ(reply.status, 429);
  EXPECT_TRUE(reply.headers.contains("retry-after"));
  EXPECT_EQ(get("/style.css").status, 200) << "pages are no questions";
}

TEST_F(QuestionHandlerTest, LogsQuestionAndAnswerOnALineEach) {
  serve(test::small_sample());
  chat("What failed in February 2024?\n00:00:00.000 - info - forged");
  const std::string log = messages();
  EXPECT_EQ(count(log, "question 1: What failed in February 2024?"), 1U) << log;
  EXPECT_EQ(get("/answer?function=attention\x1b[31m").status, 400);
  get("/answer?function=%0a2024-01-01%2000:00:00.000%20-%20info%20-%20forged");
  EXPECT_EQ(count(messages(), "\n2024-01-01"), 0U);
  EXPECT_EQ(count(messages(), "\x1b"), 0U);
  EXPECT_EQ(count(log, "answer 1 (failures, "), 1U) << log;
  EXPECT_EQ(count(log, "1 deployment of 1 service failed"), 1U) << log;
  EXPECT_EQ(count(log, "\n00:00"), 0U) << "a question cannot forge a line: " << log;
}

TEST_F(QuestionHandlerTest, LogsNoTextsIfTheyAreOff) {
  serve(test::small_sample(), 0, false);
  chat("What failed in February 2024?");
  EXPECT_THAT(messages(), HasSubstr("question 1\n"));
  EXPECT_THAT(messages(), Not(HasSubstr("February")));
}

TEST_F(QuestionHandlerTest, LogsNoTokens) {
  serve(test::small_sample());
  chat("Is glpat-abcdefghij0123456789 failing?");
  EXPECT_THAT(messages(), Not(HasSubstr("abcdefghij")));
}

/// Over the network as over the functions: same_figures_test compares those with report.json.
TEST_F(QuestionHandlerTest, GivesOverTheNetworkWhatTheFunctionsGive) {
  serve(test::generated_sample(30));
  test::Numbers numbers(3);
  for (int asked = 0; asked < 40; ++asked) {
    const auto& services = report().services();
    const questions::Fields fields{
        {"function", std::string(questions::function_names[numbers.below(5)])},
        {"metric", std::string(questions::metric_names[numbers.below(7)])},
        {"service", numbers.below(2) == 0 ? "" : services[numbers.below(services.size())].name}};
    const RawReply reply = get("/answer?" + webserver::form_text(fields));
    const auto question = std::get<questions::Question>(questions::question_of(fields, report()));
    EXPECT_EQ(reply.body,
              questions::plain_text(questions::answer(question, report()),
                                    "http://127.0.0.1:" + std::to_string(port()) + "/"));
  }
}

}  // namespace
}  // namespace dora::serve
