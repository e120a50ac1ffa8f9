// Tests that the steps of a time axis are round in units that people use, and reach far enough.
#include "renderer/layout/time_axis.h"

#include <chrono>

#include <gtest/gtest.h>

namespace dora::layout {
namespace {

using namespace std::chrono_literals;
using std::chrono::days;

TEST(TimeAxis, HasTheFinestRoundSteps) {
  struct Case {
    model::Duration largest;
    int most_steps;
    TimeAxis expected;
  };
  for (const Case& c :
       {Case{0ms, 8, {1s, 1s}}, Case{5s, 8, {1s, 5s}}, Case{61s, 8, {10s, 70s}},
        Case{40min, 8, {5min, 40min}}, Case{40min + 1ms, 8, {10min, 50min}},
        Case{31h, 8, {6h, 36h}}, Case{31h, 3, {12h, 36h}}, Case{31h, 2, {days(1), days(2)}},
        Case{150 * 24h, 8, {days(20), days(160)}},
        Case{days(90'000), 8, {days(20'000), days(100'000)}}, Case{5h, 0, {6h, 6h}}}) {
    EXPECT_EQ(time_axis(c.largest, c.most_steps), c.expected)
        << c.largest.count() << " ms in " << c.most_steps << " gives steps of "
        << time_axis(c.largest, c.most_steps).step.count() << " ms";
  }
}

TEST(TimeAxis, NamesTicsInTheUnitOfTheStep) {
  EXPECT_EQ(tic_text(0s, 6h), "0");
  EXPECT_EQ(tic_text(70s, 10s), "70 s");
  EXPECT_EQ(tic_text(90min, 30min), "90 min");
  EXPECT_EQ(tic_text(36h, 12h), "36 h");
  EXPECT_EQ(tic_text(48h, 24h), "2 d");
  EXPECT_EQ(tic_text(days(2000), days(1000)), "2,000 d");
}

}  // namespace
}  // namespace dora::layout
