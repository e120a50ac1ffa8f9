// Tests the whole-number steps of the left axis.
#include "renderer/layout/value_axis.h"

#include <limits>

#include <gtest/gtest.h>

namespace dora::layout {
namespace {

TEST(ValueAxis, TakesTheFinestRoundStepThatReachesTheTop) {
  struct Case {
    std::int64_t largest;
    int most_steps;
    std::int64_t step;
    std::int64_t top;
  };
  for (const Case& c :
       {Case{0, 8, 1, 1}, Case{1, 8, 1, 1}, Case{3, 8, 1, 3}, Case{8, 8, 1, 8}, Case{9, 8, 2, 10},
        Case{80, 8, 10, 80}, Case{81, 8, 20, 100}, Case{1'024, 8, 200, 1'200}, Case{7, 1, 10, 10},
        Case{-5, 0, 1, 1}, Case{999'999, 3, 500'000, 1'000'000}}) {
    const ValueAxis axis = value_axis(c.largest, c.most_steps);
    EXPECT_EQ(axis.step, c.step) << c.largest << " in " << c.most_steps;
    EXPECT_EQ(axis.top, c.top) << c.largest << " in " << c.most_steps;
  }
}

TEST(ValueAxis, StaysWithin64BitsForAnyCount) {
  const ValueAxis axis = value_axis(std::numeric_limits<std::int64_t>::max(), 1);
  EXPECT_EQ(axis.top, 5'000'000'000'000'000'000);
}

}  // namespace
}  // namespace dora::layout
