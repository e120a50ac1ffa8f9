// Tests questions that a model chooses and words: a scripted one, which may lie.
#include <array>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidjson/document.h>

#include "reports/questions/question_fields.h"
#include "reports/serve/model_prompts.h"
#include "reports/serve/model_replies.h"
#include "reports/webserver/form_text.h"
#include "tests/reports/questions/generated_sample.h"
#include "tests/reports/serve/served_site.h"
#include "tests/support/model_server.h"

namespace dora::serve {
namespace {

using test::count;
using test::ModelCall;
using test::ModelReply;
using test::ModelServer;
using test::RawReply;
using testing::HasSubstr;
using testing::Not;

std::string choice(const std::string& function, const std::string& service = "all",
                   const std::string& to = "", const std::string& metric = "deployments") {
  return R"({"function":")" + function + R"(","service":")" + service +
         R"(","tier":"all","metric":")" + metric + R"(","n":5,"from":"","to":")" + to + R"("})";
}

bool is_choice(const ModelCall& call) {
  return call.body.find("\"name\":\"choice\"") != std::string::npos;
}

/// A model that answers with a scripted choice and scripted sentences.
ModelServer::Reply scripted(const std::string& chosen, const std::string& words) {
  return [=](const ModelCall& call) { return test::chat_reply(is_choice(call) ? chosen : words); };
}

/// What was sent: the texts of the messages.
std::string messages_of(const ModelCall& call) {
  rapidjson::Document document;
  document.Parse(call.body.c_str());
  std::string text;
  for (const auto& message : document["messages"].GetArray()) {
    text += message["content"].GetString();
  }
  return text;
}

constexpr const char* good_words = R"({"sentences":["There were {f1} deployments."]})";

class ModelPoolTest : public test::ServedSite {
 protected:
  ModelPoolTest() { serve(test::generated_sample(10)); }
};

TEST_F(ModelPoolTest, ChoosesTheFunctionAndWordsTheFigures) {
  const ModelServer model(scripted(choice("figures", "s1", "2026-10"), good_words));
  const auto used = use_model(model.url());
  const RawReply reply = chat("Tell me a story about payments-api in Autumn");
  EXPECT_THAT(reply.body, HasSubstr("Figures of payments-api, May to October 2026, by month"));
  EXPECT_THAT(reply.body, HasSubstr("Worded by scripted from the figures below"));
  const auto question = questions::question_of(
      {{"function", "figures"}, {"service", "payments-api"}, {"to", "2026-10"}}, report());
  const questions::Answer answer =
      questions::answer(std::get<questions::Question>(question), report());
  EXPECT_THAT(reply.body, HasSubstr("There were " + answer.tables.front().rows.front()[1].text +
                                    " deployments.\n"));
  EXPECT_EQ(model.calls().size(), 2U);
}

TEST_F(ModelPoolTest, ReadsNoNameOfTheReport) {
  const ModelServer model(scripted(choice("figures", "s1"), good_words));
  const auto used = use_model(model.url());
  chat("How is payments-api doing in production and service-0003?");
  for (const ModelCall& call : model.calls()) {
    EXPECT_THAT(call.body, Not(HasSubstr("payments-api")));
    EXPECT_THAT(call.body, Not(HasSubstr("service-0003")));
    EXPECT_THAT(call.body, Not(HasSubstr("platform/deployments")));
  }
  EXPECT_THAT(messages_of(model.calls().front()),
              testing::EndsWith("how is  s1  doing in  t1  and  s2 ?"));
}

TEST_F(ModelPoolTest, MaySayNoNumberAndNothingThatFiguresDoNot) {
  for (const char* words :
       {R"({"sentences":["There were 7 deployments, not {f1} deployments."]})",
        R"({"sentences":["There were {f1} deployments, seven failed."]})",
        R"({"sentences":["See https://evil.example for {f1} deployments."]})",
        R"({"sentences":["<b>{f1}</b> deployments."]})", R"({"sentences":["{f99} deployments."]})",
        R"({"sentences":["The deployments rose to {f1}."]})", R"({"sentences":[]})",
        "It went well."}) {
    const ModelServer model(scripted(choice("figures", "s1"), words));
    const auto used = use_model(model.url());
    const RawReply reply = chat("How is payments-api?");
    EXPECT_THAT(reply.body, Not(HasSubstr("Worded by"))) << words;
    EXPECT_THAT(reply.body, HasSubstr("Figures of payments-api")) << words;
    EXPECT_EQ(model.calls().size(), 3U) << "asked again once: " << words;
    EXPECT_THAT(messages_of(model.calls().back()), HasSubstr("This is not allowed")) << words;
  }
}

TEST_F(ModelPoolTest, IsReplacedByKeywordsWhereItFails) {
  const std::vector<std::pair<const char*, ModelReply>> failures{
      {"server", {500, "broken"}},
      {"no JSON", test::chat_reply("I cannot do that.")},
      {"cut", test::chat_reply("{\"function\":\"fig", "length")},
      {"unknown function", test::chat_reply(choice("drop_table"))},
      {"unknown period", test::chat_reply(choice("figures", "all", "someday"))},
      {"none", test::chat_reply(choice("none"))}};
  for (const auto& [name, failure] : failures) {
    const ModelServer model([&failure = failure](const ModelCall& /*call*/) { return failure; });
    const auto used = use_model(model.url());
    EXPECT_THAT(chat("What failed in week 40 of 2026?").body,
                HasSubstr("Failed deployments of all services, week 40 of 2026"))
        << name;
  }
}

