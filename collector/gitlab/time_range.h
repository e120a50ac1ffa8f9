// Ranges of time, both ends inclusive, and what is missing of one; pure.
#pragma once

#include <vector>

#include "collector/model/instant.h"

namespace dora::gitlab {

/// Before and after every merge request: the ends of a range that has none.
inline constexpr model::Instant far_past{std::chrono::sys_days{std::chrono::year{1970} / 1 / 1}};
inline constexpr model::Instant far_future{std::chrono::sys_days{std::chrono::year{9999} / 1 / 1}};

struct TimeRange {
  model::Instant begin = far_past;
  model::Instant end = far_future;

  bool operator==(const TimeRange&) const = default;
};

/// What of `wanted` none of `covered` holds, in the order of time.
std::vector<TimeRange> missing(const TimeRange& wanted, std::vector<TimeRange> covered);

}  // namespace dora::gitlab
