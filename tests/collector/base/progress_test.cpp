// Tests what progress says of the time that is left.
#include "collector/base/progress.h"

#include <gtest/gtest.h>

namespace dora::base {
namespace {

TEST(Progress, TellsTheTimeLeftOnceItCanBeKnown) {
  using std::chrono::seconds;
  Console console(-1, true);
  const Progress::Time start{};
  const Progress progress(console, "render", start);
  EXPECT_EQ(progress.time_left(0.5, start), "") << "nothing is known yet";
  EXPECT_EQ(progress.time_left(0.01, start + seconds(60)), "") << "a wild guess";
  EXPECT_EQ(progress.time_left(0.5, start + seconds(5)), ", 5 s left");
  EXPECT_EQ(progress.time_left(0.25, start + seconds(60)), ", 3 min left");
  EXPECT_EQ(progress.time_left(1, start + seconds(60)), "");
}

}  // namespace
}  // namespace dora::base
