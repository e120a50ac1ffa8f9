// Tests that hostile text never reaches a terminal or a log unescaped.
#include "collector/base/text/printable.h"

#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace dora::text {
namespace {

using namespace std::string_literals;

TEST(Printable, EscapesOnlyWhatControlsATerminal) {
  const std::vector<std::pair<std::string, std::string>> table{
      {"", ""},
      {"payments-api", "payments-api"},
      {"決済 é 🚀", "決済 é 🚀"},
      {"`$(x)` \\n <b>'\"", "`$(x)` \\n <b>'\""},
      {"\x1b[31mred\x1b[0m", "\\x1B[31mred\\x1B[0m"},
      {"a\r\nb\tc", "a\\x0D\\x0Ab\\x09c"},
      {"nul\0end"s, "nul\\x00end"},
      {"\x7f", "\\x7F"},
      {"\u0085\u009b", "\\u{0085}\\u{009B}"},
      {"\u202egnp.exe", "\\u{202E}gnp.exe"},
      {"\u2066x\u2069", "\\u{2066}x\\u{2069}"},
      {"\u2028\u2029", "\\u{2028}\\u{2029}"},
      {"\u200e\u200f\u061c", "\\u{200E}\\u{200F}\\u{061C}"},
      {"\ufeff", "\\u{FEFF}"},
      {"\xff\xfe", "\\xFF\\xFE"},
      {"\xc3", "\\xC3"},
      {"\xc3(", "\\xC3("},
      {"\xe6\xb1", "\\xE6\\xB1"},
      {"\xc0\xaf", "\\xC0\\xAF"},
      {"\xed\xa0\x80", "\\xED\\xA0\\x80"},
      {"\xf5\x80\x80\x80", "\\xF5\\x80\\x80\\x80"}};
  for (const auto& [text, expected] : table) {
    EXPECT_EQ(printable(text), expected);
  }
}

TEST(Printable, OutputIsAlwaysOneLineOfUtf8) {
  for (int first = 0; first < 256; ++first) {
    for (int second = 0; second < 256; ++second) {
      const std::string text{static_cast<char>(first), static_cast<char>(second), 'x'};
      const std::string shown = printable(text);
      EXPECT_EQ(shown.find_first_of("\n\r\x1b\0"s), std::string::npos) << first << " " << second;
      EXPECT_EQ(printable(shown), shown) << first << " " << second;
    }
  }
}

TEST(Printable, KeepsOnlyWellFormedUtf8) {
  for (const std::string text : {"", "abc", "é", "決済", "🚀", "\U0010ffff", "\ud7ff"}) {
    EXPECT_EQ(printable(text), text);
  }
  for (const std::string text : {"\x80", "\xc3", "\xc1\x81", "\xe0\x80\x80", "\xe0\x9f\xbf",
                                 "\xed\xa0\x80", "\xf0\x80\x80\x80", "\xf0\x8f\xbf\xbf",
                                 "\xf4\x90\x80\x80", "\xf8\x88\x80\x80\x80", "a\xe6\xb1"}) {
    EXPECT_THAT(printable(text), testing::HasSubstr("\\x")) << testing::PrintToString(text);
  }
}

}  // namespace
}  // namespace dora::text
