// Lays out a chart of times: medians and 90th percentiles, a panel under the other; starts nothing.
#pragma once

#include "renderer/chart/chart.h"
#include "renderer/drawing.h"
#include "renderer/picture.h"

namespace dora::renderer {

Drawing drawing_of(const chart::TimeChart& chart, const PictureStyle& style);

}  // namespace dora::renderer
