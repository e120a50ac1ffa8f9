// A service's last periods as two outlines of bars, for an SVG in a table row.
#pragma once

#include <string>
#include <vector>

#include "collector/model/summary.h"

namespace dora::pages {

inline constexpr int sparkline_periods = 12;
inline constexpr int sparkline_height = 20;
inline constexpr int sparkline_width = 6 * sparkline_periods - 1;

/// For the `d` of a path (https://www.w3.org/TR/SVG2/paths.html): digits, letters, spaces.
struct Sparkline {
  std::string deployments;  ///< A bar for each period with deployments; the tallest is full height.
  std::string title;        ///< The numbers, the oldest first: `0, 3, 2 (1 failed)`.
  std::string failed;       ///< The failed part of each, from the ground; at least 1 high.
};

/// `periods` are the last ones, at most sparkline_periods; they are aligned to the right.
Sparkline sparkline_of(const std::vector<model::Counts>& periods);

}  // namespace dora::pages
