// Tests that a list in a message stays short.
#include "collector/base/text/bounded_list.h"

#include <gtest/gtest.h>

namespace dora::text {
namespace {

TEST(BoundedList, NamesTheFirstFewAndCountsTheRest) {
  EXPECT_EQ(bounded_list({}), "");
  EXPECT_EQ(bounded_list({"a"}), "a");
  EXPECT_EQ(bounded_list({"a", "b", "c"}, 3), "a, b, c");
  EXPECT_EQ(bounded_list({"a", "b", "c", "d"}, 3), "a, b, c and 1 more");
  EXPECT_EQ(bounded_list(std::vector<std::string>(5000, "x")), "x, x, x, x, x and 4995 more");
}

}  // namespace
}  // namespace dora::text
