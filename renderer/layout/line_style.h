// How thick lines and dots are drawn.
#pragma once

namespace dora::layout {

inline constexpr double line_width = 1.8;  ///< Of lines that show values, at scale 1.
inline constexpr double dot_radius = 2.6;  ///< Of their dots.

}  // namespace dora::layout
