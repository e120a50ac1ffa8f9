// Steps of a duration axis, in the units that people use.
#include "renderer/layout/time_axis.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdint>

#include <fmt/format.h>

#include "collector/model/wording.h"
#include "renderer/layout/value_axis.h"

namespace dora::layout {
namespace {

using namespace std::chrono_literals;
using model::Duration;

constexpr std::array<Duration, 17> steps_below_a_day{
    1s, 2s, 5s, 10s, 15s, 30s, 1min, 2min, 5min, 10min, 15min, 30min, 1h, 2h, 3h, 6h, 12h};

/// The number of units that make up `value`.
template <class Unit>
std::int64_t count_of(Duration value) {
  return std::chrono::duration_cast<Unit>(value).count();
}

}  // namespace

TimeAxis time_axis(Duration largest, int most_steps) {
  const Duration reach = std::max<Duration>(largest, 1s);
  const std::int64_t limit = std::max(most_steps, 1);
  for (const Duration step : steps_below_a_day) {
    const std::int64_t steps = (reach.count() - 1) / step.count() + 1;
    if (steps <= limit) {
      return {step, steps * step};
    }
  }
  const ValueAxis days =
      value_axis(std::chrono::ceil<std::chrono::days>(reach).count(), static_cast<int>(limit));
  return {std::chrono::days(days.step), std::chrono::days(days.top)};
}

std::string tic_text(Duration value, Duration step) {
  if (value == Duration::zero()) {
    return "0";
  }
  if (step < 1min) {
    return fmt::format("{} s", count_of<std::chrono::seconds>(value));
  }
  if (step < 1h) {
    return fmt::format("{} min", count_of<std::chrono::minutes>(value));
  }
  if (step < 24h) {
    return fmt::format("{} h", count_of<std::chrono::hours>(value));
  }
  return fmt::format("{} d", model::count_text(count_of<std::chrono::days>(value)));
}

}  // namespace dora::layout
