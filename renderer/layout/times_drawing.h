// Lays out a chart of times: medians and 90th percentiles, one panel above the other.
#pragma once

#include "renderer/chart/chart.h"
#include "renderer/chart/picture.h"
#include "renderer/layout/canvas.h"

namespace dora::layout {

Canvas drawing_of(const chart::TimeChart& chart, const chart::PictureStyle& style);

}  // namespace dora::layout
