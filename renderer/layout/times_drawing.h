// Lays out a chart of times: the median as a line, the 90th percentile as the edge of a band.
#pragma once

#include "renderer/chart/chart.h"
#include "renderer/layout/canvas.h"
#include "renderer/layout/head_layout.h"

namespace dora::layout {

/// One panel above the other, each with a logarithmic axis of its own.
Canvas drawing_of(const chart::TimeChart& chart, const Frame& frame);

}  // namespace dora::layout
