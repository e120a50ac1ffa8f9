// Tests of collector/base/text/ascii.
#include "collector/base/text/ascii.h"

#include <gtest/gtest.h>

namespace dora::text {
namespace {

TEST(AsciiLower, ChangesTheLettersAToZOnly) {
  EXPECT_EQ(ascii_lower("AZaz019@[`{-_"), "azaz019@[`{-_");
  EXPECT_EQ(ascii_lower("ÄÉİ"), "ÄÉİ");
  EXPECT_EQ(ascii_lower(std::string_view("A\0B", 3)), std::string("a\0b", 3));
  EXPECT_EQ(ascii_lower(""), "");
}

}  // namespace
}  // namespace dora::text
