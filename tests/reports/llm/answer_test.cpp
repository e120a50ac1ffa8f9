// Tests of reports/llm/answer: whatever servers answer is read as what it is.
#include "reports/llm/answer.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace dora::llm {
namespace {

using testing::HasSubstr;
using testing::Not;

http::Response response_of(int status, std::string body) {
  http::Response response;
  response.status = status;
  response.body = std::move(body);
  return response;
}

Answer read(std::string body, int status = 200) {
  return read_answer(response_of(status, std::move(body)), Api::chat);
}

TEST(Answer, ReadsACompletion) {
  const Answer answer =
      read(R"({"id":"c1","object":"chat.completion","created":1700000000,"model":"m-1","choices":[)"
           R"({"index":0,"message":{"role":"assistant","content":"hi","refusal":null},)"
           R"("finish_reason":"stop"}],"usage":{"prompt_tokens":9,"completion_tokens":3,)"
           R"("total_tokens":12,"completion_tokens_details":{"reasoning_tokens":1}}})");
  EXPECT_EQ(answer.outcome, Outcome::complete);
  EXPECT_EQ(answer.text, "hi");
  EXPECT_EQ(answer.id, "c1");
  EXPECT_EQ(answer.model, "m-1");
  EXPECT_EQ(answer.created, 1700000000);
  EXPECT_EQ(answer.finish_reason, "stop");
  ASSERT_TRUE(answer.usage);
  EXPECT_EQ(answer.usage->prompt_tokens, 9);
  EXPECT_EQ(answer.usage->completion_tokens, 3);
  EXPECT_EQ(answer.usage->total_tokens, 12);
}

TEST(Answer, ReadsTheOlderApi) {
  const Answer answer = read_answer(
      response_of(200, R"({"choices":[{"text":"hi","index":0,"finish_reason":"stop"}]})"),
      Api::completions);
  EXPECT_EQ(answer.outcome, Outcome::complete);
  EXPECT_EQ(answer.text, "hi");
}

// What mock-llm answers: without usage, index and created.
TEST(Answer, AMissingUsageIsUnknownAndNotZero) {
  const Answer answer = read(R"({"choices":[{"message":{"content":"hi"}}]})");
  EXPECT_EQ(answer.outcome, Outcome::complete);
  EXPECT_FALSE(answer.usage);
  EXPECT_EQ(answer.created, 0);
}

TEST(Answer, ImpossibleCountsAreUnknown) {
  for (const char* usage :
       {"null", "[]", "{}", R"({"prompt_tokens":-1,"completion_tokens":1})",
        R"({"prompt_tokens":"9"})", R"({"prompt_tokens":1e300})", R"({"prompt_tokens":1.5})"}) {
    const Answer answer =
        read(std::string(R"({"choices":[{"message":{"content":"x"}}],"usage":)") + usage + "}");
    EXPECT_EQ(answer.outcome, Outcome::complete) << usage;
    EXPECT_FALSE(answer.usage) << usage;
  }
  const Answer answer = read(
      R"({"choices":[{"message":{"content":"x"}}],"usage":{"prompt_tokens":5,"total_tokens":7}})");
  ASSERT_TRUE(answer.usage);
  EXPECT_EQ(answer.usage->completion_tokens, 2);
  EXPECT_EQ(answer.usage->total_tokens, 7);
}

TEST(Answer, KnowsRefusalsAndCutAnswers) {
  const Answer refused = read(
      R"({"choices":[{"message":{"content":null,"refusal":"I may not"},"finish_reason":"stop"}]})");
  EXPECT_EQ(refused.outcome, Outcome::refused);
  EXPECT_EQ(refused.refusal, "I may not");
  EXPECT_EQ(
      read(R"({"choices":[{"message":{"content":""},"finish_reason":"content_filter"}]})").outcome,
      Outcome::refused);
  const Answer cut =
      read(R"({"choices":[{"message":{"content":"{\"a"},"finish_reason":"length"}]})");
  EXPECT_EQ(cut.outcome, Outcome::cut);
  EXPECT_EQ(cut.text, "{\"a");
  EXPECT_EQ(
      read(R"({"choices":[{"message":{"content":null},"finish_reason":"tool_calls"}]})").outcome,
      Outcome::failed);
}

