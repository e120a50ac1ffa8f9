// Chooses which periods of an axis are labelled, and how, so that no two labels touch.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "collector/model/period.h"

namespace dora::layout {

struct PeriodLabel {
  std::size_t place = 0;  ///< Index of the period.
  std::string text;       ///< `Jan`, `W5`, `Q1`, `14`; `2024` if only years fit.
  std::string group;      ///< Below it, where it changes: `2021`, or `Jan 2024` for days.

  bool operator==(const PeriodLabel&) const = default;
};

/// `Jan`, `W5`, `Q1`, `14`.
std::string short_period_name(model::Period period);

/// Periods are thinned to round ones: every 2nd, 3rd or 6th month starting with January; the 1st,
/// 8th, 15th and 22nd of a month; years. `place_width` is the room for one period and `gap` the
/// least distance between two labels, both in units of the font size.
std::vector<PeriodLabel> period_labels(const std::vector<model::Period>& periods,
                                       double place_width, double gap);

}  // namespace dora::layout
