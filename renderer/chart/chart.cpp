// Charts as plain values: what they say, period by period, in no particular format.
#include "renderer/chart/chart.h"

#include <algorithm>

namespace dora::chart {

std::int64_t tallest_bar(const std::vector<Bar>& bars) {
  std::int64_t tallest = 0;
  for (const Bar& bar : bars) {
    tallest = std::max(tallest, bar.counts.total());
  }
  return tallest;
}

bool has_unfinished(const std::vector<Bar>& bars) {
  return std::any_of(bars.begin(), bars.end(),
                     [](const Bar& bar) { return bar.unfinished && bar.counts.total() > 0; });
}

}  // namespace dora::chart
