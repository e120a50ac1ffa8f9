// Draws deployments as bars: successful ones below, failed ones on top of them.
#pragma once

#include <string>
#include <vector>

#include "renderer/chart/chart.h"
#include "renderer/layout/plot_frame.h"

namespace dora::layout {

/// What the numbers of an axis stand for.
struct CountAxis {
  std::vector<Tic> tics;
  double top = 1;  ///< The number at the upper edge of the plot.
};

/// Leaves a little room above the highest bar. `height` is that of the plot in pixels, and decides
/// about the tics alone, so that plots of all sizes have the same proportions.
CountAxis count_axis(std::int64_t highest, double height, double scale);

std::vector<model::Period> periods_of(const std::vector<chart::Bar>& bars);

/// Adds the bars; those of an unfinished period are lighter and say so: `Nov to date`.
void add_bars(Canvas& canvas, const PlotFrame& frame, const PeriodAxis& axis,
              const std::vector<chart::Bar>& bars, double top, const Surroundings& around);

/// `15 still open · 3 in Oct, 12 in Nov`; empty if none is.
std::string open_text(const std::vector<chart::Bar>& bars);

}  // namespace dora::layout
