// The analysis that all pages share: histories of all services and tiers, and comparisons.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "collector/model/four_keys.h"
#include "reports/analysis/attention.h"
#include "reports/analysis/bands.h"
#include "reports/analysis/calendar.h"
#include "reports/analysis/report_data.h"

namespace dora::analysis {

/// Computed once per report.
struct Analysis {
  std::chrono::local_days today;  ///< The day of the collection: not over yet.
  /// The days that the data cover in full; empty without deployments. Begins with --since or,
  /// without it, with the period of the first deployment.
  model::DayRange covered;
  Calendar calendar;                     ///< In the report's own periods.
  std::vector<model::History> services;  ///< In the order of the summary.
  model::History overall;
  model::TierHistories tiers;
  std::vector<std::vector<Attention>> attention;  ///< Per service.
  std::optional<Bands> bands;  ///< What figures are compared with; analyse() leaves it empty.

  Judge judge(bool one_service) const { return {bands ? &*bands : nullptr, one_service}; }
};
Analysis analyse(const ReportData& data);

/// From the period of the first attempt on, so that a new service is not compared with nothing.
Calendar calendar_of(const model::History& history, model::Granularity granularity,
                     model::DayRange covered);

}  // namespace dora::analysis
