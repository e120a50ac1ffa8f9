// Draws a chart's pixels by hand with Cairo: the least that they cost; knows no files.
#pragma once

#include <cstdint>
#include <vector>

#include "renderer/chart/chart.h"
#include "renderer/layout/chart_layout.h"

namespace dora::bench {

/// The light picture that gnuplot draws of the same chart, as like as two text engines allow.
/// `pixels` gets size.width * size.height of cairo's RGB24; its memory is used again.
void draw_chart(const chart::Chart& chart, chart::Size size, std::vector<std::uint32_t>& pixels);

}  // namespace dora::bench
