// Tests of collector/gitlab/time_range: what is missing from a range of time.
#include "collector/gitlab/time_range.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace dora::gitlab {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TimeRange hours(int begin, int end) {
  return {far_past + std::chrono::hours(begin), far_past + std::chrono::hours(end)};
}

TEST(TimeRange, MissingPartsAreThoseThatNothingCovers) {
  EXPECT_THAT(missing(hours(1, 9), {}), ElementsAre(hours(1, 9)));
  EXPECT_THAT(missing(hours(1, 9), {hours(0, 10)}), IsEmpty());
  EXPECT_THAT(missing(hours(1, 9), {hours(1, 9)}), IsEmpty());
  EXPECT_THAT(missing(hours(1, 9), {hours(5, 6), hours(2, 3)}),
              ElementsAre(hours(1, 2), hours(3, 5), hours(6, 9)));
  EXPECT_THAT(missing(hours(1, 9), {hours(0, 4), hours(4, 7), hours(3, 5)}),
              ElementsAre(hours(7, 9)));
  EXPECT_THAT(missing(hours(1, 9), {hours(10, 20)}), ElementsAre(hours(1, 9)));
  EXPECT_THAT(missing(hours(1, 9), {hours(-9, 0)}), ElementsAre(hours(1, 9)));
  EXPECT_THAT(missing({}, {hours(1, 2)}), ElementsAre(TimeRange{far_past, hours(1, 2).begin},
                                                      TimeRange{hours(1, 2).end, far_future}));
}

}  // namespace
}  // namespace dora::gitlab