TEST_F(ModelPoolTest, IsNotAskedToChooseASuggestionOrAForm) {
  const ModelServer model(scripted(choice("attention"), good_words));
  const auto used = use_model(model.url());
  EXPECT_THAT(chat("Which services got worse?").body, HasSubstr("Services whose failure rate"));
  get("/answer?function=figures");
  EXPECT_EQ(model.calls().size(), 0U) << "a list is not worded";
}

TEST_F(ModelPoolTest, CostsNoMoreThanItMay) {
  const ModelServer model(scripted(choice("figures", "s1"), good_words));
  const auto used = use_model(model.url(), 0.004);
  std::size_t notes = 0;
  for (int asked = 0; asked < 20; ++asked) {
    notes += count(chat("Tell me of payments-api").body, "--max-cost is reached");
  }
  EXPECT_GT(notes, 0U);
  // A request costs 120 tokens, but could cost its bytes.
  EXPECT_LT(model.calls().size(), 40U);
  EXPECT_GT(model.calls().size(), 2U);
}

TEST_F(ModelPoolTest, StreamsTheFiguresBeforeTheWords) {
  const ModelServer model(scripted(choice("figures", "s1"), good_words));
  const auto used = use_model(model.url());
  const RawReply reply = chat("How is payments-api?", "\nAccept: text/event-stream");
  const std::size_t answer = reply.body.find("event: answer\n");
  const std::size_t words = reply.body.find("event: words\ndata: {\"text\":\"There were ");
  EXPECT_LT(answer, words);
  EXPECT_NE(words, std::string::npos) << reply.body;
}

TEST_F(ModelPoolTest, AnswersInPagesWithoutJavaScript) {
  const ModelServer model(scripted(choice("figures", "s1"), good_words));
  const auto used = use_model(model.url());
  const RawReply reply = chat("How is payments-api?", "\nAccept: text/html");
  EXPECT_THAT(reply.body, HasSubstr("<p class=\"words\">There were "));
  EXPECT_THAT(reply.body, HasSubstr("<h1 id=\"ask-answer\">Figures of payments-api"));
}

TEST_F(ModelPoolTest, IsLoggedOnceWithItsWords) {
  const ModelServer model(scripted(choice("figures", "s1"), good_words));
  const auto used = use_model(model.url());
  chat("How is payments-api?");
  const std::string log = messages();
  EXPECT_EQ(count(log, "question 1: How is payments-api?"), 1U) << log;
  EXPECT_EQ(count(log, "answer 1 (figures, "), 1U) << log;
  EXPECT_EQ(count(log, "): There were "), 1U) << log;
}

/// Whatever it chooses, the answer is what the form gives; forms are compared with report.json.
TEST_F(ModelPoolTest, GivesTheAnswersOfTheFormsForTwoHundredChoices) {
  test::Numbers numbers(5);
  std::string chosen;
  const ModelServer model([&chosen](const ModelCall& call) {
    return test::chat_reply(is_choice(call) ? chosen : good_words);
  });
  const auto used = use_model(model.url());
  const std::array<const char*, 4> periods{"2026-10", "2026-W40", "2026-Q3", "2026-09"};
  for (int asked = 0; asked < 200; ++asked) {
    const std::string function(questions::function_names[numbers.below(5)]);
    const std::string metric(questions::metric_names[numbers.below(7)]);
    const bool one = numbers.below(2) == 0;
    const std::string period = periods[numbers.below(periods.size())];
    chosen = choice(function, one ? "s1" : "all", period, metric);
    const bool range = function == "figures" || function == "compare";
    const auto question = questions::question_of({{"function", function},
                                                  {"metric", metric},
                                                  {"n", "5"},
                                                  {"service", one ? "service-0002" : ""},
                                                  {range ? "to" : "period", period}},
                                                 report());
    const std::string expected =
        questions::plain_text(questions::answer(std::get<questions::Question>(question), report()),
                              "http://127.0.0.1:" + std::to_string(port()) + "/");
    EXPECT_THAT(chat("Something of service-0002").body, HasSubstr(expected + "\r\n0\r\n\r\n"))
        << chosen;
  }
}

TEST(ModelReplies, ReadOnlyWhatIsThere) {
  EXPECT_TRUE(read_choice("```json\n" + choice("rank") + "\n```"));
  for (const char* text : {"", "{}", "[]", "{\"function\":1}", "{\"function\":\"rank\"}"}) {
    EXPECT_FALSE(read_choice(text)) << text;
  }
  EXPECT_EQ(read_sentences(R"({"sentences":["a","b"]})")->size(), 2U);
  for (const char* text :
       {"", "{}", R"({"sentences":"a"})", R"({"sentences":[1]})", R"({"sentences":["\ud800"]})"}) {
    EXPECT_FALSE(read_sentences(text)) << text;
  }
}

}  // namespace
}  // namespace dora::serve
