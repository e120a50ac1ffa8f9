// The colours of a chart in light and dark themes, by role.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "renderer/chart/picture.h"

namespace dora::chart {

using Color = std::uint32_t;  ///< 0xRRGGBB.

/// What a colour is used for; the number is its index in Colors.
enum class Role : std::uint8_t {
  background,
  successful,
  failed,
  successful_so_far,
  failed_so_far,
  line,
  title,
  figures,
  legend,
  tics,
  axis,
  grid
};

inline constexpr std::size_t role_count = 12;
using Colors = std::array<Color, role_count>;

/// Text has a contrast of at least 4.5:1 against the background, finished bars and the line at
/// least 3:1, as WCAG 2.1 requires (success criteria 1.4.3 and 1.4.11). Bars of an unfinished
/// period are paler on purpose, and so is the grid: neither carries information alone.
inline constexpr Colors light_colors{0xFFFFFF, 0x4C78A8, 0xE45756, 0xB3C6DA, 0xF3B5B4, 0x252525,
                                     0x111111, 0x626262, 0x313131, 0x515151, 0x9A9A9A, 0xEBEBEB};
inline constexpr Colors dark_colors{0x14181D, 0x4E81B8, 0xE25B5A, 0x2F4862, 0x6B3437, 0xF0F0F0,
                                    0xF4F6F8, 0xA8B0BA, 0xD6DBE1, 0xB8C0C9, 0x6E7782, 0x2A3038};

constexpr const Colors& colors_of(Theme theme) {
  return theme == Theme::dark ? dark_colors : light_colors;
}

constexpr Color color_of(Theme theme, Role role) {
  return colors_of(theme)[static_cast<std::size_t>(role)];
}

}  // namespace dora::chart
