// Tests the words for durations.
#include "collector/model/duration.h"

#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

namespace dora::model {
namespace {

TEST(DurationText, UsesTheUnitsThatMatter) {
  using namespace std::chrono_literals;
  const std::vector<std::pair<std::chrono::milliseconds, std::string>> expectations{
      {0ms, "0 s"},       {59'999ms, "59 s"},
      {60s, "1 min"},     {3'599s, "59 min"},
      {1h, "1 h 00 min"}, {86'399s, "23 h 59 min"},
      {24h, "1 d 0 h"},   {45 * 24h + 7h + 30min, "45 d 7 h"}};
  for (const auto& [duration, expected] : expectations) {
    EXPECT_EQ(duration_text(duration), expected);
  }
  EXPECT_EQ(duration_text(std::optional<Duration>()), "no data");
}

}  // namespace
}  // namespace dora::model
