// How thick lines and points are drawn.
#pragma once

namespace dora::layout {

inline constexpr double line_width = 1.5;  ///< Of lines that show values, at scale 1.
inline constexpr double point_size = 0.6;  ///< Of their points.

}  // namespace dora::layout
