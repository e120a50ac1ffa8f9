// Tests that lists of labels are read back from the store unchanged.
#include "collector/store/label_list.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace dora::store {
namespace {

TEST(LabelList, ReadsWhatItWrote) {
  const std::vector<std::string> labels{"service:a", "tier:\"b\"\n", "\xF0\x9F\x98\x80", ""};
  std::vector<std::string> read{"old", "memory"};
  ASSERT_TRUE(parse_labels(to_text(labels), read));
  EXPECT_EQ(read, labels);
  ASSERT_TRUE(parse_labels("[]", read));
  EXPECT_THAT(read, testing::IsEmpty());
}

TEST(LabelList, RefusesEveryOtherText) {
  std::vector<std::string> labels;
  for (const char* text :
       {"", "null", "\"a\"", "[1]", "[[\"a\"]]", "[\"a\"", "[\"\xff\"]", R"(["\ude00"])"}) {
    EXPECT_FALSE(parse_labels(text, labels)) << text;
  }
}

}  // namespace
}  // namespace dora::store
