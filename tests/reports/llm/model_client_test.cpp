// Tests of reports/llm/model_client against a server on loopback.
#include "reports/llm/model_client.h"

#include <atomic>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "collector/base/interrupt.h"
#include "collector/http/curl_client.h"
#include "tests/support/model_server.h"

namespace dora::llm {
namespace {

using test::chat_reply;
using test::ModelCall;
using test::ModelReply;
using test::ModelServer;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

class ModelClientTest : public testing::Test {
 protected:
  static ModelRequest question(const std::string& text = "why?") {
    ModelRequest request;
    request.model = "m";
    request.messages = {{"user", text}};
    return request;
  }

  std::vector<Answer> ask(const ModelServer& server, const std::vector<ModelRequest>& requests,
                          const OnText& on_text = {}) {
    http::CurlOptions options;
    options.bearer_token = "sk-0123456789";
    http::CurlClient curl(options, interrupt_);
    RetryRule rule;
    rule.first_delay = std::chrono::milliseconds(1);
    ModelClient client(curl, log_, {server.url(), options.bearer_token}, rule);
    for (const ModelRequest& request : requests) {
      client.start(request, on_text);
    }
    std::vector<Answer> answers;
    while (client.under_way() > 0) {
      answers.push_back(client.wait().answer);
    }
    dialect_ = client.dialect();
    return answers;
  }

  base::Interrupt interrupt_;
  base::Console console_{-1};
  base::Log log_{console_, {}};
  Dialect dialect_;
};

TEST_F(ModelClientTest, AsksAndReadsTheAnswer) {
  const ModelServer server([](const ModelCall&) { return chat_reply("because"); });
  const auto answers = ask(server, {question()});
  ASSERT_EQ(answers.size(), 1U);
  EXPECT_EQ(answers[0].outcome, Outcome::complete);
  EXPECT_EQ(answers[0].text, "because");
  EXPECT_EQ(answers[0].usage->total_tokens, 120);
  ASSERT_EQ(server.calls().size(), 1U);
  EXPECT_EQ(server.calls()[0].path, "/v1/chat/completions");
  EXPECT_EQ(server.calls()[0].authorization, "Bearer sk-0123456789");
}

TEST_F(ModelClientTest, RetriesAndWaitsAsAsked) {
  std::atomic<int> calls = 0;
  const ModelServer server([&](const ModelCall&) -> ModelReply {
    switch (++calls) {
      case 1:
        return {429, R"({"error":{"message":"slow"}})", {{"retry-after-ms", "300"}}};
      case 2:
        return {200, R"({"error":{"code":502,"message":"down"}})"};
      default:
        return chat_reply("ok");
    }
  });
  const auto start = http::Clock::now();
  const auto answers = ask(server, {question()});
  EXPECT_EQ(answers[0].text, "ok");
  EXPECT_EQ(answers[0].attempts, 3);
  EXPECT_GE(http::Clock::now() - start, std::chrono::milliseconds(300));
}

TEST_F(ModelClientTest, AnExhaustedQuotaIsAskedOnce) {
  const ModelServer server([&](const ModelCall&) -> ModelReply {
    return {429,
            R"({"error":{"message":"pay for sk-0123456789","type":"insufficient_quota"}})",
            {{"x-should-retry", "true"}}};
  });
  const auto answers = ask(server, {question()});
  EXPECT_EQ(answers[0].error.trouble, Trouble::quota);
  EXPECT_THAT(answers[0].error.message, Not(HasSubstr("sk-0123456789")));
  EXPECT_EQ(server.calls().size(), 1U);
}

TEST_F(ModelClientTest, LearnsWhichParametersTheServerKnows) {
  const ModelServer server([](const ModelCall& call) -> ModelReply {
    for (const char* name : {"\"max_tokens\"", "temperature", "seed"}) {
      if (call.body.find(name) != std::string::npos) {
        std::string param = name;
        std::erase(param, '"');
        return {400, R"({"error":{"message":"Unsupported parameter","param":")" + param + "\"}}"};
      }
    }
    return chat_reply("ok");
  });
  const auto answers = ask(server, {question(), question(), question()});
  ASSERT_EQ(answers.size(), 3U);
  for (const Answer& answer : answers) {
    EXPECT_EQ(answer.text, "ok");
  }
  EXPECT_TRUE(dialect_.max_completion_tokens);
  EXPECT_FALSE(dialect_.temperature);
  EXPECT_FALSE(dialect_.seed);
}

TEST_F(ModelClientTest, OtherRefusalsAreFinal) {
  const ModelServer server([](const ModelCall&) -> ModelReply {
    return {400, R"({"error":{"message":"no such role","param":"messages"}})"};
  });
  EXPECT_EQ(ask(server, {question()})[0].error.trouble, Trouble::invalid_request);
  EXPECT_EQ(server.calls().size(), 1U);
}

TEST_F(ModelClientTest, FollowsNoRedirect) {
  const ModelServer other([](const ModelCall&) { return chat_reply("elsewhere"); });
  const ModelServer server([&](const ModelCall&) -> ModelReply {
    return {307, "", {{"Location", other.url() + "/chat/completions"}}};
  });
  const auto answers = ask(server, {question()});
  EXPECT_EQ(answers[0].error.trouble, Trouble::redirect);
  EXPECT_THAT(answers[0].error.message, HasSubstr("not followed"));
  EXPECT_TRUE(other.calls().empty());
}

TEST_F(ModelClientTest, StreamsTheTextAsItArrives) {
  const ModelServer server([](const ModelCall&) -> ModelReply {
    ModelReply reply;
    reply.pieces = {
        "data: {\"choices\":[{\"delta\":{\"content\":\"key: sk-0123456789, \"}}]}\n\n",
        "data: {\"choices\":[{\"delta\":{\"content\":\"done\"},\"finish_reason\":\"stop\"}]}\n\n",
        "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":4}}\n\n",
        "data: [DONE]\n\n"};
    return reply;
  });
  std::vector<std::string> heard;
  ModelRequest request = question();
  request.stream = true;
  const auto answers = ask(server, {request}, [&](std::string_view text) {
    heard.emplace_back(text);
    return true;
  });
  EXPECT_THAT(heard, ElementsAre("key: *************, ", "done"));
  EXPECT_EQ(answers[0].outcome, Outcome::complete);
  EXPECT_EQ(answers[0].usage->total_tokens, 7);
}

