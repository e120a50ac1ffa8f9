// Tests questions that a model chooses and words: a scripted one, which may lie.
#include <array>
#include <atomic>
#include <condition_variable>
#include <fstream>
#include <functional>
#include <mutex>
#include <thread>

#include <fmt/format.h>
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

/// Servers without grammars send anything, and grammars leave periods free.
TEST_F(ModelPoolTest, IsNotQuotedWhereItsChoiceCannotBeRead) {
  for (const std::string& chosen : {choice("figures", "all", "37 failed, says <b>Nonsense</b>"),
                                    choice("rank", "all", "Nonsense"), choice("Nonsense"),
                                    choice("rank", "all", "", "Nonsense")}) {
    const ModelServer model(scripted(chosen, good_words));
    const auto used = use_model(model.url());
    const RawReply reply = chat("Sing me a song");
    EXPECT_THAT(reply.body, HasSubstr("The model's choice cannot be read.")) << chosen;
    EXPECT_THAT(reply.body, Not(HasSubstr("Nonsense"))) << chosen;
    EXPECT_EQ(count(messages(), "Nonsense"), 0U) << chosen;
  }
}

TEST_F(ModelPoolTest, IsNotQuotedWhereItsServerFails) {
  const ModelServer model([](const ModelCall&) -> ModelReply {
    return {400, R"({"error":{"message":"All 37 of them are well. <b>Nonsense</b>"}})"};
  });
  const auto used = use_model(model.url());
  const RawReply reply = chat("What failed in week 40 of 2026?");
  EXPECT_THAT(reply.body,
              HasSubstr("The model gave no answer: its server refused the request. Keywords were"));
  EXPECT_THAT(reply.body, Not(HasSubstr("Nonsense")));
  EXPECT_THAT(messages(), HasSubstr("Nonsense")) << "operators are told";
}

