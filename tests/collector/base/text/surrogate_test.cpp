// Tests that unpaired surrogates are found, and no valid characters.
#include "collector/base/text/surrogate.h"

#include <gtest/gtest.h>

namespace dora::text {
namespace {

TEST(Surrogate, IsFoundAnywhere) {
  for (const char* text :
       {"\xED\xA0\x80", "\xED\xBF\xBF", "a\xED\xB8\x80z", "\xED\x9F\xBF\xED\xB8\x80"}) {
    EXPECT_TRUE(has_surrogate(text)) << text;
  }
}

TEST(Surrogate, IsNotFoundInOtherCharacters) {
  for (const char* text : {"", "service:a", "\xED\x80\x80", "\xED\x9F\xBF", "\xEE\x80\x80",
                           "\xF0\x9F\x98\x80", "\xC3\xAD"}) {
    EXPECT_FALSE(has_surrogate(text)) << text;
  }
}

}  // namespace
}  // namespace dora::text
