// Finds whether a shape is another one, moved and stretched.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "renderer/layout/canvas.h"

namespace dora::svg {

/// Takes a point (x, y) to (x_factor * x + x_move, y_factor * y + y_move).
struct Stretch {
  double x_factor = 1;
  double x_move = 0;
  double y_factor = 1;
  double y_move = 0;

  /// The value of a `transform` (https://www.w3.org/TR/css-transforms-1/#svg-transform).
  std::string transform() const;
};

/// What takes each point of `from` to that of `to`, but for a part of a pixel that nobody sees.
/// Returns nullopt if nothing does, or if `from` has no extent in one direction.
std::optional<Stretch> stretch_between(const std::vector<layout::Point>& from,
                                       const std::vector<layout::Point>& to);

}  // namespace dora::svg
