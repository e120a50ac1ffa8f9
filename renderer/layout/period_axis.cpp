// Positions of a plot's periods on its axis, and which of them are labelled.
#include "renderer/layout/period_axis.h"

#include <algorithm>

namespace dora::layout {
namespace {

constexpr double fewest_places = 8;

}  // namespace

PeriodAxis period_axis(const std::vector<model::Period>& periods, double width, double font,
                       double gap) {
  PeriodAxis axis;
  const auto count = static_cast<double>(periods.size());
  axis.places = std::max(count + 1, fewest_places);
  axis.first = (count - 1 - axis.places) / 2;
  axis.width = width / axis.places;
  axis.labels = period_labels(periods, axis.width / font, gap / font);
  return axis;
}

}  // namespace dora::layout
