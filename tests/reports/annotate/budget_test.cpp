// Tests of reports/annotate/budget.
#include "reports/annotate/budget.h"

#include <gtest/gtest.h>

namespace dora::annotate {
namespace {

TEST(Budget, BoundsWhatMayBeSpent) {
  const llm::Prices prices{1e-6, 2e-6};  // A dollar and two for a million.
  const Tokens most = most_tokens(968, 500);
  EXPECT_EQ(most.input, 1000);
  EXPECT_EQ(most.output, 500);  // $0.002 an attempt.
  Budget budget(prices, 0.0085);
  EXPECT_TRUE(budget.reserve(most, 2));
  EXPECT_TRUE(budget.reserve(most, 2));
  EXPECT_FALSE(budget.reserve(most, 2)) << "it could pass the limit";
  llm::Answer answer;
  answer.outcome = llm::Outcome::complete;
  answer.usage = llm::Usage{100, 50, 150};
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

TEST(Budget, EstimatesFromWhatWasSeen) {
  EXPECT_EQ(likely_tokens(3900, 400, {}).input, 1000);
  EXPECT_EQ(likely_tokens(3000, 40, {}).output, 40);
  const Tokens likely = likely_tokens(3000, 400, {10, 5000, 10'000, 300});
  EXPECT_EQ(likely.input, 1500);
  EXPECT_EQ(likely.output, 30);
  EXPECT_EQ(describe({12'345, 6}, llm::Prices{1e-6, 0}), "12,345 tokens in, 6 out, $0.0124");
  EXPECT_EQ(describe({1, 2}, std::nullopt), "1 tokens in, 2 out");
}

}  // namespace
}  // namespace dora::annotate
