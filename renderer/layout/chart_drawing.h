// Lays out any chart: the one way from what a chart says to shapes and texts.
#pragma once

#include "renderer/chart/chart.h"
#include "renderer/layout/canvas.h"
#include "renderer/layout/head_layout.h"

namespace dora::layout {

/// `frame` adjusted to this chart: some have a height of their own.
Frame frame_for(const chart::AnyChart& chart, Frame frame);

/// In a picture of frame_for().
Canvas drawing_of(const chart::AnyChart& chart, const Frame& frame);

}  // namespace dora::layout
