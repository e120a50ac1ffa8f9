// Tests of reports/llm/event_stream and reports/llm/streamed_answer.
#include "reports/llm/streamed_answer.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace dora::llm {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

std::vector<std::string> events_of(std::string_view bytes, std::size_t piece) {
  EventStream stream;
  std::vector<std::string> events;
  const auto keep = [&events](std::string_view data) { events.emplace_back(data); };
  for (std::size_t at = 0; at < bytes.size(); at += piece) {
    EXPECT_TRUE(stream.feed(bytes.substr(at, piece), keep));
  }
  stream.finish(keep);
  return events;
}

TEST(EventStream, ReadsEveryLineEndHoweverTheBytesArrive) {
  constexpr std::string_view bytes =
      "\xEF\xBB\xBF"
      "data: one\n\n: a comment\r\nevent: x\r\ndata:two\r\ndata:  three\r\n\r\ndata\r\rid: 7\n\n"
      "data: last";
  for (std::size_t piece = 1; piece <= bytes.size(); ++piece) {
    EXPECT_THAT(events_of(bytes, piece), ElementsAre("one", "two\n three", "", "last")) << piece;
  }
}

TEST(EventStream, RefusesEndlessEvents) {
  EventStream stream;
  const std::string part = "data: " + std::string(100'000, 'x') + "\n";
  bool good = true;
  for (int i = 0; i < 20 && good; ++i) {
    good = stream.feed(part, [](std::string_view) { FAIL() << "an event that is too large"; });
  }
  EXPECT_FALSE(good);
  EXPECT_FALSE(stream.feed("\n\n", [](std::string_view) { FAIL(); }));
}

std::string chunk(const std::string& delta, const std::string& finish = "null") {
  return R"(data: {"id":"c1","model":"m","created":5,"choices":[{"index":0,"delta":)" + delta +
         R"(,"finish_reason":)" + finish + "}]}\n\n";
}

const char* const usage_chunk =
    "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":7,\"completion_tokens\":2,"
    "\"total_tokens\":9}}\n\n";

http::Response ended(http::Failure failure = http::Failure::none) {
  http::Response response;
  response.failure = failure;
  response.status = failure == http::Failure::none ? 200 : 0;
  response.failure_text = "it broke";
  return response;
}

TEST(StreamedAnswer, PutsThePiecesTogether) {
  std::vector<std::string> pieces;
  StreamedAnswer stream(Api::chat, [&](std::string_view text) {
    pieces.emplace_back(text);
    return true;
  });
  EXPECT_TRUE(stream.feed(chunk(R"({"role":"assistant","content":""})") +
                          chunk(R"({"content":"Hel"})") + chunk(R"({"content":"lo"})") +
                          chunk("{}", "\"stop\"") + usage_chunk + "data: [DONE]\n\n"));
  const Answer answer = stream.finish(ended());
  EXPECT_THAT(pieces, ElementsAre("Hel", "lo"));
  EXPECT_EQ(answer.outcome, Outcome::complete);
  EXPECT_EQ(answer.text, "Hello");
  EXPECT_EQ(answer.finish_reason, "stop");
  EXPECT_EQ(answer.id, "c1");
  EXPECT_EQ(answer.created, 5);
  ASSERT_TRUE(answer.usage);
  EXPECT_EQ(answer.usage->total_tokens, 9);
}

TEST(StreamedAnswer, ReadsTheOlderApiAndChoicesThatAreNull) {
  StreamedAnswer stream(Api::completions);
  stream.feed(
      "data: {\"choices\":[{\"text\":\"a\"}]}\n\ndata: {\"choices\":null,\"usage\":"
      "{\"prompt_tokens\":1}}\n\ndata: [DONE]");
  const Answer answer = stream.finish(ended());
  EXPECT_EQ(answer.outcome, Outcome::complete);
  EXPECT_EQ(answer.text, "a");
  EXPECT_TRUE(answer.usage);
}

TEST(StreamedAnswer, AnInterruptedStreamIsNoWholeAnswer) {
  StreamedAnswer closed(Api::chat);
  closed.feed(chunk(R"({"content":"Hel"})"));
  Answer answer = closed.finish(ended());
  EXPECT_EQ(answer.outcome, Outcome::cut);
  EXPECT_EQ(answer.text, "Hel");
  EXPECT_EQ(answer.error.trouble, Trouble::transport);

  StreamedAnswer broken(Api::chat);
  answer = broken.finish(ended(http::Failure::broken));
  EXPECT_EQ(answer.outcome, Outcome::failed);
  EXPECT_EQ(answer.error.message, "it broke");

  StreamedAnswer cut(Api::chat);
  cut.feed(chunk(R"({"content":"Hel"})", "\"length\"") + "data: [DONE]\n\n");
  EXPECT_EQ(cut.finish(ended()).outcome, Outcome::cut);
}

TEST(StreamedAnswer, StopsAtAnErrorInsideTheStream) {
  StreamedAnswer stream(Api::chat);
  EXPECT_FALSE(stream.feed(chunk(R"({"content":"Hel"})") +
                           "data: {\"error\":{\"code\":502,\"message\":\"provider is down\"}}\n\n" +
                           chunk(R"({"content":"lo"})")));
  const Answer answer = stream.finish(ended(http::Failure::permanent));
  EXPECT_EQ(answer.outcome, Outcome::cut);
  EXPECT_EQ(answer.text, "Hel");
  EXPECT_EQ(answer.error.trouble, Trouble::server);
  EXPECT_THAT(answer.error.message, HasSubstr("provider is down"));

  StreamedAnswer garbage(Api::chat);
  EXPECT_FALSE(garbage.feed("data: {oops\n\n"));
  EXPECT_EQ(garbage.finish(ended()).error.trouble, Trouble::unreadable);
}

TEST(StreamedAnswer, KnowsRefusals) {
  StreamedAnswer stream(Api::chat);
  stream.feed(chunk(R"({"refusal":"I may "})") + chunk(R"({"refusal":"not"})", "\"stop\""));
  const Answer answer = stream.finish(ended());
  EXPECT_EQ(answer.outcome, Outcome::refused);
  EXPECT_EQ(answer.refusal, "I may not");
}

TEST(StreamedAnswer, UnderstandsAServerThatDoesNotStream) {
  std::string heard;
  StreamedAnswer stream(Api::chat, [&](std::string_view text) {
    heard += text;
    return true;
  });
  stream.feed("{\"choices\":[{\"message\":{\"content\":\"all at once\"},");
  stream.feed("\"finish_reason\":\"stop\"}]}");
  const Answer answer = stream.finish(ended());
  EXPECT_EQ(answer.outcome, Outcome::complete);
  EXPECT_EQ(answer.text, "all at once");
  EXPECT_EQ(heard, "all at once");

  StreamedAnswer error(Api::chat);
  error.feed(R"({"error":{"code":429,"message":"slow"}})");
  EXPECT_EQ(error.finish(ended()).error.trouble, Trouble::busy);
}

TEST(StreamedAnswer, TheListenerCanStopIt) {
  StreamedAnswer stream(Api::chat, [](std::string_view) { return false; });
  EXPECT_FALSE(stream.feed(chunk(R"({"content":"a"})") + chunk(R"({"content":"b"})")));
  EXPECT_EQ(stream.finish(ended(http::Failure::permanent)).text, "a");
}

}  // namespace
}  // namespace dora::llm
