// Tests Base64 with the examples of its standard and with bytes encoded in several pieces.
#include "collector/base/text/base64.h"

#include <gtest/gtest.h>

namespace dora::text {
namespace {

// RFC 4648, section 10.
TEST(Base64, GivesTheExamplesOfTheStandard) {
  EXPECT_EQ(base64(""), "");
  EXPECT_EQ(base64("f"), "Zg==");
  EXPECT_EQ(base64("fo"), "Zm8=");
  EXPECT_EQ(base64("foo"), "Zm9v");
  EXPECT_EQ(base64("foob"), "Zm9vYg==");
  EXPECT_EQ(base64("fooba"), "Zm9vYmE=");
  EXPECT_EQ(base64("foobar"), "Zm9vYmFy");
}

TEST(Base64, TakesAnyBytesAndPadsOnlyTheEnd) {
  EXPECT_EQ(base64(std::string_view("\0\xff\xfe", 3)), "AP/+");
  const std::string bytes(1'000'000, '\xfb');
  std::string expected;
  for (int i = 0; i < 333'333; ++i) {
    expected += "+/v7";
  }
  EXPECT_EQ(base64(bytes), expected + "+w==");
}

}  // namespace
}  // namespace dora::text
