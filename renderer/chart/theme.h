// The colours of a chart in light and dark themes, by role.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "renderer/chart/picture.h"

namespace dora::chart {

using Color = std::uint32_t;  ///< 0xRRGGBB.

/// What a colour is used for; the number is its index in Colors, then in HeatColors.
enum class Role : std::uint8_t {
  background,
  successful,
  failed,
  successful_so_far,
  failed_so_far,
  line,
  title,
  figures,
  tics,
  axis,
  grid,
  band,             ///< The range around a line.
  reference,        ///< A line to compare others with.
  successful_text,  ///< Words in the colour of the bars, dark enough to read.
  failed_text,
  heat_none,  ///< The steps of a heatmap: no failures, up to 10%, 20%, 35%, 50%, more.
  heat_10,
  heat_20,
  heat_35,
  heat_50,
  heat_most,
  on_heat_none,  ///< Text on the step.
  on_heat_10,
  on_heat_20,
  on_heat_35,
  on_heat_50,
  on_heat_most
};

inline constexpr std::size_t role_count = 15;  ///< Without those of heatmaps.
using Colors = std::array<Color, role_count>;
inline constexpr std::size_t heat_role_count = 12;
using HeatColors = std::array<Color, heat_role_count>;

/// Text has a contrast of at least 4.5:1 against the background, finished bars and lines at least
/// 3:1, as WCAG 2.1 requires (success criteria 1.4.3 and 1.4.11). Bars of an unfinished period are
/// paler on purpose, and so are grid and bands: none of them carries information alone.
inline constexpr Colors light_colors{0xFFFFFF, 0x4C78A8, 0xE45756, 0xB3C6DA, 0xF3B5B4,
                                     0x252525, 0x111111, 0x626262, 0x515151, 0x9A9A9A,
                                     0xEBEBEB, 0xDFE3E8, 0x8A8A8A, 0x3E6A99, 0xC23B3A};
inline constexpr Colors dark_colors{0x14181D, 0x4E81B8, 0xE25B5A, 0x2F4862, 0x6B3437,
                                    0xF0F0F0, 0xF4F6F8, 0xA8B0BA, 0xB8C0C9, 0x6E7782,
                                    0x2A3038, 0x333B45, 0x7D8792, 0x7BA7D4, 0xF08987};

/// From pale to strong on light, from dim to bright on dark: lightness alone tells the steps apart,
/// also without colour vision. The step of no failures has a colour that no other step fades into,
/// and that differs from the background, which means no deployments. Text is black or white,
/// whichever has more contrast.
inline constexpr HeatColors light_heat{0xDCE6F0, 0xFBD9BF, 0xF3AE85, 0xE27B55, 0xBC4335, 0x7A1D22,
                                       0x111111, 0x111111, 0x111111, 0x111111, 0xFFFFFF, 0xFFFFFF};
inline constexpr HeatColors dark_heat{0x2A3C50, 0x5A3524, 0x85472A, 0xC56C42, 0xE68D5B, 0xFFC8A0,
                                      0xFFFFFF, 0xFFFFFF, 0xFFFFFF, 0x111111, 0x111111, 0x111111};

constexpr const Colors& colors_of(Theme theme) {
  return theme == Theme::dark ? dark_colors : light_colors;
}

constexpr Color color_of(Theme theme, Role role) {
  const auto number = static_cast<std::size_t>(role);
  return number < role_count ? colors_of(theme)[number]
                             : (theme == Theme::dark ? dark_heat : light_heat)[number - role_count];
}

}  // namespace dora::chart
