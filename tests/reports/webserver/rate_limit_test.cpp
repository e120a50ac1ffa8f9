// Tests how often a visitor may ask.
#include "reports/webserver/rate_limit.h"

#include <gtest/gtest.h>

namespace dora::webserver {
namespace {

using std::chrono::seconds;

TEST(RateLimit, CountsTheLastMinuteOfEachVisitor) {
  RateLimit limit(2);
  const RateLimit::Clock::time_point start{};
  for (const int second : {0, 10}) {
    EXPECT_FALSE(limit.begin("a", true, start + seconds(second)));
    limit.end("a");
  }
  EXPECT_EQ(limit.begin("a", true, start + seconds(59)), RateLimit::Refused::too_many);
  EXPECT_FALSE(limit.begin("b", true, start + seconds(59))) << "another visitor";
  EXPECT_FALSE(limit.begin("a", true, start + seconds(60))) << "the first is a minute old";
}

TEST(RateLimit, AnswersOneQuestionOfAVisitorAtATime) {
  RateLimit limit(0);
  const RateLimit::Clock::time_point now{};
  EXPECT_FALSE(limit.begin("a", true, now));
  EXPECT_EQ(limit.begin("a", true, now), RateLimit::Refused::already_asking);
  EXPECT_FALSE(limit.begin("b", false, now));
  EXPECT_FALSE(limit.begin("b", false, now)) << "programs may ask side by side";
  EXPECT_FALSE(limit.begin("a", false, now)) << "what does not wait goes on meanwhile";
  EXPECT_EQ(limit.begin("a", true, now), RateLimit::Refused::already_asking);
  limit.end("a");
  EXPECT_FALSE(limit.begin("a", true, now));
}

TEST(RateLimit, RemembersWhoIsAskingLongerThanAMinute) {
  RateLimit limit(5);
  const RateLimit::Clock::time_point now{};
  EXPECT_FALSE(limit.begin("a", true, now));
  EXPECT_EQ(limit.begin("a", true, now + seconds(100)), RateLimit::Refused::already_asking);
}

}  // namespace
}  // namespace dora::webserver
