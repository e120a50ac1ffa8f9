// Decides what each chart of a summary says.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "collector/model/summary.h"
#include "renderer/chart/chart.h"
#include "renderer/chart/chart_index.h"

namespace dora::plan {

/// The periods that every chart of a run shows: from the first to the last of the whole summary, so
/// that the charts of two services can be compared. Never extended to `as_of`.
struct Axis {
  std::vector<model::Period> periods;  ///< Ascending, without gaps; empty without deployments.
  /// A period that does not end before the end of this day is unfinished. So is one that begins
  /// later: the summary may have been counted in a time zone where the next day had begun.
  std::chrono::local_days as_of;
};

/// Throws an Error if there are too many periods to draw (which a mistyped year causes); it names
/// both ends and their services.
Axis shared_axis(const model::Summary& summary, std::chrono::year_month_day as_of);

/// A chart and what the index says about it; the stage fills in files, size, hashes and outcome.
struct PlannedChart {
  chart::AnyChart chart;
  chart::ChartEntry entry;
  std::string stem;  ///< chart_stem().
  /// What PNG pictures show if the fonts lack characters of `chart`.
  std::optional<chart::AnyChart> png_chart{};
};

/// A bar for every period of the axis, empty where there is no data.
std::vector<chart::Bar> bars_of(const std::vector<model::PeriodCounts>& periods, const Axis& axis);

/// How many merge requests of a period are still open, ascending, without zeros.
using OpenCounts = std::vector<std::pair<model::Period, std::int64_t>>;

PlannedChart plan_combined(const model::Summary& summary, const Axis& axis,
                           const OpenCounts& open = {});
PlannedChart plan_service(const model::ServiceSummary& service, const Axis& axis,
                          const OpenCounts& open = {});

/// Throws an Error if two charts would share files, also on a disk that ignores case.
void check_chart_files(const model::Summary& summary);

}  // namespace dora::plan
