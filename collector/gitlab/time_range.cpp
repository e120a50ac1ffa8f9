// Ranges of time with inclusive ends, and what is missing from one. Pure.
#include "collector/gitlab/time_range.h"

#include <algorithm>

namespace dora::gitlab {

std::vector<TimeRange> missing(const TimeRange& wanted, std::vector<TimeRange> covered) {
  std::sort(covered.begin(), covered.end(),
            [](const TimeRange& a, const TimeRange& b) { return a.begin < b.begin; });
  std::vector<TimeRange> holes;
  model::Instant reached = wanted.begin;
  for (const TimeRange& span : covered) {
    if (span.begin > reached && reached < wanted.end) {
      holes.push_back({reached, std::min(span.begin, wanted.end)});
    }
    reached = std::max(reached, span.end);
  }
  if (reached < wanted.end) {
    holes.push_back({reached, wanted.end});
  }
  return holes;
}

}  // namespace dora::gitlab
