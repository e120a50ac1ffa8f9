// Tests what is read of TOML, and that errors name the line but repeat nothing.
#include "collector/base/tables/toml_table.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/error_of.h"

namespace dora::tables {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> lines;
  for (const TomlSetting& setting : parse_toml(text, "x.toml")) {
    std::string line = std::to_string(setting.line) + ":";
    for (const std::string& part : setting.key) {
      line += " " + part;
    }
    for (const std::string& value : setting.values) {
      line += " [" + value + "]";
    }
    lines.push_back(line);
  }
  return lines;
}

std::string toml_error(std::string_view text) {
  return test::error_of([&] { parse_toml(text, "x.toml"); });
}

TEST(TomlTable, ReadsValuesAsTextsInTheOrderOfTheirLines) {
  EXPECT_THAT(
      lines_of("z = 'text'\nnumber = 12\nshare = 2.5\nflag = true\nday = 2024-01-31\n"
               "list = [\"a\", \"b\"]\nnone = []\n[collect]\nproject = \"x\"\n"),
      ElementsAre("1: z [text]", "2: number [12]", "3: share [2.5]", "4: flag [true]",
                  "5: day [2024-01-31]", "6: list [a] [b]", "7: none", "9: collect project [x]"));
  EXPECT_THAT(lines_of(""), ElementsAre());
}

TEST(TomlTable, NamesTheLineOfAnError) {
  EXPECT_EQ(
      toml_error("a = 1\nproject = \"secret\n"),
      "x.toml: line 2: this is not TOML; texts need quotes, as in key = \"text\", and quotes and "
      "brackets must be closed");
  EXPECT_THAT(toml_error("a = secret"), HasSubstr("x.toml: line 1: this is not TOML"));
  EXPECT_THAT(toml_error("a = 'secret'\na = 2\n"),
              HasSubstr("x.toml: line 2: this key is set before"));
  EXPECT_THAT(toml_error("a = [[1]]"), HasSubstr("x.toml: line 1: a list may hold texts"));
  for (const char* text :
       {"a = secret", "a = \"secret", "secret", "[secret", "a = 'secret' secret"}) {
    EXPECT_THAT(toml_error(text), Not(HasSubstr("secret"))) << text;
  }
}

}  // namespace
}  // namespace dora::tables
