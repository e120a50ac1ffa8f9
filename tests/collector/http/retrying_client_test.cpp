// Tests of collector/http/retrying_client with a scripted client.
#include "collector/http/retrying_client.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "collector/base/error.h"
#include "tests/collector/http/retrying_client_stage.h"
#include "tests/collector/http/scripted_client.h"

namespace dora::http {
namespace {

using test::answer;
using test::ScriptedClient;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;

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
