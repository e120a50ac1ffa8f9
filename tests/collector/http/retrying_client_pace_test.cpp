// Tests when retrying_client sends: under rate limits, and what is too large together one by one.
#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "tests/collector/http/retrying_client_stage.h"
#include "tests/collector/http/scripted_client.h"

namespace dora::http {
namespace {

using test::answer;
using test::ScriptedClient;

Response crowded() {
  Response response;
  response.failure = Failure::crowded;
  response.failure_text = "too large together";
  return response;
}

TEST_F(RetryingClientTest, RetryAfterHoldsEveryRequestBack) {
  bool limited = true;
  Clock::time_point asked;
  ScriptedClient script([&](const Request&) {
    if (!std::exchange(limited, false)) {
      return answer(200);
    }
    asked = Clock::now();
    return answer(429, "", {{"retry-after", "1"}});
  });
  RetryingClient client(script, log_, quick());
  client.start(get("http://host/a"));
  EXPECT_EQ(client.wait().status, 200);
  EXPECT_GE(script.times.back() - asked, std::chrono::milliseconds(1000));

  limited = true;
  client.start(get("http://host/a"));
  const auto second = client.start(get("http://host/b"));
  EXPECT_EQ(client.wait().id, second);  // It was already in progress.
  client.start(get("http://host/c"));
  EXPECT_EQ(client.wait().status, 200);
  EXPECT_EQ(client.wait().status, 200);
  ASSERT_EQ(script.urls.size(), 6U);
  for (const std::size_t late : {4U, 5U}) {
    EXPECT_GE(script.times[late] - asked, std::chrono::milliseconds(1000))
        << script.urls[late] << " was sent while the server asked for silence";
  }
}

TEST_F(RetryingClientTest, WaitsForTheResetWhenNoRequestIsLeft) {
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  const auto reset = std::chrono::ceil<std::chrono::seconds>(now) + std::chrono::seconds(1);
  ScriptedClient script([&](const Request&) {
    return answer(
        200, "",
        {{"ratelimit-remaining", "0"}, {"ratelimit-reset", std::to_string(reset.count())}});
  });
  RetryingClient client(script, log_, quick());
  client.start(get("http://host/a"));
  client.wait();
  client.start(get("http://host/b"));
  client.wait();
  EXPECT_EQ(script.urls.size(), 2U);
  EXPECT_GE(std::chrono::system_clock::now().time_since_epoch(), reset);
}

TEST_F(RetryingClientTest, DoesNotExceedItsRate) {
  ScriptedClient script([](const Request&) { return answer(200); });
  RetryingClient client(script, log_, quick(), {.requests_per_minute = 600});
  const auto start = Clock::now();
  for (std::uint64_t id = 1; id <= 4; ++id) {
    client.start(get("http://host/a"));
  }
  for (int i = 0; i < 4; ++i) {
    client.wait();
  }
  EXPECT_GE(Clock::now() - start, std::chrono::milliseconds(300));
}

TEST_F(RetryingClientTest, OneRequestProbesALimitWithoutRetryAfterWhileOthersWait) {
  bool limited = true;
  std::size_t refused = 0;
  ScriptedClient script([&](const Request&) {
    refused += limited ? 1 : 0;
    return limited ? answer(429) : answer(200);
  });
  RetryingClient client(script, log_, quick());
  for (int i = 0; i < 4; ++i) {
    client.start(get("http://host/" + std::to_string(i)));
  }
  // All four are refused; then one retries after a second. The limit ends after a quiet second.
  client.on_quiet([&](Clock::duration, std::optional<Clock::duration>) { limited = false; });
  for (int i = 0; i < 4; ++i) {
    EXPECT_EQ(client.wait().status, 200);
  }
  EXPECT_LE(refused, 5U);
  ASSERT_EQ(script.urls.size(), refused + 4);
  EXPECT_GE(script.times[4] - script.times[3], std::chrono::milliseconds(1000));
}

TEST_F(RetryingClientTest, GivesUpOnALimitThatNeverEnds) {
  ScriptedClient script([](const Request&) { return answer(429); });
  RetryPolicy policy = quick();
  policy.attempts = 1;
  policy.more_attempts_when_limited = 1;
  RetryingClient client(script, log_, policy);
  const auto first = client.start(get("http://host/a"));
  const Response response = client.wait();
  EXPECT_EQ(response.id, first);
  EXPECT_EQ(response.status, 429);
  EXPECT_EQ(response.attempts, 2);
}

TEST_F(RetryingClientTest, FetchesOneByOneWhatIsTooLargeTogether) {
  std::size_t refused = 0;
  ScriptedClient* client_of_script = nullptr;
  ScriptedClient script([&](const Request&) {
    const bool alone = client_of_script->under_way() == 0;
    refused += alone ? 0 : 1;
    return alone ? answer(200) : crowded();
  });
  client_of_script = &script;
  RetryPolicy policy = quick();
  policy.attempts = 1;
  RetryingClient client(script, log_, policy);
  for (int i = 0; i < 4; ++i) {
    client.start(get("http://host/" + std::to_string(i)));
  }
  for (int i = 0; i < 4; ++i) {
    const Response response = client.wait();
    EXPECT_EQ(response.status, 200);
    EXPECT_NE(response.url, "http://host/later") << "it overtook those that wait to be alone";
    client.start(get("http://host/later"));
  }
  for (int i = 0; i < 4; ++i) {
    EXPECT_EQ(client.wait().status, 200);
  }
  EXPECT_EQ(client.under_way(), 0U);
  EXPECT_LE(refused, 6U) << "those in progress at first, and the next ones";
}

TEST_F(RetryingClientTest, ALargeAnswerSurvivesARateLimit) {
  // First too large next to others, then refused by the rate limit while alone, then answered.
  std::vector<Response> answers{crowded(), answer(200), answer(429), answer(200)};
  std::size_t next = 0;
  ScriptedClient script([&](const Request&) { return answers.at(next++); });
  RetryingClient client(script, log_, quick());
  client.start(get("http://host/large"));
  client.start(get("http://host/small"));
  EXPECT_EQ(client.wait().url, "http://host/small");
  const Response response = client.wait();
  EXPECT_EQ(response.url, "http://host/large");
  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(response.attempts, 2) << "the crowded one is not an attempt";
}

TEST_F(RetryingClientTest, ReportsHowLongNothingWasCompleted) {
  int answers = 0;
  ScriptedClient script([&](const Request&) {
    return ++answers == 1 ? answer(429, "", {{"retry-after", "2"}}) : answer(200);
  });
  RetryingClient client(script, log_, quick());
  Clock::duration longest{0};
  std::optional<Clock::duration> pause;
  client.on_quiet([&](Clock::duration since, std::optional<Clock::duration> until) {
    longest = std::max(longest, since);
    pause = pause ? pause : until;
  });
  client.start(get("http://host/a"));
  client.wait();
  EXPECT_GE(longest, std::chrono::seconds(1));
  ASSERT_TRUE(pause);
  EXPECT_LE(*pause, std::chrono::seconds(2));
}

}  // namespace
}  // namespace dora::http
