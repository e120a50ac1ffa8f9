// Whole-number steps for an axis of counts.
#pragma once

#include <cstdint>

namespace dora::layout {

/// Tics at 0, step, 2 * step, ..., top.
struct ValueAxis {
  std::int64_t step = 1;
  std::int64_t top = 1;
};

/// The finest step of 1, 2 or 5 times a power of ten that reaches `largest` with at most
/// `most_steps` steps. `largest` below 1 counts as 1, `most_steps` below 1 as 1.
ValueAxis value_axis(std::int64_t largest, int most_steps);

}  // namespace dora::layout
