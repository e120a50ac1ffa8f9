// Tests by WCAG's formula that texts, bars and lines are legible in both themes.
#include "renderer/chart/theme.h"

#include <set>

#include <gtest/gtest.h>

#include "renderer/chart/contrast.h"

namespace dora::chart {
namespace {

class ThemeTest : public testing::TestWithParam<Theme> {};

TEST_P(ThemeTest, TextsAreLegible) {
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

TEST_P(ThemeTest, EveryRoleHasItsOwnColour) {
  const Colors& colors = colors_of(GetParam());
  EXPECT_EQ(std::set<Color>(colors.begin(), colors.end()).size(), role_count);
}

INSTANTIATE_TEST_SUITE_P(Themes, ThemeTest, testing::Values(Theme::light, Theme::dark),
                         [](const auto& theme) { return std::string(name_of(theme.param)); });

}  // namespace
}  // namespace dora::chart
