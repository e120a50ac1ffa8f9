// Tests what replaces characters that no font has, and the warning about them.
#include "renderer/layout/drawable_text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace dora::layout {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

/// Latin, combining marks and two emoji of DejaVu Sans.
const CharacterSet& fonts() {
  static const CharacterSet set({{0x20, 0x7E}, {0xA1, 0x377}, {0x1F600, 0x1F601}});
  return set;
}

TEST(DrawableText, NamesOrEncodesCharactersWithoutAFont) {
  struct Case {
    const char* text;
    const char* drawn;
  };
  const Case cases[] = {
      {"", ""},
      {"launch x", "launch x"},
      {"caf\u00E9 e\u0301 \U0001F600", "caf\u00E9 e\u0301 \U0001F600"},
      {"launch \U0001F680", "launch [rocket]"},
      {"\U0001F525\U0001F41B bugs", "[fire bug] bugs"},
      {"x \uE000", "x [U+E000]"},
      {"x \u0378\uFFFF\U0001FFFE", "x [U+0378 U+FFFF U+1FFFE]"},
      {"\u0939\u093F", "[U+0939 U+093F]"},
      // Two regional letters are a flag, a single one is itself.
      {"shop \U0001F1E9\U0001F1EA", "shop [flag DE]"},
      {"\U0001F1E9\U0001F1EA\U0001F1EB\U0001F1F7\U0001F1E9", "[flag DE flag FR U+1F1E9]"},
      // What modifies an emoji goes with it: skin tone, joiner, selector, tags.
      {"\U0001F44D\U0001F3FD!", "[thumbs up]!"},
      {"\U0001F468\u200D\U0001F469\u200D\U0001F467", "[man woman girl]"},
      {"\u2764\uFE0F", "[red heart]"},
      {"\U0001F3F4\U000E0067\U000E0062\U000E007F", "[black flag]"},
      {"1\uFE0F\u20E3 svc", "1\uFE0F[U+20E3] svc"},
      // Invisible: nothing is drawn.
      {"a\u200Bb\u00A0c\u3000d", "a\u200Bb\u00A0c\u3000d"},
  };
  for (const Case& sample : cases) {
    std::set<char32_t> missing;
    EXPECT_EQ(drawable(sample.text, fonts(), missing), sample.drawn);
    EXPECT_EQ(missing.empty(), std::string(sample.text) == sample.drawn) << sample.text;
  }
}

TEST(DrawableText, KeepsAsciiWithoutAnyFont) {
  std::set<char32_t> missing;
  EXPECT_EQ(drawable("launch \u00E9", {}, missing), "launch [U+00E9]");
  EXPECT_THAT(missing, ElementsAre(char32_t{0xE9}));
}

TEST(DrawableText, WarningNamesThePackagesThatHelp) {
  EXPECT_THAT(missing_characters_text({0x1F680}),
              AllOf(HasSubstr("1 character "), HasSubstr("(U+1F680)"), HasSubstr("fonts-symbola"),
                    Not(HasSubstr("fonts-noto"))));
  EXPECT_THAT(missing_characters_text({0x939, 0x652F}),
              AllOf(HasSubstr("fonts-noto-cjk, fonts-noto-core"), Not(HasSubstr("symbola"))));
  EXPECT_THAT(missing_characters_text({0xE000, 0xFFFF}), Not(HasSubstr("install fonts")));
  EXPECT_THAT(missing_characters_text({0xE000, 0xE001, 0xE002, 0xE003, 0xE004, 0xE005, 0xE006}),
              HasSubstr("U+E004 and 2 more)"));
}

}  // namespace
}  // namespace dora::layout
