// Tests of collector/counting/superseded.
#include "collector/counting/superseded.h"

#include <algorithm>
#include <numeric>
#include <random>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace dora::counting {
namespace {

using testing::ElementsAre;

constexpr std::chrono::hours day(24);
constexpr std::uint32_t production = 0;
constexpr std::uint32_t staging = 1;

model::Instant hour(int hours) {
  return model::Instant(std::chrono::hours(hours));
}
Outcome merged(int at, std::uint32_t tier = production) {
  return {hour(at), tier, true};
}
Outcome closed(int at, std::uint32_t tier = production) {
  return {hour(at), tier, false};
}

TEST(Superseded, AMergeSoonAfterReplacesEveryEarlierClose) {
  EXPECT_THAT(find_superseded({closed(0), closed(5), merged(24), closed(30)}, day),
              ElementsAre(true, true, false, false));
}

TEST(Superseded, TheTimeBoundIsInclusive) {
  EXPECT_THAT(find_superseded({closed(0), merged(24)}, day), ElementsAre(true, false));
  EXPECT_THAT(find_superseded({closed(0), merged(25)}, day), ElementsAre(false, false));
  EXPECT_THAT(find_superseded({closed(7), merged(7)}, day), ElementsAre(true, false));
}

TEST(Superseded, AnEarlierMergeOrOneInAnotherTierReplacesNothing) {
  EXPECT_THAT(find_superseded({merged(0), closed(1)}, day), ElementsAre(false, false));
  EXPECT_THAT(find_superseded({closed(0, staging), merged(1)}, day), ElementsAre(false, false));
  EXPECT_THAT(find_superseded({closed(0), merged(1, staging), merged(2)}, day),
              ElementsAre(true, false, false));
}

TEST(Superseded, NothingIsFoundWithoutDeployments) {
  EXPECT_TRUE(find_superseded({}, day).empty());
}

model::Deployment deployment(const char* tier, model::DeploymentStatus status, int finished) {
  model::Deployment result;
  result.tier = tier;
  result.status = status;
  result.finished_time = hour(finished);
  return result;
}

TEST(SupersededFinder, LooksAtEachServiceAndTierSeparately) {
  constexpr auto failed = model::DeploymentStatus::failed;
  constexpr auto successful = model::DeploymentStatus::successful;
  SupersededFinder finder(day);
  finder.add("a", deployment("x", failed, 1));
  finder.add("a", deployment("y", failed, 1));
  finder.add("b", deployment("y", failed, 1));
  finder.add("b", deployment("x", successful, 2));
  finder.add("b", deployment("y", successful, 2));
  finder.add("c", deployment("y", failed, 1));
  EXPECT_THAT(finder.finish(), ElementsAre(false, false, true, false, false, false));
}

TEST(SupersededFinder, UsesTheDeploymentTimeIfThereIsNoFinishedTime) {
  model::Deployment merged = deployment("x", model::DeploymentStatus::successful, 0);
  merged.deployment_time = hour(9);
  merged.finished_time.reset();
  SupersededFinder finder(day);
  finder.add("a", deployment("x", model::DeploymentStatus::failed, 8));
  finder.add("a", merged);
  EXPECT_THAT(finder.finish(), ElementsAre(true, false));
}

// The literal definition, to compare with the single pass.
bool is_superseded(const std::vector<Outcome>& all, const Outcome& each) {
  return !each.merged && std::any_of(all.begin(), all.end(), [&each](const Outcome& other) {
    return other.merged && other.tier == each.tier && other.time >= each.time &&
           other.time - each.time <= day;
  });
}

TEST(Superseded, MatchesItsDefinitionInAnyOrder) {
  std::mt19937 dice(7);
  for (int round = 0; round < 200; ++round) {
    std::vector<Outcome> all(dice() % 30);
    for (Outcome& each : all) {
      each = {hour(static_cast<int>(dice() % 120)), static_cast<std::uint32_t>(dice() % 3),
              dice() % 2 == 0};
    }
    const std::vector<bool> found = find_superseded(all, day);
    for (std::size_t i = 0; i < all.size(); ++i) {
      EXPECT_EQ(found[i], is_superseded(all, all[i])) << "round " << round << ", " << i;
    }
  }
}

}  // namespace
}  // namespace dora::counting
