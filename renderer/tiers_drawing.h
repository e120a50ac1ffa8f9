// Lays out a chart of tiers: small plots of one scale, side by side; starts nothing.
#pragma once

#include "renderer/chart/chart.h"
#include "renderer/drawing.h"
#include "renderer/picture.h"

namespace dora::renderer {

Drawing drawing_of(const chart::TierChart& chart, const PictureStyle& style);

}  // namespace dora::renderer
