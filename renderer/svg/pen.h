// Writes coordinates as an SVG has them, in few characters.
#pragma once

#include <string>
#include <vector>

#include "renderer/layout/canvas.h"

namespace dora::svg {

/// In tenths, without a zero behind the point: `12`, `-0.5`.
std::string number(double value);

/// In a large picture, whole pixels are exact enough.
class Pen {
 public:
  Pen() = default;
  explicit Pen(const layout::Canvas& canvas) : unit_(canvas.size.width < 500 ? 0.5 : 1) {}

  double rounded(double value) const;

  /// The `d` of a path (https://www.w3.org/TR/SVG2/paths.html): `M1 2h3v-4l5 6`, every point
  /// relative to the one before. `points` are not empty; a single one is a line without length.
  std::string path(const std::vector<layout::Point>& points) const;

 private:
  double unit_ = 1;
};

}  // namespace dora::svg
