// Lays out a heatmap: a row for each service, a cell for each period.
#pragma once

#include "renderer/chart/chart.h"
#include "renderer/chart/picture.h"
#include "renderer/layout/canvas.h"
#include "renderer/layout/head_layout.h"

namespace dora::layout {

/// `frame.size` adjusted to this heatmap: as high as its rows need, independent of other charts.
chart::Size size_for(const chart::Heatmap& chart, const Frame& frame);

/// Where all rows together are, in a picture of size_for().
Box rows_of(const chart::Heatmap& chart, const Frame& frame);

/// In a picture of size_for(). Cells show the rate in whole percent if there is room. Cells with
/// too few deployments for a verdict are small and show none; those without deployments are left
/// out.
Canvas drawing_of(const chart::Heatmap& chart, const Frame& frame);

}  // namespace dora::layout
