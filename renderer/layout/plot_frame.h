// The frame of a plot: grid, numbers and period labels.
#pragma once

#include <string>
#include <vector>

#include "collector/model/period.h"
#include "renderer/layout/canvas.h"
#include "renderer/layout/head_layout.h"
#include "renderer/layout/period_axis.h"

namespace dora::layout {

/// The height below a plot that labelled periods take, at scale 1: two lines.
inline constexpr double labels_height = 40;

// Around each of several plots, at scale 1.
inline constexpr double panel_head = 40;    ///< The height above a plot that its name takes.
inline constexpr double panel_name_y = 22;  ///< The middle of the name, from the top of its panel.
inline constexpr double right_margin = 16;  ///< Right of a plot.

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

/// Where the plot's periods are.
PeriodAxis axis_of(const PlotFrame& frame, const std::vector<model::Period>& periods,
                   const Surroundings& around);

/// Adds the grid, the base line, the numbers and the period labels.
void add_frame(Canvas& canvas, const PlotFrame& frame, const PeriodAxis& axis,
               const Surroundings& around);

/// How much room the numbers need to the left of a plot, in pixels.
double room_for(const std::vector<Tic>& tics, const Surroundings& around);

/// How many steps of an axis fit into this many pixels without crowding.
int steps_in(double pixels, double scale);

/// Lines and dots shrink when there are so many periods that they would hide what they show.
double thinness(const PeriodAxis& axis, double scale);

/// A line one pixel wide is sharp if its middle is the middle of a pixel.
double sharp(double y);

}  // namespace dora::layout
