// Tests of reports/llm/retry.
#include "reports/llm/retry.h"

#include <gtest/gtest.h>

namespace dora::llm {
namespace {

using namespace std::chrono_literals;

constexpr std::chrono::sys_seconds noon{std::chrono::sys_days{std::chrono::year{2026} / 11 / 23} +
                                        12h};

http::Response with_headers(std::vector<http::Header> headers) {
  http::Response response;
  response.status = 429;
  response.headers = std::move(headers);
  return response;
}

ApiError busy(int status = 429) {
  return {Trouble::busy, "x", "", status};
}

RetryDecision after(const http::Response& response, const ApiError& error, int number = 1) {
  return decide({}, {number, 0, noon}, response, error);
}

TEST(ModelRetry, RetriesWhatTheOfficialClientRetries) {
  for (const int status : {408, 409, 429, 500, 502, 503, 529, 599}) {
    EXPECT_TRUE(after(with_headers({}), busy(status)).again) << status;
  }
  for (const int status : {0, 200, 400, 404, 422, 302}) {
    EXPECT_FALSE(after(with_headers({}), {Trouble::invalid_request, "", "", status}).again)
        << status;
  }
  http::Response broken;
  broken.failure = http::Failure::broken;
  EXPECT_TRUE(after(broken, {Trouble::transport, "", "", 0}).again);
  broken.failure = http::Failure::permanent;
  EXPECT_FALSE(after(broken, {Trouble::transport, "", "", 0}).again);
}

TEST(ModelRetry, DoublesTheDelayAndStopsAfterTwo) {
  EXPECT_EQ(after(with_headers({}), busy(), 1).delay, 500ms);
  EXPECT_EQ(after(with_headers({}), busy(), 2).delay, 1000ms);
  EXPECT_FALSE(after(with_headers({}), busy(), 3).again);
  EXPECT_EQ(decide({.retries = 100}, {50, 0, noon}, with_headers({}), busy()).delay, 8000ms);
  EXPECT_EQ(decide({}, {1, 0.999, noon}, with_headers({}), busy()).delay, 375ms);
}

TEST(ModelRetry, ObeysTheServersWish) {
  EXPECT_FALSE(after(with_headers({{"x-should-retry", "false"}}), busy()).again);
  EXPECT_TRUE(
      after(with_headers({{"x-should-retry", "true"}}), {Trouble::invalid_request, "", "", 400})
          .again);
}

TEST(ModelRetry, ReadsEveryFormOfTheDelay) {
  struct Case {
    const char* name;
    const char* value;
    std::chrono::milliseconds delay;
  };
  for (const Case& each : {
           Case{"retry-after-ms", "1500", 1500ms},
           Case{"retry-after-ms", "0.5", 1ms},
           Case{"retry-after", "2", 2000ms},
           Case{"retry-after", "1.25", 1250ms},
           Case{"retry-after", "120", 120'000ms},
           Case{"retry-after", "Mon, 23 Nov 2026 12:00:07 GMT", 7000ms},
           // Makes no sense: as if it were absent.
           Case{"retry-after", "0", 500ms},
           Case{"retry-after", "-5", 500ms},
           Case{"retry-after", "nan", 500ms},
           Case{"retry-after", "soon", 500ms},
           Case{"retry-after", "Mon, 23 Nov 2026 11:00:00 GMT", 500ms},
       }) {
    const RetryDecision decision = after(with_headers({{each.name, each.value}}), busy());
    EXPECT_TRUE(decision.again) << each.value;
    EXPECT_EQ(decision.delay, each.delay) << each.value;
  }
  const auto both = with_headers({{"retry-after", "60"}, {"retry-after-ms", "250"}});
  EXPECT_EQ(after(both, busy()).delay, 250ms);
}

TEST(ModelRetry, DoesNotWaitForLongerThanTwoMinutes) {
  for (const char* value : {"121", "99999999999999999999", "Mon, 23 Nov 2026 13:00:00 GMT"}) {
    EXPECT_FALSE(after(with_headers({{"retry-after", value}}), busy()).again) << value;
  }
}

TEST(ModelRetry, AnExhaustedQuotaIsFinal) {
  const auto wish = with_headers({{"x-should-retry", "true"}, {"retry-after", "1"}});
  EXPECT_FALSE(after(wish, {Trouble::quota, "", "", 429}).again);
  EXPECT_FALSE(after(wish, {Trouble::credentials, "", "", 401}).again);
}

}  // namespace
}  // namespace dora::llm
