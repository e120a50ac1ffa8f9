// Tests what the answers of chats mean.
#include "reports/chats/answer.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/collector/http/scripted_client.h"

namespace dora::chats {
namespace {

using http::Failure;
using std::chrono::milliseconds;
using std::chrono::seconds;
using test::answer;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;
using Kind = Step::Kind;

Step step_after(const http::Response& response, int attempt = 1, Chat chat = Chat::slack) {
  const Webhook webhook("https://hooks.example/services/s3cretS3cret", "F", false);
  return next_step(chat, webhook, {}, {attempt, {}}, response);
}

http::Response broken(Failure failure, bool sent, const std::string& text = "the cause") {
  http::Response response;
  response.failure = failure;
  response.failure_text = text;
  response.sent = sent;
  return response;
}

TEST(ChatAnswer, IsPostedIfTheChatSaysSo) {
  for (const Chat chat : {Chat::slack, Chat::mattermost}) {
    EXPECT_EQ(step_after(answer(200, "ok"), 1, chat).kind, Kind::posted);
    EXPECT_EQ(step_after(answer(200, "ok\n"), 1, chat).kind, Kind::posted);
    EXPECT_EQ(step_after(answer(204), 1, chat).kind, Kind::posted) << "Discord";
    EXPECT_EQ(step_after(answer(200), 1, chat).kind, Kind::failed);
  }
  EXPECT_EQ(step_after(answer(202), 1, Chat::teams).kind, Kind::posted);
  EXPECT_EQ(step_after(answer(200), 1, Chat::teams).kind, Kind::posted);
  EXPECT_EQ(step_after(answer(200, "1"), 1, Chat::teams).kind, Kind::posted);
}

TEST(ChatAnswer, IsAFailureIfAPageOrAnErrorComesWith200) {
  for (const Chat chat : {Chat::slack, Chat::mattermost, Chat::teams}) {
    const Step login = step_after(answer(200, "\n<!DOCTYPE html><title>Log in"), 1, chat);
    EXPECT_EQ(login.kind, Kind::failed);
    EXPECT_THAT(login.text, AllOf(HasSubstr("Log in"), HasSubstr("may have been posted")));
  }
  EXPECT_EQ(step_after(answer(200, "Webhook message delivery failed with error: HTTP 429"), 1,
                       Chat::teams)
                .kind,
            Kind::failed);
}

TEST(ChatAnswer, NamesTheNextStep) {
  const std::vector<std::tuple<int, std::string, std::string>> table{
      {404, "no_service", "make a new webhook"},
      {404, "<html>nothing here", "make a new webhook"},
      {410, "channel_is_archived", "unarchive the channel"},
      {410, "", "make a new webhook"},
      {403, "action_prohibited", "an administrator forbids it"},
      {403, "invalid_token", "make a new webhook"},
      {400, "invalid_payload", "check that --format"},
      {400, R"({"message":"Couldn't decode the request payload for incoming webhook."})",
       "check that --format"},
      {401, "", "check whether it may still post"},
      {405, "", "copy it again"},
      {413, "", "too large"},
      {302, "", "redirects are not followed"},
      {308, "", "redirects are not followed"},
      {500, "oops", "may have been posted"},
      {502, "", "may have been posted"},
      {504, "", "may have been posted"},
      {408, "", "may have been posted"}};
  for (const auto& [status, body, words] : table) {
    const Step step = step_after(answer(status, body));
    EXPECT_EQ(step.kind, Kind::failed) << status;
    EXPECT_THAT(step.text, AllOf(HasSubstr("HTTP " + std::to_string(status)), HasSubstr(words)));
  }
}

TEST(ChatAnswer, IsTriedAgainOnlyIfNothingWasAccepted) {
  const Step limited = step_after(answer(429, "", {{"retry-after", "7"}}));
  EXPECT_EQ(limited.kind, Kind::again);
  EXPECT_EQ(limited.delay, seconds(7));
  EXPECT_GE(step_after(answer(429)).delay, seconds(10)) << "limits are counted per minute";
  EXPECT_EQ(step_after(answer(503)).kind, Kind::again);
  EXPECT_EQ(step_after(broken(Failure::unreachable, false)).kind, Kind::again);
  EXPECT_EQ(step_after(broken(Failure::broken, false)).kind, Kind::again) << "no TLS";
  for (const Failure failure : {Failure::broken, Failure::permanent, Failure::crowded}) {
    const Step step = step_after(broken(failure, true));
    EXPECT_EQ(step.kind, Kind::failed);
    EXPECT_THAT(step.text, AllOf(HasSubstr("the cause"), HasSubstr("may have been posted")));
  }
}

TEST(ChatAnswer, IsFinalAfterEnoughAttempts) {
  for (const auto& response : {answer(429, "", {{"retry-after", "1"}}), answer(503),
                               broken(Failure::unreachable, false)}) {
    const Step step = step_after(response, 100);
    EXPECT_EQ(step.kind, Kind::failed);
    EXPECT_THAT(step.text, AllOf(HasSubstr("after 100 attempts"), HasSubstr("nothing was posted"),
                                 Not(HasSubstr("may have been"))));
  }
  EXPECT_EQ(step_after(answer(429, "", {{"retry-after", "100000"}})).kind, Kind::failed);
  const Step certificate = step_after(broken(Failure::permanent, false));
  EXPECT_EQ(certificate.kind, Kind::failed);
  EXPECT_THAT(certificate.text, AllOf(HasSubstr("nothing was posted"), HasSubstr("--ca-file")));
}

TEST(ChatAnswer, HidesTheAddress) {
  for (const Step& step :
       {step_after(answer(404, "Cannot POST /services/s3cretS3cret")),
        step_after(answer(503, "https://hooks.example/services/s3cretS3cret")),
        step_after(broken(Failure::unreachable, false, "cannot resolve hooks.example")),
        step_after(broken(Failure::broken, true, "hooks.example reset"))}) {
    EXPECT_THAT(step.text,
                AllOf(HasSubstr("***"), Not(HasSubstr("s3cret")), Not(HasSubstr("hooks.example"))));
  }
}

}  // namespace
}  // namespace dora::chats
