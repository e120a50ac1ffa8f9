// Tests of collector/http/rate_probe: refusals and answers in a row, without waiting.
#include "collector/http/rate_probe.h"

#include <gtest/gtest.h>

namespace dora::http {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

const Clock::time_point begin_of_test = Clock::now();

TEST(RateProbe, LimitsNothingAtFirst) {
  const RateProbe probe;
  EXPECT_FALSE(probe.is_limited());
  EXPECT_GE(probe.most_under_way(), 1000U);
}

TEST(RateProbe, DoublesTheDelayUpToHalfAMinute) {
  RateProbe probe;
  for (const int expected : {1, 2, 4, 8, 16, 30, 30, 30}) {
    EXPECT_EQ(probe.refused(begin_of_test, 0), seconds(expected));
    EXPECT_EQ(probe.probe_time(), begin_of_test + seconds(expected));
    EXPECT_TRUE(probe.is_limited());
    EXPECT_EQ(probe.most_under_way(), 1U);
  }
}

TEST(RateProbe, JitterLengthensTheDelayByAtMostAQuarter) {
  RateProbe probe;
  EXPECT_EQ(probe.refused(begin_of_test, 0.5), milliseconds(1125));
  EXPECT_LT(probe.refused(begin_of_test, 0.999), milliseconds(2500));
}

TEST(RateProbe, DoublesTheConcurrencyWithEachAnswer) {
  RateProbe probe;
  probe.refused(begin_of_test, 0);
  probe.accepted();
  EXPECT_FALSE(probe.is_limited());
  EXPECT_EQ(probe.most_under_way(), 2U);
  probe.accepted();
  EXPECT_EQ(probe.most_under_way(), 4U);
  for (int i = 0; i < 10; ++i) {
    probe.accepted();
  }
  EXPECT_GE(probe.most_under_way(), 100'000U);
}

TEST(RateProbe, StartsAgainAtOneSecondAfterAnAnswer) {
  RateProbe probe;
  probe.refused(begin_of_test, 0);
  probe.refused(begin_of_test, 0);
  probe.accepted();
  EXPECT_EQ(probe.refused(begin_of_test, 0), seconds(1));
}

TEST(RateProbe, ForgetsTheLimitWhenGivenUp) {
  RateProbe probe;
  probe.refused(begin_of_test, 0);
  probe.reset();
  EXPECT_FALSE(probe.is_limited());
  EXPECT_GE(probe.most_under_way(), 1000U);
}

}  // namespace
}  // namespace dora::http
