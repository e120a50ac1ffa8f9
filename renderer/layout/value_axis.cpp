// Whole-number steps for an axis of counts.
#include "renderer/layout/value_axis.h"

#include <algorithm>
#include <array>

namespace dora::layout {

ValueAxis value_axis(std::int64_t largest, int most_steps) {
  // Far beyond any count; `top` must fit into 64 bits.
  constexpr std::int64_t farthest = 4'000'000'000'000'000'000;
  const std::int64_t reach = std::clamp<std::int64_t>(largest, 1, farthest);
  const std::int64_t limit = std::max(most_steps, 1);
  constexpr std::array<std::int64_t, 3> factors{1, 2, 5};
  for (std::int64_t power = 1;; power *= 10) {
    for (const std::int64_t factor : factors) {
      const std::int64_t step = factor * power;
      const std::int64_t steps = (reach - 1) / step + 1;
      if (steps <= limit) {
        return {step, steps * step};
      }
    }
  }
}

}  // namespace dora::layout
