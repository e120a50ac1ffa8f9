// Tests of collector/http/rate_limiter: a table of limits and moments, without waiting.
#include "collector/http/rate_limiter.h"

#include <gtest/gtest.h>

#include "tests/collector/http/scripted_client.h"

namespace dora::http {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
using test::answer;

constexpr std::chrono::sys_seconds wall(seconds(1'000'000));
const Clock::time_point time_zero = Clock::now();

Response left(int remaining, int reset_in, std::vector<Header> more = {}) {
  more.push_back({"ratelimit-remaining", std::to_string(remaining)});
  more.push_back({"ratelimit-reset", std::to_string(1'000'000 + reset_in)});
  return answer(200, "", std::move(more));
}

TEST(RateLimiter, WithoutLimitsSendsAtOnce) {
  RateLimiter pace({});
  for (int i = 0; i < 5; ++i) {
    pace.sent(time_zero);
    pace.received(answer(200), {time_zero, wall});
  }
  EXPECT_LE(pace.next(100, time_zero), time_zero);
}

TEST(RateLimiter, SpreadsRequestsOverTheMinute) {
  RateLimiter pace({.requests_per_minute = 600});
  EXPECT_LE(pace.next(0, time_zero), time_zero);
  pace.sent(time_zero);
  EXPECT_EQ(pace.next(1, time_zero), time_zero + milliseconds(100));
  pace.sent(time_zero + milliseconds(100));
  EXPECT_EQ(pace.next(2, time_zero), time_zero + milliseconds(200));
  // Unused time is not made up for.
  pace.sent(time_zero + seconds(10));
  EXPECT_EQ(pace.next(1, time_zero + seconds(10)), time_zero + seconds(10) + milliseconds(100));
}

TEST(RateLimiter, ContinuesWhileMoreAreLeftThanInProgress) {
  RateLimiter pace({});
  pace.received(left(10, 30), {time_zero, wall});
  EXPECT_LE(pace.next(9, time_zero), time_zero);
  EXPECT_EQ(pace.next(10, time_zero), time_zero + seconds(30));
  EXPECT_LE(pace.next(10, time_zero + seconds(30)), time_zero + seconds(30));
}

TEST(RateLimiter, UsesTheLowestAnswerOfAPeriodInAnyOrder) {
  RateLimiter pace({});
  pace.received(left(0, 30), {time_zero, wall});
  pace.received(left(7, 30), {time_zero + seconds(1), wall + seconds(1)});
  EXPECT_EQ(pace.next(0, time_zero + seconds(1)), time_zero + seconds(30));
}

TEST(RateLimiter, ANewPeriodReplacesThePreviousOne) {
  RateLimiter pace({});
  pace.received(left(0, 30), {time_zero, wall});
  pace.received(left(99, 90), {time_zero + seconds(30), wall + seconds(30)});
  EXPECT_LE(pace.next(50, time_zero + seconds(30)), time_zero + seconds(30));
  pace.received(left(0, 30), {time_zero + seconds(31), wall + seconds(31)});
  EXPECT_LE(pace.next(50, time_zero + seconds(31)), time_zero + seconds(31));
}

TEST(RateLimiter, ReadsTheResetByTheServersClock) {
  RateLimiter pace({});
  // The server's clock is 1,000,000 = Mon, 12 Jan 1970 13:46:40; ours is an hour ahead.
  const Response response = left(0, 20, {{"date", "Mon, 12 Jan 1970 13:46:40 GMT"}});
  pace.received(response, {time_zero, wall + std::chrono::hours(1)});
  EXPECT_EQ(pace.next(0, time_zero), time_zero + seconds(20));
}

TEST(RateLimiter, WaitsNoLongerThanTheLongestWait) {
  RateLimiter pace({.longest_wait = seconds(60)});
  pace.received(left(0, 86'400), {time_zero, wall});
  EXPECT_EQ(pace.next(0, time_zero), time_zero + seconds(60));
  pace.received(left(0, 86'400), {time_zero + seconds(60), wall + seconds(60)});
  EXPECT_LE(pace.next(0, time_zero + seconds(60)), time_zero + seconds(60)) << "it would never ask";
}

TEST(RateLimiter, WaitsOnceForAResetThatIsTooFarAway) {
  RateLimiter pace({});
  EXPECT_FALSE(pace.saw_odd_reset());
  for (int answers = 0; answers < 5; ++answers) {
    // Each answer has a later reset, like a server that adds its limit to the current time.
    pace.received(left(0, 1'000'000 + answers), {time_zero + seconds(answers), wall});
  }
  EXPECT_TRUE(pace.saw_odd_reset());
  EXPECT_EQ(pace.next(0, time_zero + seconds(5)), time_zero + seconds(60));
  EXPECT_LE(pace.next(0, time_zero + seconds(60)), time_zero + seconds(60));
}

TEST(RateLimiter, IgnoresAFarResetWhileRequestsAreLeft) {
  RateLimiter pace({});
  pace.received(left(5000, 86'400), {time_zero, wall});
  EXPECT_LE(pace.next(10, time_zero), time_zero);
  EXPECT_FALSE(pace.saw_odd_reset()) << "a quota for a day";
}

TEST(RateLimiter, WaitsInVainAtMostTwice) {
  RateLimiter pace({});
  auto now = time_zero;
  auto at = wall;
  int waits = 0;
  for (int request = 0; request < 20; ++request) {
    // Ten are in progress together: each gets a later reset, but that is not a wait of its own.
    for (int answers = 0; answers < 10; ++answers) {
      pace.received(left(0, static_cast<int>((at - wall).count()) + 3000 + answers), {now, at});
    }
    const auto when = std::max(pace.next(0, now), now);
    waits += when > now ? 1 : 0;
    at += std::chrono::duration_cast<seconds>(when - now);
    now = when;
  }
  EXPECT_EQ(waits, 2);
  EXPECT_TRUE(pace.saw_odd_reset());
}

TEST(RateLimiter, AWaitThatBroughtRequestsIsNotInVain) {
  RateLimiter pace({});
  for (int period = 0; period < 10; ++period) {
    const auto now = time_zero + seconds(60 * period);
    const auto at = wall + seconds(60 * period);
    // The newer of two answers arrived first.
    pace.received(left(0, 60 * period + 60), {now, at});
    pace.received(left(1, 60 * period + 60), {now, at});
    EXPECT_EQ(pace.next(0, now), now + seconds(60)) << period;
  }
  EXPECT_FALSE(pace.saw_odd_reset());
}

TEST(RateLimiter, RespectsAValidResetAfterAnOddOne) {
  RateLimiter pace({});
  pace.received(left(0, 1'000'000), {time_zero, wall});
  pace.received(left(0, 90), {time_zero + seconds(60), wall + seconds(60)});
  EXPECT_EQ(pace.next(0, time_zero + seconds(60)), time_zero + seconds(90));
}

TEST(RateLimiter, UnderstandsAResetInMilliseconds) {
  // 2026-01-01T00:00:00Z, because milliseconds must be far from any time in seconds.
  constexpr std::chrono::sys_seconds today(seconds(1'767'225'600));
  RateLimiter pace({});
  pace.received(
      answer(200, "", {{"ratelimit-remaining", "0"}, {"ratelimit-reset", "1767225630500"}}),
      {time_zero, today});
  EXPECT_EQ(pace.next(0, time_zero), time_zero + seconds(30));
  EXPECT_FALSE(pace.saw_odd_reset());
}

TEST(RateLimiter, IgnoresInvalidNumbers) {
  for (const char* value : {"", "many", "-1", "1.5", "99999999999999999999", "1e3", "0x10", " 1"}) {
    RateLimiter pace({});
    pace.received(answer(200, "", {{"ratelimit-remaining", value}, {"ratelimit-reset", value}}),
                  {time_zero, wall});
    pace.received(answer(200, "", {{"ratelimit-remaining", "0"}}), {time_zero, wall});
    EXPECT_LE(pace.next(100, time_zero), time_zero) << value;
  }
}

TEST(RateLimiter, RespectsBothLimits) {
  RateLimiter pace({.requests_per_minute = 60});
  pace.sent(time_zero);
  pace.received(left(0, 30), {time_zero, wall});
  EXPECT_EQ(pace.next(0, time_zero), time_zero + seconds(30));
  EXPECT_LE(pace.next(0, time_zero + seconds(31)), time_zero + seconds(31));
  pace.sent(time_zero + seconds(31));
  EXPECT_EQ(pace.next(1, time_zero + seconds(31)), time_zero + seconds(32));
}

}  // namespace
}  // namespace dora::http
