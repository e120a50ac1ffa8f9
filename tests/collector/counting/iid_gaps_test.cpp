// Tests of collector/counting/iid_gaps: which numbers are missing.
#include "collector/counting/iid_gaps.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace dora::counting {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

TEST(IidGaps, AreBetweenTheExpectedFirstAndTheLastSeen) {
  IidGaps gaps(1);
  for (const int iid : {3, 4, 6, 10}) {
    gaps.see(iid);
  }
  EXPECT_EQ(gaps.missing().count, 6);
  EXPECT_THAT(gaps.missing().first_ranges, ElementsAre("1-2", "5", "7-9"));
}

TEST(IidGaps, BeginWithTheFirstSeenIfNoneIsExpected) {
  IidGaps gaps(std::nullopt);
  EXPECT_EQ(gaps.missing().count, 0);
  gaps.see(500);
  gaps.see(501);
  EXPECT_THAT(gaps.missing().first_ranges, IsEmpty());
}

TEST(IidGaps, AreAllCountedAndSomeNamed) {
  IidGaps gaps(1);
  for (int iid = 2; iid <= 2000; iid += 2) {
    gaps.see(iid);
  }
  EXPECT_EQ(gaps.missing().count, 1000);
  EXPECT_THAT(gaps.missing().first_ranges, SizeIs(20));
}

}  // namespace
}  // namespace dora::counting
