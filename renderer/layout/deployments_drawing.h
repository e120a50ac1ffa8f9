// Lays out a chart of deployments: bars above, the failure rate below, over one time axis.
#pragma once

#include "renderer/chart/chart.h"
#include "renderer/layout/canvas.h"
#include "renderer/layout/head_layout.h"

namespace dora::layout {

/// Without deployments it is a card that says so. Without a period that has enough of them for a
/// rate, the bars take all of the room.
Canvas drawing_of(const chart::Chart& chart, const Frame& frame);

}  // namespace dora::layout
