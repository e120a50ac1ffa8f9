// Tests of collector/counting/name_key: which spellings belong to one name, in any script.
#include "collector/counting/name_key.h"

#include <gtest/gtest.h>

namespace dora::counting {
namespace {

struct Writings {
  const char* one;
  const char* other;
  const char* difference;  ///< Empty: the names are different.
};

TEST(NameKey, IsTheSameForSpellingsOfOneName) {
  const Writings table[] = {{"api", "Api", "capitals"},
                            {"api", " api ", "spaces"},
                            {" Api", "api", "capitals and spaces"},
                            {"ΟΔΟΣ", "οδος", "capitals"},
                            {"СЕРВИС", "сервис", "capitals"},
                            {"ՀԱՅ", "հայ", "capitals"},
                            {"\U00010400", "\U00010428", "capitals"},
                            {"stra\u00dfe", "STRASSE", "capitals"},
                            {"Caf\u00e9", "Cafe\u0301", "code points"},
                            {"CAF\u00c9", "cafe\u0301", "capitals and code points"},
                            {"\u1112\u1161\u11ab", "\ud55c", "code points"},
                            {"\uff41\uff50\uff49", "api", "code points"},
                            {"\ufb01le", "file", "code points"},
                            {"a\u200bpi", "api", "code points"},
                            {"api", "apj", ""},
                            {"cafe", "caf\u00e9", ""},
                            {"a pi", "api", ""},
                            {"api\xff", "API\xff", ""},
                            {"", "x", ""}};
  for (const auto& [one, other, difference] : table) {
    EXPECT_EQ(name_key(one) == name_key(other), *difference != '\0') << one << ", " << other;
    if (*difference != '\0') {
      EXPECT_EQ(writing_difference(one, other), difference) << one << ", " << other;
      EXPECT_EQ(writing_difference(other, one), difference) << other << ", " << one;
    }
  }
}

}  // namespace
}  // namespace dora::counting
