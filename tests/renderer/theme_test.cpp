// Tests by WCAG's formula that what is to be read can be read in both themes.
#include "renderer/theme.h"

#include <cmath>
#include <set>

#include <gtest/gtest.h>

namespace dora::renderer {
namespace {

/// Of sRGB: https://www.w3.org/TR/WCAG21/#dfn-relative-luminance
double luminance(Color color) {
  const auto linear = [color](unsigned shift) {
    const double value = static_cast<double>(color >> shift & 0xFFU) / 255;
    return value <= 0.03928 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
  };
  return 0.2126 * linear(16) + 0.7152 * linear(8) + 0.0722 * linear(0);
}

/// https://www.w3.org/TR/WCAG21/#dfn-contrast-ratio
double contrast(Color a, Color b) {
  const double lighter = std::max(luminance(a), luminance(b));
  return (lighter + 0.05) / (std::min(luminance(a), luminance(b)) + 0.05);
}

class ThemeTest : public testing::TestWithParam<Theme> {};

TEST(Contrast, IsWcags) {
  EXPECT_NEAR(contrast(0x000000, 0xFFFFFF), 21, 1e-9);
  EXPECT_NEAR(contrast(0x767676, 0xFFFFFF), 4.54, 0.01);
  EXPECT_EQ(contrast(0x123456, 0x123456), 1);
}

TEST_P(ThemeTest, TextsCanBeRead) {
  const Color background = color_of(GetParam(), Role::background);
  for (const Role role : {Role::title, Role::figures, Role::legend, Role::tics}) {
    EXPECT_GE(contrast(color_of(GetParam(), role), background), 4.5) << static_cast<int>(role);
  }
}

TEST_P(ThemeTest, BarsAndTheLineStandOut) {
  const Color background = color_of(GetParam(), Role::background);
  const Color line = color_of(GetParam(), Role::line);
  for (const Role role : {Role::successful, Role::failed}) {
    EXPECT_GE(contrast(color_of(GetParam(), role), background), 3) << static_cast<int>(role);
    EXPECT_GE(contrast(color_of(GetParam(), role), line), 3) << static_cast<int>(role);
  }
  EXPECT_GE(contrast(line, background), 3);
}

TEST_P(ThemeTest, UnfinishedBarsArePalerThanFinishedOnes) {
  const Theme theme = GetParam();
  const auto against_background = [theme](Role role) {
    return contrast(color_of(theme, role), color_of(theme, Role::background));
  };
  EXPECT_GT(against_background(Role::successful), 2 * against_background(Role::successful_so_far));
  EXPECT_GT(against_background(Role::failed), 2 * against_background(Role::failed_so_far));
  EXPECT_GT(against_background(Role::successful_so_far), 1.5);
  EXPECT_GT(against_background(Role::failed_so_far), 1.5);
}

TEST_P(ThemeTest, EveryRoleHasAColourOfItsOwn) {
  const Colors& colors = colors_of(GetParam());
  EXPECT_EQ(std::set<Color>(colors.begin(), colors.end()).size(), role_count);
}

INSTANTIATE_TEST_SUITE_P(Themes, ThemeTest, testing::Values(Theme::light, Theme::dark),
                         [](const auto& theme) { return std::string(name_of(theme.param)); });

}  // namespace
}  // namespace dora::renderer
