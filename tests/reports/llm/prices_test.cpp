// Tests of reports/llm/prices.
#include "reports/llm/prices.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/error_of.h"
#include "tests/support/temporary_folder.h"

namespace dora::llm {
namespace {

using testing::HasSubstr;

TEST(Prices, ReadsTheFormatOfLiteLlm) {
  const test::TemporaryFolder folder;
  const auto file = folder.write("prices.json", R"({
    "sample_spec": {"input_cost_per_token": 0.0, "litellm_provider": "one of ..."},
    "small": {"input_cost_per_token": 1.5e-07, "output_cost_per_token": 6e-07, "mode": "chat"},
    "free": {"input_cost_per_token": 0, "output_cost_per_token": 0},
    "embedding": {"input_cost_per_token": 1e-08},
    "odd": {"input_cost_per_token": -1, "output_cost_per_token": "much"}})");
  const auto small = read_prices(file, "small");
  ASSERT_TRUE(small);
  EXPECT_DOUBLE_EQ(small->input, 1.5e-7);
  EXPECT_DOUBLE_EQ(small->output, 6e-7);
  EXPECT_TRUE(read_prices(file, "free"));
  for (const char* model : {"embedding", "odd", "absent", ""}) {
    EXPECT_FALSE(read_prices(file, model)) << model;
  }
}

TEST(Prices, RefusesOtherFiles) {
  const test::TemporaryFolder folder;
  for (const char* text : {"", "[]", "{", "price list"}) {
    const auto file = folder.write("prices.json", text);
    EXPECT_THAT(test::error_of([&] { read_prices(file, "m"); }), HasSubstr("prices.json"));
  }
}

TEST(Prices, MoneyIsRoundedUp) {
  EXPECT_DOUBLE_EQ(cost({1e-6, 2e-6}, 1000, 500), 0.002);
  EXPECT_EQ(dollars(0.002), "$0.0020");
  EXPECT_EQ(dollars(0.00201), "$0.0021");
  EXPECT_EQ(dollars(0), "$0.0000");
  EXPECT_EQ(dollars(12.301), "$12.31");
}

}  // namespace
}  // namespace dora::llm