TEST_F(ModelPoolTest, SendsAnErrorAsAnEvent) {
  const ModelServer model(scripted(choice("figures", "s1"), good_words));
  const auto used = use_model(model.url());
  std::ofstream(options_.out / "services/payments-api.html", std::ios::app) << "<!-- -->";
  const RawReply reply = chat("How is payments-api doing?", "\nAccept: text/event-stream");
  EXPECT_THAT(reply.body,
              HasSubstr("event: error\ndata: {\"text\":\"services/payments-api.html was"));
  EXPECT_THAT(reply.body, Not(HasSubstr("event: words"))) << "they would join an older answer";
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
    notes += count(chat("Tell me of payments-api").body, "its limit of cost is reached");
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

/// A model that answers nothing until it may.
class HeldModel {
 public:
  explicit HeldModel(ModelServer::Reply reply)
      : reply_(std::move(reply)), server_([this](const ModelCall& call) {
          std::unique_lock lock(mutex_);
          ++calls_;
          changed_.notify_all();
          changed_.wait(lock, [this] { return is_free_; });
          return reply_(call);
        }) {}
  ~HeldModel() { release(); }
  HeldModel(const HeldModel&) = delete;
  HeldModel& operator=(const HeldModel&) = delete;

  std::string url() const { return server_.url(); }
  /// Returns false if fewer came in a minute.
  bool wait_for_calls(int calls) {
    std::unique_lock lock(mutex_);
    return changed_.wait_for(lock, std::chrono::minutes(1), [&] { return calls_ >= calls; });
  }
  int calls() const {
    const std::scoped_lock lock(mutex_);
    return calls_;
  }
  void release() {
    const std::scoped_lock lock(mutex_);
    is_free_ = true;
    changed_.notify_all();
  }

 private:
  ModelServer::Reply reply_;
  mutable std::mutex mutex_;  ///< Guards the two below.
  int calls_ = 0;
  bool is_free_ = false;
  std::condition_variable changed_;
  ModelServer server_;
};

/// Asks at the same time, and returns the answers once all are there.
class Clients {
 public:
  Clients(std::size_t count, const std::function<RawReply()>& ask) : replies_(count) {
    threads_.reserve(count);
    for (RawReply& reply : replies_) {
      threads_.emplace_back([&reply, ask] { reply = ask(); });
    }
  }
  ~Clients() { join(); }
  Clients(const Clients&) = delete;
  Clients& operator=(const Clients&) = delete;

  const std::vector<RawReply>& join() {
    for (std::thread& thread : threads_) {
      thread.join();
    }
    threads_.clear();
    return replies_;
  }

 private:
  std::vector<RawReply> replies_;
  std::vector<std::thread> threads_;
};

TEST_F(ModelPoolTest, AsksSeveralQuestionsAtATime) {
  HeldModel model(scripted(choice("figures", "s1"), good_words));
  const auto used = use_model(model.url(), {}, 3);
  Clients clients(3, [this] { return chat("Tell me of payments-api"); });
  EXPECT_TRUE(model.wait_for_calls(3)) << "all are asked before one is answered";
  model.release();
  for (const RawReply& reply : clients.join()) {
    EXPECT_THAT(reply.body, HasSubstr("Worded by scripted"));
  }
}

TEST_F(ModelPoolTest, TurnsQuestionsAwayWhenManyWait) {
  HeldModel model(scripted(choice("figures", "s1"), good_words));
  const auto used = use_model(model.url(), {}, 1);
  Clients first(1, [this] { return chat("Tell me of payments-api"); });
  EXPECT_TRUE(model.wait_for_calls(1));
  std::atomic<std::size_t> waiting = 0;
  Clients others(ModelPool::waiting_for_each, [&] {
    const test::RawConnection connection(port());
    const std::string body = "text=Tell+me+of+payments-api";
    connection.send(
        fmt::format("POST /chat HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nAuthorization: Bearer {}\r\n"
                    "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n"
                    "Connection: close\r\n\r\n{}",
                    port(), token_, body.size(), body));
    const std::string head = connection.read_until("\r\n\r\n");  // It is taken.
    ++waiting;
    return test::parse_reply(head + connection.read_all());
  });
  while (waiting < ModelPool::waiting_for_each) {
    std::this_thread::yield();
  }
  const RawReply figures = chat("How is payments-api doing?");
  EXPECT_EQ(figures.status, 200);
  EXPECT_THAT(figures.body, testing::StartsWith("The model is busy with other questions"));
  EXPECT_THAT(figures.body, HasSubstr("Figures of payments-api"));
  const RawReply none = chat("Sing");
  EXPECT_EQ(none.status, 503);
  EXPECT_EQ(none.headers.at("retry-after"), "10");
  EXPECT_THAT(none.body, HasSubstr("The model is busy with other questions"));
  EXPECT_THAT(chat("Sing", "\nAccept: text/event-stream").body, HasSubstr("The model is busy"));
  EXPECT_EQ(model.calls(), 1);
  model.release();
  for (const RawReply& reply : others.join()) {
    EXPECT_THAT(reply.body, HasSubstr("Worded by scripted"));
  }
}

TEST_F(ModelPoolTest, CostsNoMoreThanItMayWithSeveralAtATime) {
  // An answer costs 120 tokens; before it comes, what it could cost is kept back.
  HeldModel model(scripted(choice("figures", "s1"), good_words));
  const auto used = use_model(model.url(), 0.008, 8);
  Clients clients(8, [this] { return chat("Tell me of payments-api"); });
  EXPECT_TRUE(model.wait_for_calls(1));
  const auto end = std::chrono::steady_clock::now() + std::chrono::minutes(1);
  while (count(messages(), "--max-cost is reached") == 0 &&
         std::chrono::steady_clock::now() < end) {
    std::this_thread::yield();
  }
  EXPECT_LT(model.calls(), 8);
  model.release();
  std::size_t without = 0;
  for (const RawReply& reply : clients.join()) {
    without += count(reply.body, "its limit of cost is reached");
  }
  EXPECT_GT(without, 0U);
  EXPECT_LT(without, 8U);
}

TEST_F(ModelPoolTest, LogsWhatAnAnswerTook) {
  const ModelServer model(scripted(choice("figures", "s1"), good_words));
  const auto used = use_model(model.url());
  chat("Tell me of payments-api");
  EXPECT_THAT(messages(),
              testing::ContainsRegex("answer 1 \\(figures, [0-9]+ ms, 240 tokens, \\$0.0003\\): "));
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
