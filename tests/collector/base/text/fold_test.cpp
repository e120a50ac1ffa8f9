// Tests that names are folded for sorting and searching.
#include "collector/base/text/fold.h"

#include <gtest/gtest.h>

namespace dora::text {
namespace {

TEST(Folded, HasNoCapitalsAndNoMarks) {
  EXPECT_EQ(folded("Payments-API 2"), "payments-api 2");
  EXPECT_EQ(folded("Müller-Import"), "muller-import");
  EXPECT_EQ(folded("Mu\u0308ller"), "muller") << "a letter and a mark of its own";
  EXPECT_EQ(folded("Straße ﬁ"), "strasse fi");
  EXPECT_EQ(folded("決済サービス"), folded("決済サービス"));
  EXPECT_EQ(folded(""), "");
}

TEST(Folded, LeavesAloneWhatIsNotUtf8) {
  EXPECT_EQ(folded("A\xFFz"), "A\xFFz");
  EXPECT_EQ(folded(std::string_view("a\0B", 3)), std::string("a\0b", 3));
}

}  // namespace
}  // namespace dora::text
