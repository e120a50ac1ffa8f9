// Lays out a heatmap: a row for each service, a cell for each period.
#pragma once

#include "renderer/chart/chart.h"
#include "renderer/chart/picture.h"
#include "renderer/layout/canvas.h"

namespace dora::layout {

/// `style` adjusted to this heatmap: as high as its rows need, independent of other charts.
chart::PictureStyle style_for(const chart::Heatmap& chart, chart::PictureStyle style);

/// In a picture of style_for(). Cells show the rate in whole percent if there is room. Cells with
/// too few deployments for a verdict are small and show none; those without deployments are left
/// out.
Canvas drawing_of(const chart::Heatmap& chart, const chart::PictureStyle& style);

}  // namespace dora::layout
