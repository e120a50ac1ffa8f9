// Ranges of time, both ends inclusive, and what is missing of one; pure.
#include "collector/gitlab/time_range.h"

#include <algorithm>

namespace dora::gitlab {

std::vector<Span> missing(const Span& wanted, std::vector<Span> covered) {
  std::sort(covered.begin(), covered.end(),
            [](const Span& a, const Span& b) { return a.begin < b.begin; });
  std::vector<Span> holes;
  model::Instant reached = wanted.begin;
  for (const Span& span : covered) {
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
