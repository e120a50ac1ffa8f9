// Tests of reports/pages/parts/tier_names.
#include "reports/pages/parts/tier_names.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace dora::pages {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(ShortTierNames, AreThoseOfTheField) {
  EXPECT_THAT(
      short_tier_names({"production", "Staging", "qa", "DEVELOPMENT", "testing", "prod-eu"}),
      ElementsAre("prod", "stg", "qa", "dev", "test", "prod-eu"));
  EXPECT_THAT(short_tier_names({}), IsEmpty());
}

TEST(ShortTierNames, AreCutVisibly) {
  EXPECT_THAT(short_tier_names({"sandboxes", "sandbox1", "eu-west-1", "performance"}),
              ElementsAre("sandbox…", "sandbox1", "eu-west…", "perform…"));
  EXPECT_THAT(short_tier_names({"プロダクション環境", "本番"}),
              ElementsAre("プロダクション…", "本番"));
  EXPECT_THAT(short_tier_names({"---------"}), ElementsAre("-------…"));
}

TEST(ShortTierNames, StayApart) {
  EXPECT_THAT(short_tier_names({"production", "prod", "qa", "staging"}),
              ElementsAre("product…", "prod", "qa", "stg"));
  EXPECT_THAT(short_tier_names({"dev", "develop"}), ElementsAre("dev", "develop"));
}

}  // namespace
}  // namespace dora::pages
