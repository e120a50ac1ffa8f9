// Tests of collector/http/patient_client against a client that answers by script.
#include "collector/http/patient_client.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "collector/base/error.h"
#include "tests/collector/http/scripted_client.h"

namespace dora::http {
namespace {

using test::answer;
using test::ScriptedClient;
using testing::ElementsAre;
using testing::HasSubstr;

class PatientClientTest : public testing::Test {
 protected:
  static RetryPolicy quick() {
    RetryPolicy policy;
    policy.first_delay = std::chrono::milliseconds(1);
    policy.first_delay_when_limited = std::chrono::milliseconds(1);
    policy.longest_delay = std::chrono::milliseconds(2);
    return policy;
  }

  base::Console console_{-1};
  base::Log log_{console_, {}};
};

TEST_F(PatientClientTest, TriesAgainUntilTheAnswerIsGood) {
  int calls = 0;
  ScriptedClient script(
      [&](const Request&) { return ++calls < 4 ? answer(502) : answer(200, "x"); });
  PatientClient client(script, log_, quick());
  client.start({7, "http://host/a"});
  const Response response = client.wait();
  EXPECT_EQ(response.id, 7U);
  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(client.counts().requests, 4);
  EXPECT_EQ(client.counts().retries, 3);
  EXPECT_EQ(client.under_way(), 0U);
}

TEST_F(PatientClientTest, HandsOutTheLastFailureWhenAllTriesFailed) {
  ScriptedClient script([](const Request&) { return answer(503, "down"); });
  PatientClient client(script, log_, quick());
  client.start({1, "http://host/a"});
  const Response response = client.wait();
  EXPECT_EQ(response.status, 503);
  EXPECT_EQ(response.attempts, 6);
  EXPECT_EQ(client.counts().requests, 6);
}

TEST_F(PatientClientTest, OneRequestThatWaitsDoesNotHoldUpAnother) {
  int calls = 0;
  ScriptedClient script([&](const Request& request) {
    return request.url.ends_with("slow") && ++calls < 3 ? answer(500) : answer(200);
  });
  PatientClient client(script, log_, quick());
  client.start({1, "http://host/slow"});
  client.start({2, "http://host/fast"});
  EXPECT_EQ(client.wait().id, 2U);
  EXPECT_EQ(client.wait().id, 1U);
}

TEST_F(PatientClientTest, RetryAfterHoldsEveryRequestBack) {
  bool limited = true;
  Clock::time_point asked;
  ScriptedClient script([&](const Request&) {
    if (!std::exchange(limited, false)) {
      return answer(200);
    }
    asked = Clock::now();
    return answer(429, "", {{"retry-after", "1"}});
  });
  PatientClient client(script, log_, quick());
  client.start({1, "http://host/a"});
  EXPECT_EQ(client.wait().status, 200);
  EXPECT_GE(script.times.back() - asked, std::chrono::milliseconds(1000));

  limited = true;
  client.start({1, "http://host/a"});
  client.start({2, "http://host/b"});
  EXPECT_EQ(client.wait().id, 2U);  // It was under way already.
  client.start({3, "http://host/c"});
  EXPECT_EQ(client.wait().status, 200);
  EXPECT_EQ(client.wait().status, 200);
  ASSERT_EQ(script.urls.size(), 6U);
  for (const std::size_t late : {4U, 5U}) {
    EXPECT_GE(script.times[late] - asked, std::chrono::milliseconds(1000))
        << script.urls[late] << " was sent while the server asked for silence";
  }
}

TEST_F(PatientClientTest, WaitsForTheResetWhenNoRequestIsLeft) {
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  const auto reset = std::chrono::ceil<std::chrono::seconds>(now) + std::chrono::seconds(1);
  ScriptedClient script([&](const Request&) {
    return answer(
        200, "",
        {{"ratelimit-remaining", "0"}, {"ratelimit-reset", std::to_string(reset.count())}});
  });
  PatientClient client(script, log_, quick());
  client.start({1, "http://host/a"});
  client.wait();
  client.start({2, "http://host/b"});
  client.wait();
  EXPECT_EQ(script.urls.size(), 2U);
  EXPECT_GE(std::chrono::system_clock::now().time_since_epoch(), reset);
}

TEST_F(PatientClientTest, KeepsToTheRateThatItWasGiven) {
  ScriptedClient script([](const Request&) { return answer(200); });
  PatientClient client(script, log_, quick(), {.requests_per_minute = 600});
  const auto start = Clock::now();
  for (std::uint64_t id = 1; id <= 4; ++id) {
    client.start({id, "http://host/a"});
  }
  for (int i = 0; i < 4; ++i) {
    client.wait();
  }
  EXPECT_GE(Clock::now() - start, std::chrono::milliseconds(300));
}

TEST_F(PatientClientTest, AddsUpWhatCameOverTheWire) {
  ScriptedClient script([](const Request&) {
    Response response = answer(200);
    response.bytes = 20;
    return response;
  });
  PatientClient client(script, log_, quick());
  for (std::uint64_t id = 1; id <= 3; ++id) {
    client.start({id, "http://host/a"});
    client.wait();
  }
  EXPECT_EQ(client.counts().bytes, 60);
}

TEST_F(PatientClientTest, FollowsRedirectsOnTheSameOrigin) {
  ScriptedClient script([](const Request& request) {
    return request.url.ends_with("/old") ? answer(301, "", {{"location", "/new"}}) : answer(200);
  });
  PatientClient client(script, log_, quick());
  client.start({1, "http://host/old"});
  EXPECT_EQ(client.wait().status, 200);
  EXPECT_THAT(script.urls, ElementsAre("http://host/old", "http://host/new"));
}

TEST_F(PatientClientTest, RefusesRedirectsToOtherOrigins) {
  for (const char* location : {"https://elsewhere.example/x", "https://host/x", "http://host:81/x",
                               "//elsewhere.example/"}) {
    ScriptedClient script([&](const Request&) {
      return answer(302, "", {{"location", location}});
    });
    PatientClient client(script, log_, quick());
    client.start({1, "http://host/old"});
    try {
      client.wait();
      ADD_FAILURE() << "followed to " << location;
    } catch (const base::Error& error) {
      EXPECT_THAT(error.what(), HasSubstr("redirects to another server")) << location;
    }
    EXPECT_EQ(script.urls.size(), 1U) << location;
  }
}

TEST_F(PatientClientTest, EndsARedirectCircle) {
  ScriptedClient script([](const Request&) { return answer(307, "", {{"location", "/a"}}); });
  PatientClient client(script, log_, quick());
  client.start({1, "http://host/a"});
  EXPECT_THROW(client.wait(), base::Error);
  EXPECT_LE(script.urls.size(), 7U);
}

}  // namespace
}  // namespace dora::http
