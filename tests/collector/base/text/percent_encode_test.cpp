// Tests of collector/base/text/percent_encode.
#include "collector/base/text/percent_encode.h"

#include <gtest/gtest.h>

namespace dora::text {
namespace {

TEST(PercentEncode, EncodesAllButUnreservedCharacters) {
  EXPECT_EQ(percent_encode("group/sub group/project"), "group%2Fsub%20group%2Fproject");
  EXPECT_EQ(percent_encode("AZaz09-._~"), "AZaz09-._~");
  EXPECT_EQ(percent_encode("é+&"), "%C3%A9%2B%26");
}

}  // namespace
}  // namespace dora::text
