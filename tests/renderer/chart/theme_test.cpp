// Tests by WCAG's formula that texts, bars and lines are legible in both themes.
#include "renderer/chart/theme.h"

#include <array>
#include <cmath>
#include <set>

#include <gtest/gtest.h>

#include "renderer/chart/contrast.h"

namespace dora::chart {
namespace {

/// Linear light: red, green, blue.
using Light = std::array<double, 3>;

Light light_of(Color color) {
  const auto channel = [color](unsigned shift) {
    const double value = static_cast<double>(color >> shift & 0xFFU) / 255;
    return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
  };
  return {channel(16), channel(8), channel(0)};
}

/// What somebody without one kind of cones sees (G. Machado et al., A Physiologically-based Model
/// for Simulation of Color Vision Deficiency, IEEE TVCG 15 (2009), table 1, severity 1).
using Matrix = std::array<Light, 3>;
constexpr Matrix protanopia{{{0.152286, 1.052583, -0.204868},
                             {0.114503, 0.786281, 0.099216},
                             {-0.003882, -0.048116, 1.051998}}};
constexpr Matrix deuteranopia{{{0.367322, 0.860646, -0.227968},
                               {0.280085, 0.672501, 0.047413},
                               {-0.011820, 0.042940, 0.968881}}};
constexpr Matrix tritanopia{{{1.255528, -0.076749, -0.178779},
                             {-0.078411, 0.930809, 0.147602},
                             {0.004733, 0.691367, 0.303900}}};

/// CIE 1976 L*a*b*, white point D65.
Light lab_of(const Light& light) {
  const auto [r, g, b] = light;
  const auto f = [](double value) {
    return value > 0.008856 ? std::cbrt(value) : 7.787 * value + 16.0 / 116;
  };
  const double x = f((0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.9505);
  const double y = f(0.2126 * r + 0.7152 * g + 0.0722 * b);
  const double z = f((0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.089);
  return {116 * y - 16, 500 * (x - y), 200 * (y - z)};
}

/// The distance of two colours as seen without some cones; 2 is just visible side by side.
double difference(Color a, Color b, const Matrix& seen) {
  const auto lab = [&seen](Color color) {
    const Light light = light_of(color);
    Light result{};
    for (std::size_t row = 0; row < 3; ++row) {
      result[row] = std::max(
          0.0, seen[row][0] * light[0] + seen[row][1] * light[1] + seen[row][2] * light[2]);
    }
    return lab_of(result);
  };
  const Light one = lab(a);
  const Light other = lab(b);
  return std::hypot(one[0] - other[0], one[1] - other[1], one[2] - other[2]);
}

class ThemeTest : public testing::TestWithParam<Theme> {};

TEST_P(ThemeTest, TextsAreLegible) {
  const Color background = color_of(GetParam(), Role::background);
  for (const Role role :
       {Role::title, Role::figures, Role::tics, Role::successful_text, Role::failed_text}) {
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
  EXPECT_GE(contrast(line, color_of(GetParam(), Role::band)), 3);
  EXPECT_GE(contrast(color_of(GetParam(), Role::reference), background), 3);
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

TEST_P(ThemeTest, SuccessfulAndFailedDifferWithoutSomeCones) {
  for (const Matrix& seen : {protanopia, deuteranopia, tritanopia}) {
    const auto apart = [&seen](Role a, Role b) {
      return difference(color_of(GetParam(), a), color_of(GetParam(), b), seen);
    };
    EXPECT_GT(apart(Role::successful, Role::failed), 40);
    EXPECT_GT(apart(Role::successful_text, Role::failed_text), 30);
    EXPECT_GT(apart(Role::successful_so_far, Role::failed_so_far), 15);
    EXPECT_GT(apart(Role::successful, Role::successful_so_far), 20);
    EXPECT_GT(apart(Role::failed, Role::failed_so_far), 20);
  }
}

TEST_P(ThemeTest, EveryRoleHasItsOwnColour) {
  const Colors& colors = colors_of(GetParam());
  EXPECT_EQ(std::set<Color>(colors.begin(), colors.end()).size(), role_count);
}

INSTANTIATE_TEST_SUITE_P(Themes, ThemeTest, testing::Values(Theme::light, Theme::dark),
                         [](const auto& theme) { return std::string(name_of(theme.param)); });

}  // namespace
}  // namespace dora::chart
