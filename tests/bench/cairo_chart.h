// Draws a chart by hand on a Cairo surface: the least that the picture costs; knows no files.
#pragma once

#include "renderer/chart/chart.h"
#include "renderer/chart_layout.h"

typedef struct _cairo_surface cairo_surface_t;

namespace dora::bench {

/// The light picture that gnuplot draws of the same chart, as like as two text engines allow, on an
/// image surface of that size. Everything on it before is painted over.
void draw_chart(const chart::Chart& chart, renderer::Size size, cairo_surface_t* surface);

}  // namespace dora::bench
