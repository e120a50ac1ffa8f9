// Tests that the fonts of charts are known, and that a different font is noticed.
#include "renderer/journal/fonts.h"

#include <cstdlib>

#include <gmock/gmock.h>

#include "tests/support/temporary_folder.h"

namespace dora::journal {
namespace {

using testing::HasSubstr;

std::string value_of(const Inputs& inputs, const std::string& name) {
  for (const Input& input : inputs) {
    if (input.name == name) {
      return input.value;
    }
  }
  return "no such input";
}

TEST(Fonts, AreTheOnesThatScriptsRequest) {
  const Inputs fonts = fonts_in_use().inputs;
  EXPECT_THAT(value_of(fonts, "font"), HasSubstr("DejaVuSans.ttf (face 0, version "));
  EXPECT_THAT(value_of(fonts, "bold font"), HasSubstr("DejaVuSans-Bold.ttf"));
  EXPECT_EQ(fonts, fonts_in_use().inputs);
}

TEST(Fonts, DependOnTheConfigurationAndNotOnTheLocale) {
  const Inputs fonts = fonts_in_use().inputs;
  ::setenv("LC_ALL", "ja_JP.UTF-8", 1);
  EXPECT_EQ(fonts_in_use().inputs, fonts);
  ::unsetenv("LC_ALL");
  const test::TemporaryFolder folder;
  const auto empty = folder.write("fonts.conf", "<?xml version=\"1.0\"?><fontconfig/>\n");
  ::setenv("FONTCONFIG_FILE", empty.c_str(), 1);
  EXPECT_EQ(value_of(fonts_in_use().inputs, "font"), "none");
  ::unsetenv("FONTCONFIG_FILE");
}

TEST(Fonts, ShowOnlyCharactersFromTheConfiguredFolders) {
  const test::TemporaryFolder folder;
  const std::string begin =
      "<?xml version=\"1.0\"?><fontconfig><cachedir>" + (folder / "cache").string() + "</cachedir>";
  const auto none = folder.write("none.conf", begin + "</fontconfig>\n");
  const auto dejavu = folder.write(
      "dejavu.conf", begin + "<dir>/usr/share/fonts/truetype/dejavu</dir></fontconfig>\n");
  ::setenv("FONTCONFIG_FILE", dejavu.c_str(), 1);
  const layout::CharacterSet characters = fonts_in_use().characters;
  ::setenv("FONTCONFIG_FILE", none.c_str(), 1);
  const layout::CharacterSet nothing = fonts_in_use().characters;
  ::unsetenv("FONTCONFIG_FILE");
  for (const char32_t c : {U'a', U'\u00E9', U'\u00B7', U'\u2013', U'\u2026', U'\u0416'}) {
    EXPECT_TRUE(characters.has(c)) << static_cast<unsigned>(c);
    EXPECT_FALSE(nothing.has(c)) << static_cast<unsigned>(c);
  }
  for (const char32_t c : {U'\u0378', U'\uE000', U'\u0939', U'\u652F', U'\U0001F680'}) {
    EXPECT_FALSE(characters.has(c)) << static_cast<unsigned>(c);
  }
}

}  // namespace
}  // namespace dora::journal
