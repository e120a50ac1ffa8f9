// Tests of collector/http/retrying_client with a scripted client.
#include "collector/http/retrying_client.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "collector/base/error.h"
#include "tests/collector/http/scripted_client.h"

namespace dora::http {
namespace {

using test::answer;
using test::ScriptedClient;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;

class RetryingClientTest : public testing::Test {
 protected:
  static RetryPolicy quick() {
    RetryPolicy policy;
    policy.first_delay = std::chrono::milliseconds(1);
    policy.longest_delay = std::chrono::milliseconds(2);
    return policy;
  }

  base::Console console_{-1};
  base::Log log_{console_, {}};
};

TEST_F(RetryingClientTest, RetriesUntilTheAnswerIsGood) {
  int calls = 0;
  ScriptedClient script(
      [&](const Request&) { return ++calls < 4 ? answer(502) : answer(200, "x"); });
  RetryingClient client(script, log_, quick());
  const auto id = client.start(get("http://host/a"));
  const Response response = client.wait();
  EXPECT_EQ(response.id, id);
  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(client.counts().requests, 4);
  EXPECT_EQ(client.counts().retries, 3);
  EXPECT_EQ(client.under_way(), 0U);
}

TEST_F(RetryingClientTest, ReturnsTheLastFailureWhenAllAttemptsFailed) {
  ScriptedClient script([](const Request&) { return answer(503, "down"); });
  RetryingClient client(script, log_, quick());
  client.start(get("http://host/a"));
  const Response response = client.wait();
  EXPECT_EQ(response.status, 503);
  EXPECT_EQ(response.attempts, 6);
  EXPECT_EQ(client.counts().requests, 6);
}

TEST_F(RetryingClientTest, AWaitingRequestDoesNotDelayAnother) {
  int calls = 0;
  ScriptedClient script([&](const Request& request) {
    return request.url.ends_with("slow") && ++calls < 3 ? answer(500) : answer(200);
  });
  RetryingClient client(script, log_, quick());
  const auto slow = client.start(get("http://host/slow"));
  const auto fast = client.start(get("http://host/fast"));
  EXPECT_EQ(client.wait().id, fast);
  EXPECT_EQ(client.wait().id, slow);
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

TEST_F(RetryingClientTest, AddsUpTheBytesTransferred) {
  ScriptedClient script([](const Request&) {
    Response response = answer(200);
    response.bytes = 20;
    return response;
  });
  RetryingClient client(script, log_, quick());
  for (std::uint64_t id = 1; id <= 3; ++id) {
    client.start(get("http://host/a"));
    client.wait();
  }
  EXPECT_EQ(client.counts().bytes, 60);
}

TEST_F(RetryingClientTest, FollowsRedirectsOnTheSameOrigin) {
  ScriptedClient script([](const Request& request) {
    return request.url.ends_with("/old") ? answer(301, "", {{"location", "/new"}}) : answer(200);
  });
  RetryingClient client(script, log_, quick());
  client.start(get("http://host/old"));
  EXPECT_EQ(client.wait().status, 200);
  EXPECT_THAT(script.urls, ElementsAre("http://host/old", "http://host/new"));
}

TEST_F(RetryingClientTest, ARefusedRedirectFailsOnlyThatRequest) {
  for (const char* location : {"https://elsewhere.example/x", "https://host/x", "http://host:81/x",
                               "//elsewhere.example/"}) {
    ScriptedClient script([&](const Request& request) {
      return request.url.ends_with("/old") ? answer(302, "", {{"location", location}})
                                           : answer(200, request.url);
    });
    RetryingClient client(script, log_, quick(), {}, {"GitLab", "check --api-url"});
    const auto refused = client.start(get("http://host/old"));
    const auto other = client.start(get("http://host/other"));
    Response response = client.wait();
    EXPECT_EQ(response.id, refused) << location;
    EXPECT_EQ(response.failure, Failure::permanent) << location;
    EXPECT_EQ(response.status, 0) << location;
    EXPECT_THAT(response.failure_text,
                AllOf(HasSubstr("redirects to another server"), HasSubstr("check --api-url")));
    response = client.wait();
    EXPECT_EQ(response.id, other) << location;
    EXPECT_EQ(response.body, "http://host/other") << location;
    EXPECT_EQ(client.under_way(), 0U);
    EXPECT_EQ(script.urls.size(), 2U) << location;
  }
}

TEST_F(RetryingClientTest, RefusesARedirectToAnAddressTooLongForAMessage) {
  ScriptedClient script([](const Request&) {
    return answer(302, "", {{"location", "/" + std::string(50'000, 'a')}});
  });
  RetryingClient client(script, log_, quick());
  client.start(get("http://host/a"));
  const Response response = client.wait();
  EXPECT_EQ(response.failure, Failure::permanent);
  EXPECT_EQ(response.url, "http://host/a");
  EXPECT_THAT(response.failure_text, HasSubstr("redirects to an address of 50012 bytes"));
  EXPECT_LT(response.failure_text.size(), 300U);
  EXPECT_EQ(script.urls.size(), 1U);
}

Request note(Repeat repeat) {
  return {0, "http://host/notes", Method::post, {{"content-type", "text/plain"}}, "hi", repeat};
}

TEST_F(RetryingClientTest, SendsTheWholeRequestAgain) {
  std::vector<Request> sent;
  ScriptedClient script([&](const Request& request) {
    sent.push_back(request);
    if (sent.size() == 1) {
      return answer(502);
    }
    return sent.size() == 2 ? answer(307, "", {{"location", "/moved"}}) : answer(201);
  });
  RetryingClient client(script, log_, quick());
  const auto id = client.start(note(Repeat::always));
  EXPECT_EQ(client.wait().status, 201);
  ASSERT_EQ(sent.size(), 3U);
  for (const Request& each : sent) {
    EXPECT_EQ(each.id, id);
    EXPECT_EQ(each.method, Method::post);
    EXPECT_EQ(each.body, "hi");
    ASSERT_EQ(each.headers.size(), 1U);
    EXPECT_EQ(each.headers.front().value, "text/plain");
  }
  EXPECT_EQ(sent.back().url, "http://host/moved");
}

TEST_F(RetryingClientTest, DoesNotRepeatAPostThatMayHaveArrived) {
  for (const Failure how : {Failure::broken, Failure::crowded}) {
    ScriptedClient script([&](const Request&) {
      Response response;
      response.failure = how;
      response.failure_text = "it broke";
      return response;
    });
    RetryingClient client(script, log_, quick());
    client.start(note(Repeat::if_not_handled));
    EXPECT_EQ(client.wait().failure, how);
    EXPECT_EQ(script.urls.size(), 1U);
  }
}

TEST_F(RetryingClientTest, RepeatsAPostThatNeverArrived) {
  int calls = 0;
  ScriptedClient script([&](const Request&) {
    Response response = answer(201);
    if (++calls == 1) {
      response = answer(0);
      response.failure = Failure::unreachable;
    }
    return calls == 2 ? answer(429, "", {{"retry-after", "0"}}) : response;
  });
  RetryingClient client(script, log_, quick());
  client.start(note(Repeat::if_not_handled));
  EXPECT_EQ(client.wait().status, 201);
  EXPECT_EQ(calls, 3);
}

TEST_F(RetryingClientTest, RefusesARedirectThatWouldTurnAPostIntoAGet) {
  for (const int status : {301, 302, 303}) {
    ScriptedClient script([&](const Request&) {
      return answer(status, "", {{"location", "/elsewhere"}});
    });
    RetryingClient client(script, log_, quick(), {}, {"GitLab", "check --api-url"});
    client.start(note(Repeat::always));
    const Response response = client.wait();
    EXPECT_EQ(response.failure, Failure::permanent) << status;
    EXPECT_THAT(response.failure_text,
                AllOf(HasSubstr("it redirects POST with HTTP 30"), HasSubstr("check --api-url")));
    EXPECT_EQ(script.urls.size(), 1U) << status;
  }
}

TEST_F(RetryingClientTest, EndsARedirectLoop) {
  ScriptedClient script([](const Request&) { return answer(307, "", {{"location", "/a"}}); });
  RetryingClient client(script, log_, quick());
  client.start(get("http://host/a"));
  const Response response = client.wait();
  EXPECT_EQ(response.failure, Failure::permanent);
  EXPECT_THAT(response.failure_text, HasSubstr("in a circle"));
  EXPECT_LE(script.urls.size(), 7U);
}

TEST_F(RetryingClientTest, APhaseNeverGetsThePreviousPhasesAnswers) {
  ScriptedClient script([](const Request& request) { return answer(200, request.url); });
  RetryingClient client(script, log_, quick());
  RetryingClient::RequestId left = 0;
  try {
    const RequestPhase phase(client);
    client.start(get("http://host/first"));
    left = client.start(get("http://host/left"));
    client.wait();
    throw base::Error("the phase ends here");
  } catch (const base::Error&) {
  }
  EXPECT_EQ(client.under_way(), 0U);
  const auto id = client.start(get("http://host/next"));
  EXPECT_NE(id, left);
  const Response response = client.wait();
  EXPECT_EQ(response.id, id);
  EXPECT_EQ(response.body, "http://host/next");
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

Response crowded() {
  Response response;
  response.failure = Failure::crowded;
  response.failure_text = "too large together";
  return response;
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

TEST_F(RetryingClientTest, HandsOutRedirectsIfAskedTo) {
  ScriptedClient script([](const Request&) {
    return answer(301, "body", {{"location", "http://host/b"}});
  });
  RetryingClient client(script, log_, quick(), {}, {"S3", "", false});
  client.start(get("http://host/a"));
  const Response response = client.wait();
  EXPECT_EQ(response.status, 301);
  EXPECT_EQ(response.body, "body");
  EXPECT_THAT(script.urls, ElementsAre("http://host/a"));
}

}  // namespace
}  // namespace dora::http
