// The colours of failure rates in a heatmap, in light and dark themes.
#pragma once

#include <array>
#include <cstddef>

#include "renderer/chart/theme.h"

namespace dora::layout {

struct HeatStep {
  double up_to;  ///< Percent, inclusive.
  const char* name;
  chart::Color light;
  chart::Color dark;

  constexpr chart::Color color(chart::Theme theme) const {
    return theme == chart::Theme::dark ? dark : light;
  }
};

/// From pale to strong on light, from dim to bright on dark: lightness alone tells the steps apart,
/// also without colour vision. A rate of 0 has a colour that no other step fades into, and that
/// differs from the background, which means no deployments.
inline constexpr std::array<HeatStep, 6> heat_steps{{{0, "0 %", 0xDCE6F0, 0x2A3C50},
                                                     {10, "≤ 10", 0xFBD9BF, 0x5A3524},
                                                     {20, "≤ 20", 0xF3AE85, 0x85472A},
                                                     {35, "≤ 35", 0xE27B55, 0xC56C42},
                                                     {50, "≤ 50", 0xBC4335, 0xE68D5B},
                                                     {100, "> 50", 0x7A1D22, 0xFFC8A0}}};

constexpr const HeatStep& heat_step(double percent) {
  std::size_t i = 0;
  while (i + 1 < heat_steps.size() && percent > heat_steps[i].up_to) {
    ++i;
  }
  return heat_steps[i];
}

/// Text on these colours uses the ink with more contrast; both are the same in every theme.
inline constexpr chart::Color dark_ink = 0x111111;
inline constexpr chart::Color light_ink = 0xFFFFFF;

/// The ink that is readable on `color`.
chart::Color ink_on(chart::Color color);

}  // namespace dora::layout
