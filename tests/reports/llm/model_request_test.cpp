// Tests of reports/llm/model_request.
#include "reports/llm/model_request.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace dora::llm {
namespace {

using testing::HasSubstr;
using testing::Not;

ModelRequest sample_request() {
  ModelRequest request;
  request.model = "m";
  request.messages = {{"system", "be \"brief\""}, {"user", "a\nb"}};
  request.schema = R"({"type":"object"})";
  request.max_tokens = 50;
  return request;
}

TEST(ModelRequest, IsWhatTheChatApiDescribes) {
  EXPECT_EQ(body_of(sample_request(), {}),
            R"({"model":"m","messages":[{"role":"system","content":"be \"brief\""},)"
            R"({"role":"user","content":"a\nb"}],"max_tokens":50,"temperature":0.0,"seed":1,)"
            R"("response_format":{"type":"json_schema","json_schema":{"name":"answer",)"
            R"("strict":true,"schema":{"type":"object"}}}})");
}

TEST(ModelRequest, TheOlderApiGetsOnePrompt) {
  ModelRequest request = sample_request();
  request.api = Api::completions;
  EXPECT_EQ(body_of(request, {}),
            R"({"model":"m","prompt":"be \"brief\"\n\na\nb","max_tokens":50,"temperature":0.0,)"
            R"("seed":1})");
  EXPECT_EQ(http_request("http://h/v1", request, {}).url, "http://h/v1/completions");
}

TEST(ModelRequest, AStreamAsksForItsUsage) {
  ModelRequest request = sample_request();
  request.stream = true;
  EXPECT_THAT(body_of(request, {}),
              HasSubstr(R"("stream":true,"stream_options":{"include_usage":true})"));
  const http::Request sent = http_request("http://h/v1", request, {});
  EXPECT_EQ(sent.url, "http://h/v1/chat/completions");
  EXPECT_EQ(sent.method, http::Method::post);
}

TEST(ModelRequest, LeavesOutWhatAServerRefuses) {
  struct Case {
    RefusedParameter refused;
    const char* gone;
    const char* instead;
  };
  for (const Case& each : {
           Case{{"max_tokens",
                 "Unsupported parameter: 'max_tokens' is not supported with this model. Use "
                 "'max_completion_tokens' instead."},
                R"("max_tokens")",
                R"("max_completion_tokens":50)"},
           Case{{"", "unknown field max_tokens"}, R"("max_tokens")", "max_completion_tokens"},
           Case{{"temperature", "only the default"}, "temperature", "seed"},
           Case{{"seed", ""}, R"("seed")", "temperature"},
           Case{{"response_format.json_schema", "x"}, "json_schema", R"({"type":"json_object"})"},
           Case{{"", "response_format is not available"}, "json_schema", "json_object"},
       }) {
    const auto dialect = adapted({}, each.refused);
    ASSERT_TRUE(dialect) << each.refused.name << each.refused.message;
    EXPECT_THAT(body_of(sample_request(), *dialect), Not(HasSubstr(each.gone)));
    EXPECT_THAT(body_of(sample_request(), *dialect), HasSubstr(each.instead));
  }
}

TEST(ModelRequest, GivesUpOnRefusalsThatNothingHelps) {
  EXPECT_FALSE(adapted({}, {"messages", "too many"}));
  EXPECT_FALSE(adapted({}, {"", "no such thing"}));
  Dialect bare;
  bare.temperature = false;
  bare.schema = SchemaForm::none;
  EXPECT_FALSE(adapted(bare, {"temperature", ""}));
  EXPECT_FALSE(adapted(bare, {"response_format", ""}));
  // Back and forth would never end.
  Dialect newer;
  newer.max_completion_tokens = true;
  EXPECT_FALSE(adapted(newer, {"max_tokens", ""}));
}

TEST(ModelRequest, ParsesTheNamesOfTheApis) {
  EXPECT_EQ(parse_api("chat"), Api::chat);
  EXPECT_EQ(parse_api("completions"), Api::completions);
  EXPECT_EQ(parse_api("responses"), std::nullopt);
}

}  // namespace
}  // namespace dora::llm
