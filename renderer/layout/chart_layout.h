// Positions of everything in a chart of deployments, in pixels.
#pragma once

#include "renderer/chart/chart.h"
#include "renderer/chart/picture.h"
#include "renderer/layout/head_layout.h"
#include "renderer/layout/period_axis.h"
#include "renderer/layout/value_axis.h"

namespace dora::layout {

struct ChartLayout {
  HeadLayout head;
  Point plot_begin;  ///< Upper left corner of the plot.
  Point plot_end;    ///< Lower right corner of the plot.
  PeriodAxis periods;
  ValueAxis counts;
  int rate_step = 20;  ///< Percent between two tics of the right axis.
};

ChartLayout layout_of(const chart::Chart& chart, chart::Size size);

/// How many steps of an axis fit into this many pixels without crowding.
int steps_in(double pixels, double scale);

}  // namespace dora::layout
