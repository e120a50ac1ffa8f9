// Positions of a plot's periods on its axis, and which of them are labelled.
#pragma once

#include <cstddef>
#include <vector>

#include "collector/model/period.h"
#include "renderer/layout/period_labels.h"

namespace dora::layout {

/// The least distance between the names of two periods; CSS pixels.
inline constexpr double label_gap = 5;

struct PeriodAxis {
  double first = 0;   ///< The axis' left end, in places; the first period is at 0.
  double places = 0;  ///< How many periods would fill the width.
  double width = 0;   ///< Pixels per period.
  std::vector<PeriodLabel> labels;

  /// Pixels from the left end of the axis to the middle of a period's place.
  double middle_of(std::size_t period) const {
    return (static_cast<double>(period) - first) * width;
  }
};

/// Half a place stays free at either end, and a few periods are not spread over the whole width.
/// `width`, `font` and `gap`, the least distance between two names, are in pixels.
PeriodAxis period_axis(const std::vector<model::Period>& periods, double width, double font,
                       double gap);

}  // namespace dora::layout
