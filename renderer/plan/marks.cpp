// Marks the occasions of a user's file on charts of deployments.
#include "renderer/plan/marks.h"

#include <algorithm>

#include <fmt/format.h>

namespace dora::plan {
namespace {

/// The period of a day, of those of the axis; its ends for days beyond it.
std::size_t place_of(std::chrono::local_days day, const std::vector<model::Period>& periods) {
  const auto after = std::ranges::upper_bound(periods, day, {}, &model::Period::begin);
  return after == periods.begin() ? 0 : static_cast<std::size_t>(after - periods.begin()) - 1;
}

}  // namespace

void add_marks(PlannedChart& planned, const Axis& axis,
               const std::vector<occasions::Occasion>& occasions) {
  auto* chart = std::get_if<chart::Chart>(&planned.chart);
  if (chart == nullptr || axis.periods.empty()) {
    return;
  }
  std::string words;
  for (const occasions::Occasion& each : occasions) {
    if (each.overlaps({axis.periods.front().begin, model::end(axis.periods.back())})) {
      chart->marks.push_back(
          {place_of(each.first, axis.periods), place_of(each.last, axis.periods), each.text});
      words +=
          fmt::format("{}{} ({})", words.empty() ? "; marked: " : ", ", each.text, days_text(each));
    }
  }
  planned.entry.alt += words;
}

}  // namespace dora::plan
