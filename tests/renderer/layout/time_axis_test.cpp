// Tests that a time axis has the units that people use, and that equal factors are equal lengths.
#include "renderer/layout/time_axis.h"

#include <chrono>

#include <gmock/gmock.h>

namespace dora::layout {
namespace {

using namespace std::chrono_literals;
using std::chrono::days;
using testing::ElementsAre;

std::vector<std::string> names_of(const TimeAxis& axis) {
  std::vector<std::string> names;
  for (const Tic& tic : tics_of(axis)) {
    names.push_back(tic.text);
  }
  return names;
}

TEST(TimeAxis, ReachesFromTheShortestToTheLongest) {
  EXPECT_THAT(names_of(time_axis(2h, 40h, 9)), ElementsAre("1 h", "4 h", "1 d", "1 w"));
  EXPECT_THAT(names_of(time_axis(90s, 61min, 9)), ElementsAre("1 min", "10 min", "1 h", "4 h"));
  EXPECT_THAT(names_of(time_axis(days(8), days(29), 9)), ElementsAre("1 w", "1 mo"));
  EXPECT_THAT(names_of(time_axis(1h, 1h, 9)), ElementsAre("1 h", "4 h")) << "never without extent";
  EXPECT_THAT(names_of(time_axis(0ms, 0ms, 9)), ElementsAre("1 s", "10 s"));
  EXPECT_EQ(time_axis(1s, days(90'000), 99).top, days(36'500)) << "what is longer lies at the top";
}

TEST(TimeAxis, LeavesTicsOutWhereThereIsNoRoom) {
  EXPECT_THAT(names_of(time_axis(1s, days(29), 4)), ElementsAre("1 s", "10 min", "1 d", "1 mo"));
  EXPECT_THAT(names_of(time_axis(1s, days(29), 0)), ElementsAre("1 s", "1 mo"));
  EXPECT_EQ(time_axis(1s, days(29), 2).top, time_axis(1s, days(29), 9).top);
}

TEST(TimeAxis, IsLogarithmic) {
  const TimeAxis axis = time_axis(1min, 60min, 9);
  EXPECT_DOUBLE_EQ(axis.height_of(1min), 0);
  EXPECT_DOUBLE_EQ(axis.height_of(axis.top), 1);
  EXPECT_NEAR(axis.height_of(4min) - axis.height_of(2min),
              axis.height_of(40min) - axis.height_of(20min), 1e-9);
  EXPECT_EQ(axis.height_of(0ms), 0) << "instant is not infinitely far below";
  EXPECT_EQ(axis.height_of(days(10)), 1);
}

}  // namespace
}  // namespace dora::layout
