// Ranges of time with inclusive ends, and what is missing from one. Pure.
#pragma once

#include <vector>

#include "collector/model/instant.h"

namespace dora::gitlab {

/// Before and after every merge request: the ends of an unbounded range.
inline constexpr model::Instant far_past{std::chrono::sys_days{std::chrono::year{1970} / 1 / 1}};
inline constexpr model::Instant far_future{std::chrono::sys_days{std::chrono::year{9999} / 1 / 1}};

struct TimeRange {
  model::Instant begin = far_past;
  model::Instant end = far_future;

  bool operator==(const TimeRange&) const = default;
};

/// Returns the parts of `wanted` that none of `covered` holds, in order of time.
std::vector<TimeRange> missing(const TimeRange& wanted, std::vector<TimeRange> covered);

}  // namespace dora::gitlab
