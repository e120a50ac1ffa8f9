// Tests the reading of form fields.
#include "reports/webserver/form_text.h"

#include <gtest/gtest.h>

namespace dora::webserver {
namespace {

TEST(FormText, ReadsFields) {
  const std::vector<std::pair<const char*, FormFields>> cases{
      {"", {}},
      {"text=What+broke%3F", {{"text", "What broke?"}}},
      {"a=1&b=&c&&=d", {{"a", "1"}, {"b", ""}, {"c", ""}, {"", "d"}}},
      {"n=M%C3%BCller%0D%0A%09x", {{"n", "M\xC3\xBCller\r\n\tx"}}},
      {"a=b=c", {{"a", "b=c"}}},
  };
  for (const auto& [text, expected] : cases) {
    const auto fields = parse_form(text);
    ASSERT_TRUE(fields) << text;
    EXPECT_EQ(*fields, expected) << text;
    EXPECT_EQ(parse_form(form_text(*fields)), fields) << text;
  }
}

TEST(FormText, RefusesWhatIsBrokenHiddenOrTwice) {
  for (const char* text :
       {"a=%", "a=%4", "a=%zz", "a=%00", "a=%1b", "a=%7f", "a=%ff", "a=%ed%a0%80", "a=%e2%80%ae",
        "a=1&a=2", "a%00b=1", "a&b&c&d&e&f&g&h&i&j&k&l&m&n&o&p&q&r&s&t&u"}) {
    EXPECT_FALSE(parse_form(text)) << text;
  }
}

}  // namespace
}  // namespace dora::webserver
