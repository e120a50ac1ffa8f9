// Steps of a duration axis, in the units that people use.
#pragma once

#include <string>

#include "collector/model/instant.h"

namespace dora::layout {

/// Tics at 0, step, 2 * step, ..., top.
struct TimeAxis {
  model::Duration step;
  model::Duration top;

  bool operator==(const TimeAxis&) const = default;
};

/// The finest round step (1, 2, 5, 10, 15 or 30 s or min; 1, 2, 3, 6 or 12 h; 1, 2 or 5 times a
/// power of ten days) that reaches `largest` with at most `most_steps` steps. `largest` below a
/// second counts as one second, `most_steps` below 1 as 1.
TimeAxis time_axis(model::Duration largest, int most_steps);

/// In the unit of the step: `36 h` for steps of 12 h; `0`.
std::string tic_text(model::Duration value, model::Duration step);

}  // namespace dora::layout
