// One of several plots of a drawing: its place, grid, numbers and periods; knows no values.
#pragma once

#include <string>
#include <vector>

#include "collector/model/period.h"
#include "renderer/layout/canvas.h"
#include "renderer/layout/period_axis.h"

namespace dora::layout {

/// A number on the left axis and its line across the plot.
struct Tic {
  double height = 0;  ///< 0 at the bottom, 1 at the top.
  std::string text;
};

struct PlotFrame {
  Box plot;
  std::vector<Tic> tics;
  bool has_numbers = true;  ///< The tics' texts are drawn.
  bool has_periods = true;  ///< The periods are named under it.
};

/// What it takes to draw in a frame.
struct FrameStyle {
  chart::Theme theme = chart::Theme::light;
  double font_points = 10;
  double scale = 1;
};

/// Where the periods of the plot stand.
PeriodAxis axis_of(const PlotFrame& frame, const std::vector<model::Period>& periods,
                   const FrameStyle& style);

/// Adds grid, base line, numbers and names of periods.
void add_frame(Canvas& drawing, const PlotFrame& frame, const PeriodAxis& axis,
               const FrameStyle& style);

/// How much room numbers take at the left of a plot, in pixels.
double room_for(const std::vector<Tic>& tics, const FrameStyle& style);

}  // namespace dora::layout
