// Tests which tiers come first.
#include "collector/model/tier_order.h"

#include <gtest/gtest.h>

namespace dora::model {
namespace {

TEST(TierOrder, KnowsTheUsualNames) {
  const TierOrder order;
  EXPECT_EQ(order.rank("production"), order.rank("PROD"));
  EXPECT_LT(order.rank("live"), order.rank("staging"));
  EXPECT_LT(order.rank("staging"), order.rank("qa"));
  EXPECT_LT(order.rank("test"), order.rank("dev"));
  EXPECT_LT(order.rank("development"), order.rank("eu-west"));
  EXPECT_EQ(order.rank("eu-west"), order.rank(""));
}

TEST(TierOrder, IsTheOneThatIsGiven) {
  const TierOrder order({"eu-west", "production"});
  EXPECT_LT(order.rank("eu-west"), order.rank("production"));
  EXPECT_LT(order.rank("production"), order.rank("staging"));
  EXPECT_EQ(order.rank("staging"), order.rank("Production")) << "names are compared as they are";
}

}  // namespace
}  // namespace dora::model