TEST_F(ModelClientTest, AStreamThatBreaksIsNotHeardTwice) {
  const ModelServer server([](const ModelCall&) -> ModelReply {
    ModelReply reply;
    reply.pieces = {"data: {\"choices\":[{\"delta\":{\"content\":\"half\"}}]}\n\n"};
    return reply;
  });
  std::string heard;
  ModelRequest request = question();
  request.stream = true;
  const auto answers = ask(server, {request}, [&](std::string_view text) {
    heard += text;
    return true;
  });
  EXPECT_EQ(heard, "half");
  EXPECT_EQ(answers[0].outcome, Outcome::cut);
  EXPECT_EQ(server.calls().size(), 1U);
}

TEST_F(ModelClientTest, AStreamThatIsRefusedIsTriedAgain) {
  std::atomic<int> calls = 0;
  const ModelServer server([&](const ModelCall&) -> ModelReply {
    if (++calls == 1) {
      return {503, "busy"};
    }
    ModelReply reply;
    reply.pieces = {
        "data: {\"choices\":[{\"delta\":{\"content\":\"x\"},\"finish_reason\":"
        "\"stop\"}]}\n\ndata: [DONE]\n\n"};
    return reply;
  });
  ModelRequest request = question();
  request.stream = true;
  EXPECT_EQ(ask(server, {request})[0].text, "x");
}

}  // namespace
}  // namespace dora::llm
