// Lays out a heatmap: a row for each service, a cell for each period; starts nothing.
#pragma once

#include "renderer/chart/chart.h"
#include "renderer/chart/picture.h"
#include "renderer/layout/canvas.h"

namespace dora::layout {

/// `style` as it is for this heatmap: as high as its rows need, whatever the other charts are.
chart::PictureStyle style_for(const chart::Heatmap& chart, chart::PictureStyle style);

/// In a picture of style_for(). Cells hold the rate in whole percent where there is room. Those of
/// fewer deployments than a verdict takes are small and hold none; those of none are left out.
Canvas drawing_of(const chart::Heatmap& chart, const chart::PictureStyle& style);

}  // namespace dora::layout
