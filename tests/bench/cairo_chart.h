// Draws a chart's pixels directly with Cairo: the least that they can cost.
#pragma once

#include <cstdint>
#include <vector>

#include "renderer/chart/chart.h"
#include "renderer/layout/chart_layout.h"

namespace dora::bench {

/// Draws the light picture that gnuplot draws of the same chart, as similar as two text engines
/// allow. `pixels` gets size.width * size.height of cairo's RGB24; its memory is reused.
void draw_chart(const chart::Chart& chart, chart::Size size, std::vector<std::uint32_t>& pixels);

}  // namespace dora::bench
