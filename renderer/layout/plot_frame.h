// The frame of one of several plots in a drawing: grid, numbers and period labels.
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
  bool has_numbers = true;  ///< The texts of the tics are drawn.
  bool has_periods = true;  ///< The periods are labelled below it.
};

/// What is needed to draw in a frame.
struct FrameStyle {
  chart::Theme theme = chart::Theme::light;
  double font_points = 10;
  double scale = 1;
};

/// Where the plot's periods are.
PeriodAxis axis_of(const PlotFrame& frame, const std::vector<model::Period>& periods,
                   const FrameStyle& style);

/// Adds the grid, the base line, the numbers and the period labels.
void add_frame(Canvas& drawing, const PlotFrame& frame, const PeriodAxis& axis,
               const FrameStyle& style);

/// How much room the numbers need to the left of a plot, in pixels.
double room_for(const std::vector<Tic>& tics, const FrameStyle& style);

}  // namespace dora::layout
