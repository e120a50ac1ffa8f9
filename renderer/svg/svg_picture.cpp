// Writes a chart as a small SVG that suits light and dark pages, wide and narrow ones.
#include "renderer/svg/svg_picture.h"

#include "renderer/chart/chart_index.h"
#include "renderer/layout/chart_drawing.h"
#include "renderer/layout/heatmap_drawing.h"
#include "renderer/svg/svg_writer.h"

namespace dora::svg {
namespace {

constexpr chart::Size narrow_bars{360, 360};
constexpr chart::Size narrow_panels{360, 480};

layout::Frame wide_frame(const chart::AnyChart& chart, chart::Size size) {
  return layout::frame_for(chart, {size, false});
}

layout::Frame narrow_frame(const chart::AnyChart& chart) {
  const bool tall = std::holds_alternative<chart::TierChart>(chart) ||
                    std::holds_alternative<chart::TimeChart>(chart);
  return layout::frame_for(chart, {tall ? narrow_panels : narrow_bars, false});
}

}  // namespace

layout::Box wide_rows(const chart::Heatmap& chart, chart::Size size) {
  return layout::rows_of(chart, wide_frame(chart, size));
}

chart::Size wide_size(const chart::AnyChart& chart, chart::Size size) {
  return wide_frame(chart, size).size;
}

chart::Size narrow_size(const chart::AnyChart& chart) {
  return narrow_frame(chart).size;
}

std::string svg_picture(const chart::AnyChart& chart, chart::Size size, const std::string& alt) {
  const std::string title = std::visit([](const auto& each) { return each.title; }, chart);
  SvgWriter svg(title, alt);
  svg.add("w", layout::drawing_of(chart, wide_frame(chart, size)));
  svg.add("n", layout::drawing_of(chart, narrow_frame(chart)));
  return svg.finish(chart::narrow_layout_width);
}

}  // namespace dora::svg