TEST(Answer, KnowsErrorsOfEveryServer) {
  struct Case {
    int status;
    const char* body;
    Trouble trouble;
    int effective;
  };
  for (const Case& each : {
           // OpenAI, with a word as its code, or null.
           Case{401, R"({"error":{"message":"bad key","type":"x","code":"invalid_api_key"}})",
                Trouble::credentials, 401},
           Case{429, R"({"error":{"message":"slow","code":"rate_limit_exceeded"}})", Trouble::busy,
                429},
           Case{429, R"({"error":{"message":"pay","type":"insufficient_quota","code":null}})",
                Trouble::quota, 429},
           Case{404, R"({"error":{"message":"no model","code":null}})", Trouble::not_found, 404},
           Case{400, R"({"error":{"message":"no","param":"seed"}})", Trouble::invalid_request, 400},
           Case{400, R"({"error":{"code":"context_length_exceeded"}})", Trouble::too_long, 400},
           // llama.cpp: the code is a number.
           Case{400, R"({"error":{"code":400,"message":"x","type":"exceed_context_size_error"}})",
                Trouble::too_long, 400},
           // OpenRouter: inside an HTTP 200.
           Case{200, R"({"error":{"code":502,"message":"down"}})", Trouble::server, 502},
           Case{200, R"({"error":{"code":"429","message":"slow"}})", Trouble::busy, 429},
           Case{200, R"({"error":{"code":402,"message":"pay"}})", Trouble::quota, 402},
           Case{200, R"({"choices":[{"error":{"code":503,"message":"x"}}]})", Trouble::server, 503},
           Case{200, R"({"error":"it broke"})", Trouble::invalid_request, 0},
           Case{402, R"({"error":{"message":"pay"}})", Trouble::quota, 402},
           // Frames of others, and none.
           Case{422, R"({"detail":[{"msg":"x"}]})", Trouble::invalid_request, 422},
           Case{400, R"({"object":"error","message":"bad","code":400})", Trouble::invalid_request,
                400},
           Case{503, "<html>down</html>", Trouble::server, 503},
           Case{500, "", Trouble::server, 500},
           Case{302, "", Trouble::redirect, 302},
           Case{200, "<html>", Trouble::unreadable, 200},
           Case{200, "[]", Trouble::unreadable, 200},
           Case{200, "{}", Trouble::unreadable, 200},
           Case{200, R"({"choices":[]})", Trouble::unreadable, 200},
           Case{200, R"({"choices":[{"message":{"content":42}}]})", Trouble::unreadable, 200},
           Case{200, R"({"choices":[{"message":{"content":"\ud800"}}]})", Trouble::unreadable, 200},
       }) {
    const Answer answer = read(each.body, each.status);
    EXPECT_EQ(answer.outcome, Outcome::failed) << each.body;
    EXPECT_EQ(answer.error.trouble, each.trouble) << each.body;
    EXPECT_EQ(answer.error.status, each.effective) << each.body;
    EXPECT_FALSE(answer.error.message.empty()) << each.body;
  }
}

TEST(Answer, WhatTheServerSaysIsSafeToShow) {
  const Answer answer = read(R"({"error":{"message":"\u001b[2J glpat-0123456789abcdefghij)" +
                                 std::string(2000, 'x') + "\"}}",
                             400);
  EXPECT_THAT(answer.error.message, Not(HasSubstr("\x1b")));
  EXPECT_THAT(answer.error.message, Not(HasSubstr("glpat-0123")));
  EXPECT_LT(answer.error.message.size(), 500U);
}

TEST(Answer, DeepNestingIsNoTrouble) {
  const std::string deep(200'000, '[');
  EXPECT_EQ(read(deep).error.trouble, Trouble::unreadable);
  EXPECT_EQ(read("{\"choices\":" + deep + std::string(200'000, ']') + "}").outcome,
            Outcome::failed);
}

TEST(Answer, JoinsTheTextsOfParts) {
  EXPECT_EQ(read(R"({"choices":[{"message":{"content":[{"type":"text","text":"a"},)"
                 R"({"type":"text","text":"b"}]}}]})")
                .text,
            "ab");
}

}  // namespace
}  // namespace dora::llm
