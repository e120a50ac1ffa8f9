// Lays out a chart of tiers: small plots on one scale, next to each other.
#pragma once

#include "renderer/chart/chart.h"
#include "renderer/chart/picture.h"
#include "renderer/layout/canvas.h"

namespace dora::layout {

Canvas drawing_of(const chart::TierChart& chart, const chart::PictureStyle& style);

}  // namespace dora::layout
