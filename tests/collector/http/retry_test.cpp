// Tests of collector/http/retry: the policy alone, without clock or transfers.
#include "collector/http/retry.h"

#include <gtest/gtest.h>

#include "tests/collector/http/scripted_client.h"

namespace dora::http {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

// 1994-11-06T08:49:37Z, RFC 9110's own example of a date.
constexpr std::chrono::sys_seconds now{seconds(784'111'777)};

Response answer_with(int status, std::vector<Header> headers = {}) {
  return test::answer(status, {}, std::move(headers));
}

Response failure(Failure kind) {
  Response response;
  response.failure = kind;
  response.failure_text = "it broke";
  return response;
}

Decision decide_at(int attempt, const Response& response, double jitter = 0) {
  return decide(RetryPolicy{}, {attempt, true, jitter, now}, response);
}

TEST(Retry, RetriesTransientAnswers) {
  for (const int status : {408, 429, 500, 502, 503, 504, 520, 522, 530}) {
    EXPECT_EQ(decide_at(1, answer_with(status)).verdict, Verdict::again) << status;
  }
}

TEST(Retry, AcceptsAnswersThatARetryWouldNotChange) {
  for (const int status : {200, 301, 400, 401, 403, 404, 405, 501, 505}) {
    EXPECT_EQ(decide_at(1, answer_with(status)).verdict, Verdict::take) << status;
  }
}

TEST(Retry, RetriesBrokenButNotPermanentFailures) {
  EXPECT_EQ(decide_at(1, failure(Failure::broken)).verdict, Verdict::again);
  EXPECT_EQ(decide_at(1, failure(Failure::unreachable)).verdict, Verdict::again);
  EXPECT_EQ(decide_at(1, failure(Failure::permanent)).verdict, Verdict::take);
}

TEST(Retry, SendsOnlyOnceWhatMayHaveBeenHandled) {
  struct Case {
    Response response;
    Verdict verdict;
  };
  for (const Case& each :
       {Case{failure(Failure::unreachable), Verdict::again}, Case{answer_with(429), Verdict::again},
        Case{answer_with(429, {{"retry-after", "3"}}), Verdict::again},
        Case{failure(Failure::broken), Verdict::give_up},
        Case{failure(Failure::crowded), Verdict::give_up}, Case{answer_with(408), Verdict::give_up},
        Case{answer_with(502), Verdict::give_up},
        Case{answer_with(503, {{"retry-after", "3"}}), Verdict::give_up},
        Case{answer_with(201), Verdict::take}, Case{answer_with(404), Verdict::take}}) {
    const Attempt attempt{1, true, 0, now, Repeat::if_not_handled};
    EXPECT_EQ(decide(RetryPolicy{}, attempt, each.response).verdict, each.verdict)
        << each.response.status << " " << static_cast<int>(each.response.failure);
  }
}

TEST(Retry, GivesUpAfterAllAttempts) {
  EXPECT_EQ(decide_at(5, answer_with(500)).verdict, Verdict::again);
  EXPECT_EQ(decide_at(6, answer_with(500)).verdict, Verdict::give_up);
}

TEST(Retry, GivesUpEarlierIfTheServerWasNeverReached) {
  const RetryPolicy policy;
  const auto never = failure(Failure::unreachable);
  EXPECT_EQ(decide(policy, {2, false, 0, now}, never).verdict, Verdict::again);
  EXPECT_EQ(decide(policy, {3, false, 0, now}, never).verdict, Verdict::give_up);
  EXPECT_EQ(decide(policy, {3, true, 0, now}, never).verdict, Verdict::again);
}

TEST(Retry, DelayDoublesUpToTheLongest) {
  RetryPolicy policy;
  policy.attempts = 100;
  const auto delay = [&](int attempt, double jitter) {
    return decide(policy, {attempt, true, jitter, now}, answer_with(500)).delay;
  };
  EXPECT_EQ(delay(1, 0), milliseconds(250));
  EXPECT_EQ(delay(2, 0), milliseconds(500));
  EXPECT_EQ(delay(4, 0), milliseconds(2000));
  EXPECT_EQ(delay(50, 0), milliseconds(15'000));
  EXPECT_EQ(delay(1, 0.5), milliseconds(375));
  EXPECT_LT(delay(50, 0.999), milliseconds(30'000));
}

TEST(Retry, HonoursRetryAfterSeconds) {
  const Decision decision = decide_at(1, answer_with(429, {{"retry-after", "7"}}));
  EXPECT_EQ(decision.verdict, Verdict::again);
  EXPECT_EQ(decision.delay, seconds(7));
  EXPECT_TRUE(decision.server_asked);
}

TEST(Retry, HonoursRetryAfterDates) {
  // A wrong name of the day, as sent by GitLab, does not matter.
  for (const char* date : {"Sun, 06 Nov 1994 08:50:07 GMT", "Mon, 06 Nov 1994 08:50:07 GMT"}) {
    EXPECT_EQ(decide_at(1, answer_with(503, {{"retry-after", date}})).delay, seconds(30)) << date;
  }
  const auto past = answer_with(429, {{"retry-after", "Sun, 06 Nov 1994 08:00:00 GMT"}});
  EXPECT_EQ(decide_at(1, past).delay, milliseconds(250));
}

TEST(Retry, ReadsARetryAfterDateByTheServersClock) {
  const auto response = answer_with(429, {{"retry-after", "Sun, 06 Nov 1994 10:00:10 GMT"},
                                          {"date", "Sun, 06 Nov 1994 10:00:00 GMT"}});
  EXPECT_EQ(decide_at(1, response).delay, seconds(10));
}

TEST(Retry, BacksOffIfRetryAfterIsMissingOrInvalid) {
  EXPECT_FALSE(decide_at(1, answer_with(503)).server_asked);
  for (const char* value : {"", "soon", "-5", "1.5", "-99999999999", "99999999999x"}) {
    const Decision decision = decide_at(1, answer_with(503, {{"retry-after", value}}));
    EXPECT_EQ(decision.delay, milliseconds(250)) << value;
    EXPECT_FALSE(decision.server_asked) << value;
  }
}

TEST(Retry, A429WithoutRetryAfterIsProbedLongerThanOtherFailures) {
  for (const int attempt : {1, 5, 7}) {
    const Decision decision = decide_at(attempt, answer_with(429));
    EXPECT_EQ(decision.verdict, Verdict::again) << attempt;
    EXPECT_TRUE(decision.probe) << attempt;
    EXPECT_FALSE(decision.server_asked) << attempt;
  }
  EXPECT_EQ(decide_at(8, answer_with(429)).verdict, Verdict::give_up);
  EXPECT_FALSE(decide_at(1, answer_with(429, {{"retry-after", "1"}})).probe);
  EXPECT_FALSE(decide_at(1, answer_with(503)).probe);
}

TEST(Retry, GivesUpIfRetryAfterIsTooLong) {
  EXPECT_EQ(decide_at(1, answer_with(429, {{"retry-after", "3600"}})).verdict, Verdict::again);
  for (const char* value : {"3601", "2147483648", "99999999999999999999"}) {
    EXPECT_EQ(decide_at(1, answer_with(429, {{"retry-after", value}})).verdict, Verdict::give_up)
        << value;
  }
}

}  // namespace
}  // namespace dora::http
