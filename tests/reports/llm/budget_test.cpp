// Tests what may be spent.
#include "reports/llm/budget.h"

#include <gtest/gtest.h>

namespace dora::llm {
namespace {

TEST(Budget, BoundsWhatMayBeSpent) {
  const Prices prices{1e-6, 2e-6};  // A dollar and two for a million.
  const Tokens most = most_tokens(968, 500);
  EXPECT_EQ(most.input, 1000);
  EXPECT_EQ(most.output, 500);  // $0.002 an attempt.
  Budget budget(prices, 0.0085);
  EXPECT_TRUE(budget.reserve(most, 2));
  EXPECT_TRUE(budget.reserve(most, 2));
  EXPECT_FALSE(budget.reserve(most, 2)) << "it could pass the limit";
  Answer answer;
  answer.outcome = Outcome::complete;
  answer.usage = Usage{100, 50, 150};
  budget.settle(most, 2, answer);
  EXPECT_NEAR(budget.spent(), 0.0002, 1e-9);
  EXPECT_TRUE(budget.reserve(most, 2));
  answer.usage = std::nullopt;
  answer.broken_attempts = 1;
  budget.settle(most, 2, answer);
  EXPECT_NEAR(budget.spent(), 0.0042, 1e-9) << "what is not known counts as much as possible";
  EXPECT_EQ(budget.unknown(), 1);
  EXPECT_EQ(budget.used().input, 100);
  Budget free(std::nullopt, std::nullopt);
  EXPECT_TRUE(free.reserve(most, 1000));
}

}  // namespace
}  // namespace dora::llm
