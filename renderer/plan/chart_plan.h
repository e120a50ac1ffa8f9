// Decides which charts a summary gives and what they say; knows nothing of how they are drawn.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "collector/model/summary.h"
#include "renderer/chart/chart.h"
#include "renderer/chart/chart_index.h"

namespace dora::plan {

/// The periods that every chart of a run shows: from the first to the last of the whole summary,
/// so that two services' charts can be laid side by side and compared. Never stretched to `as_of`.
struct Axis {
  std::vector<model::Period> periods;  ///< Ascending, none left out; empty without deployments.
  /// A period that does not end before this day's end is unfinished. Also one that begins later:
  /// the summary may have been counted in a time zone where the next day had begun.
  std::chrono::local_days as_of;
};

/// Throws an Error when the periods are too many to be drawn (a mistyped year does that); it names
/// both ends and their services.
Axis shared_axis(const model::Summary& summary, std::chrono::year_month_day as_of);

/// A chart and what the index says about it; files, size, hashes and outcome are filled in by the
/// stage.
struct PlannedChart {
  chart::AnyChart chart;
  chart::ChartEntry entry;
  std::string stem;  ///< chart_stem().
  /// What PNG pictures show where the fonts lack characters of `chart`.
  std::optional<chart::AnyChart> png_chart{};
};

/// A bar for every period of the axis, the others' places empty.
std::vector<chart::Bar> bars_of(const std::vector<model::PeriodCounts>& periods, const Axis& axis);

PlannedChart plan_combined(const model::Summary& summary, const Axis& axis);
PlannedChart plan_service(const model::ServiceSummary& service, const Axis& axis);

/// Throws an Error if two charts would share files, on a disk that ignores case, too.
void check_chart_files(const model::Summary& summary);

}  // namespace dora::plan
