// Finds whether a shape is another one, moved and stretched.
#include "renderer/svg/stretch.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

#include <fmt/format.h>

#include "renderer/svg/pen.h"

namespace dora::svg {
namespace {

constexpr double tolerance = 0.3;  ///< Pixels.

struct Axis {
  double factor = 1;
  double move = 0;
};

/// Takes the ends of `from` to those of `to`.
template <class Coordinate>
std::optional<Axis> axis_between(const std::vector<layout::Point>& from,
                                 const std::vector<layout::Point>& to, Coordinate coordinate) {
  const auto [least, most] = std::ranges::minmax_element(from, {}, coordinate);
  const auto low = static_cast<std::size_t>(least - from.begin());
  const auto high = static_cast<std::size_t>(most - from.begin());
  const double extent = (*most).*coordinate - (*least).*coordinate;
  if (extent < 1) {
    return std::nullopt;
  }
  const double factor = (to[high].*coordinate - to[low].*coordinate) / extent;
  const Axis axis{factor, to[low].*coordinate - factor * (*least).*coordinate};
  for (std::size_t i = 0; i < from.size(); ++i) {
    if (std::abs(axis.factor * (from[i].*coordinate) + axis.move - to[i].*coordinate) >=
        tolerance) {
      return std::nullopt;
    }
  }
  return axis;
}

}  // namespace

/// Factors have four digits: a tenth of a pixel in a thousand.
std::string Stretch::transform() const {
  return fmt::format("matrix({:.4g} 0 0 {:.4g} {} {})", x_factor, y_factor, number(x_move),
                     number(y_move));
}

std::optional<Stretch> stretch_between(const std::vector<layout::Point>& from,
                                       const std::vector<layout::Point>& to) {
  if (from.empty() || from.size() != to.size()) {
    return std::nullopt;
  }
  const auto x = axis_between(from, to, &layout::Point::x);
  const auto y = axis_between(from, to, &layout::Point::y);
  return x && y ? std::optional(Stretch{x->factor, x->move, y->factor, y->move}) : std::nullopt;
}

}  // namespace dora::svg
