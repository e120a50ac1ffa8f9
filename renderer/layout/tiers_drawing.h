// Lays out a chart of tiers: small plots of one scale, side by side; starts nothing.
#pragma once

#include "renderer/chart/chart.h"
#include "renderer/chart/picture.h"
#include "renderer/layout/canvas.h"

namespace dora::layout {

Canvas drawing_of(const chart::TierChart& chart, const chart::PictureStyle& style);

}  // namespace dora::layout
