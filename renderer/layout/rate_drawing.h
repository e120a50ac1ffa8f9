// Draws failure rates as a line in the band of their intervals, on a scale of their own.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "collector/model/summary.h"
#include "renderer/chart/chart.h"
#include "renderer/layout/plot_frame.h"

namespace dora::layout {

/// Percent; periods with fewer than model::enough_deployments have no rate.
struct RateAxis {
  std::vector<Tic> tics;
  double top = 100;  ///< At the upper edge of the plot.
};

/// True if some period has enough deployments for a rate.
bool has_rates(const std::vector<chart::Bar>& bars);

/// Reaches the highest rate, and shows half of the intervals whole; the others are cut. `height`
/// decides about the tics alone, as in count_axis().
RateAxis rate_axis(const std::vector<chart::Bar>& bars, double height, double scale);

/// `7.7% overall`
std::string overall_text(const model::Counts& total);

/// Adds band, line and dots, the rate of all periods as a line with its name at the right of the
/// plot, and the value of the last full period.
void add_rates(Canvas& canvas, const PlotFrame& frame, const PeriodAxis& axis,
               const std::vector<chart::Bar>& bars, double top, const Surroundings& around);

}  // namespace dora::layout
