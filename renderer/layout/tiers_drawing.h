// Lays out a chart of tiers: small plots on one scale, next to each other.
#pragma once

#include "renderer/chart/chart.h"
#include "renderer/layout/canvas.h"
#include "renderer/layout/head_layout.h"

namespace dora::layout {

/// Two or three plots side by side, one below the other in a narrow picture.
Canvas drawing_of(const chart::TierChart& chart, const Frame& frame);

}  // namespace dora::layout
