// A service's last periods as two outlines of bars, for an SVG in a table row.
#include "reports/pages/parts/sparkline.h"

#include <algorithm>

#include <fmt/format.h>

namespace dora::pages {
namespace {

constexpr int bar_width = 5;

/// In whole pixels, at least 1 if the count is above 0.
std::int64_t height_of(std::int64_t count, std::int64_t tallest) {
  constexpr std::int64_t full = sparkline_height;
  const std::int64_t height = (2 * full * count + tallest) / (2 * tallest);
  return count > 0 ? std::max<std::int64_t>(1, height) : 0;
}

void add_bar(std::string& path, std::size_t place, std::int64_t height) {
  if (height > 0) {
    path += fmt::format("M{} {}v-{}h{}v{}z", place * (bar_width + 1), sparkline_height, height,
                        bar_width, height);
  }
}

}  // namespace

Sparkline sparkline_of(const std::vector<model::Counts>& periods) {
  Sparkline sparkline;
  std::int64_t tallest = 1;
  for (const model::Counts& counts : periods) {
    tallest = std::max(tallest, counts.total());
  }
  std::size_t place = sparkline_periods - periods.size();
  for (const model::Counts& counts : periods) {
    add_bar(sparkline.deployments, place, height_of(counts.total(), tallest));
    add_bar(sparkline.failed, place, height_of(counts.failed, tallest));
    sparkline.title += fmt::format("{}{}", sparkline.title.empty() ? "" : ", ", counts.total());
    sparkline.title += counts.failed > 0 ? fmt::format(" ({} failed)", counts.failed) : "";
    ++place;
  }
  return sparkline;
}

}  // namespace dora::pages
