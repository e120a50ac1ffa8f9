// Tests of reports/annotate/estimate.
#include "reports/annotate/estimate.h"

#include <gtest/gtest.h>

namespace dora::annotate {
namespace {

TEST(Estimate, UsesWhatWasSeen) {
  EXPECT_EQ(likely_tokens(3900, 400, {}).input, 1000);
  EXPECT_EQ(likely_tokens(3000, 40, {}).output, 40);
  const llm::Tokens likely = likely_tokens(3000, 400, {10, 5000, 10'000, 300});
  EXPECT_EQ(likely.input, 1500);
  EXPECT_EQ(likely.output, 30);
  EXPECT_EQ(describe({12'345, 6}, llm::Prices{1e-6, 0}), "12,345 tokens in, 6 out, $0.0124");
  EXPECT_EQ(describe({1, 2}, std::nullopt), "1 tokens in, 2 out");
}

}  // namespace
}  // namespace dora::annotate
