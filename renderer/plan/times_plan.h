// Lead times and times to restore, per period and in words, for charts.
#pragma once

#include <string>
#include <vector>

#include "collector/model/four_keys.h"
#include "renderer/plan/chart_plan.h"

namespace dora::plan {

// A deployment counts in the period of its deployment time, a time to restore in the period in
// which it ended (model::four_keys).
std::vector<chart::TimePoint> lead_points(const model::History& history, const Axis& axis);
std::vector<chart::TimePoint> restore_points(const model::History& history, const Axis& axis);

/// Over all times.
struct TimesFigures {
  std::string
      text;  ///< `median 3 h 5 min · 90th percentile 2 days 4 h · 120 deployments`, `no data`.
  std::string words;  ///< the same with commas, `no data`.
};
TimesFigures lead_figures(const model::History& history);
/// Includes the failures that are still open.
TimesFigures restore_figures(const model::History& history);

}  // namespace dora::plan
