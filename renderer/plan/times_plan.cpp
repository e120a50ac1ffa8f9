// Lead times and times to restore, per period and in words, for charts.
#include "renderer/plan/times_plan.h"

#include <algorithm>
#include <iterator>

#include <fmt/format.h>

#include "collector/model/wording.h"
#include "renderer/plan/chart_captions.h"

namespace dora::plan {
namespace {

using SpreadOf = std::optional<model::Spread> model::FourKeys::*;

std::vector<chart::TimePoint> points(const model::History& history, const Axis& axis,
                                     SpreadOf spread) {
  std::vector<chart::TimePoint> result;
  result.reserve(axis.periods.size());
  for (const model::Period& period : axis.periods) {
    result.push_back({period, model::four_keys(history, model::span_of(period)).*spread,
                      model::end(period) > axis.as_of});
  }
  return result;
}

std::string spread_text(const model::Spread& spread, const char* separator) {
  return fmt::format("median {}{}90th percentile {}", model::duration_text(spread.median),
                     separator, model::duration_at_least_text(spread.p90));
}

}  // namespace

std::vector<chart::TimePoint> lead_points(const model::History& history, const Axis& axis) {
  return points(history, axis, &model::FourKeys::lead_time);
}

std::vector<chart::TimePoint> restore_points(const model::History& history, const Axis& axis) {
  return points(history, axis, &model::FourKeys::restore_time);
}

TimesFigures lead_figures(const model::History& history) {
  const auto spread = model::four_keys(history, model::all_days).lead_time;
  if (!spread) {
    return {"no data", "no data"};
  }
  return {fmt::format("{} · {}", spread_text(*spread, " · "), deployments_text(spread->count)),
          fmt::format("{}, {}", spread_text(*spread, ", "), deployments_text(spread->count))};
}

TimesFigures restore_figures(const model::History& history) {
  const model::FourKeys keys = model::four_keys(history, model::all_days);
  const std::string open = model::count_text(keys.open_failures);
  if (!keys.restore_time) {
    const std::string text = fmt::format("no data · {} still open", open);
    return keys.open_failures > 0 ? TimesFigures{text, "no data, " + open + " still open"}
                                  : TimesFigures{"no data", "no data"};
  }
  const std::string restored = model::count_text(keys.restore_time->count);
  return {fmt::format("{} · {} restored · {} still open", spread_text(*keys.restore_time, " · "),
                      restored, open),
          fmt::format("{}, {} restored, {} still open", spread_text(*keys.restore_time, ", "),
                      restored, open)};
}

}  // namespace dora::plan
