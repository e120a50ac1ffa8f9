// Tests that the fonts which charts are written with are known, and that another one is noticed.
#include "renderer/fonts.h"

#include <cstdlib>

#include <gmock/gmock.h>

#include "tests/support/temporary_folder.h"

namespace dora::renderer {
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

TEST(Fonts, AreThoseOfTheScripts) {
  const Inputs fonts = fonts_in_use();
  EXPECT_THAT(value_of(fonts, "font"), HasSubstr("DejaVuSans.ttf (face 0, version "));
  EXPECT_THAT(value_of(fonts, "bold font"), HasSubstr("DejaVuSans-Bold.ttf"));
  EXPECT_EQ(fonts, fonts_in_use());
}

TEST(Fonts, DependOnTheConfigurationAndNotOnTheLocale) {
  const Inputs fonts = fonts_in_use();
  ::setenv("LC_ALL", "ja_JP.UTF-8", 1);
  EXPECT_EQ(fonts_in_use(), fonts);
  ::unsetenv("LC_ALL");
  const test::TemporaryFolder folder;
  const auto empty = folder.write("fonts.conf", "<?xml version=\"1.0\"?><fontconfig/>\n");
  ::setenv("FONTCONFIG_FILE", empty.c_str(), 1);
  EXPECT_EQ(value_of(fonts_in_use(), "font"), "none");
  ::unsetenv("FONTCONFIG_FILE");
}

}  // namespace
}  // namespace dora::renderer
