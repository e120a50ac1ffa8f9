// A logarithmic axis of durations, in the units that people use.
#pragma once

#include <string>
#include <vector>

#include "collector/model/instant.h"
#include "renderer/layout/plot_frame.h"

namespace dora::layout {

/// From `bottom` to `top`, both inclusive; each tic is a round duration.
struct TimeAxis {
  model::Duration bottom;
  model::Duration top;
  std::vector<model::Duration> values;

  /// 0 at the bottom, 1 at the top; durations outside are moved to the nearer end.
  double height_of(model::Duration value) const;
};

/// Covers both durations, with tics at 1, 10 s; 1, 10 min; 1, 4 h; 1 d; 1 w; 1 mo; 6 mo; 2 y.
/// Leaves tics out where there is room for fewer than `most_tics`, but not the ends.
TimeAxis time_axis(model::Duration shortest, model::Duration longest, int most_tics);

/// `10 min`, `1 d`, `1 w`, `1 mo`.
std::string tic_text(model::Duration value);

std::vector<Tic> tics_of(const TimeAxis& axis);

}  // namespace dora::layout
