// Writes a chart as a small SVG that suits light and dark pages, wide and narrow ones.
#pragma once

#include <string>

#include "renderer/chart/chart.h"
#include "renderer/chart/picture.h"
#include "renderer/layout/canvas.h"

namespace dora::svg {

/// Changes whenever the same chart gives other bytes.
inline constexpr const char* svg_version = "svg 1";

/// The chart without title and credit, which the page says, laid out twice: in the given width, and
/// for boxes of at most chart::narrow_layout_width, as on phones. Media queries of the reader
/// choose the layout and the colours. It has no background, no scripts and no references but to
/// itself. `alt` says the figures in words. Depends on its arguments only.
std::string svg_picture(const chart::AnyChart& chart, chart::Size size, const std::string& alt);

/// Where the rows are in the wide layout.
layout::Box wide_rows(const chart::Heatmap& chart, chart::Size size);

/// The size of the wide layout, which a page reserves for it; then that of the narrow one.
chart::Size wide_size(const chart::AnyChart& chart, chart::Size size);
chart::Size narrow_size(const chart::AnyChart& chart);

}  // namespace dora::svg
