// Positions of a chart's title, figures and legend, in pixels of its picture.
#include "renderer/layout/head_layout.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "renderer/layout/text_width.h"

namespace dora::layout {
namespace {

constexpr double title_y = 17;
constexpr double legend_y_beside = 38;
constexpr double figures_y = 51;
constexpr double legend_y_under = 76;
constexpr double plot_y_under_legend = 100;
constexpr double mark_gap = 8;
constexpr double mark_width = 20;
constexpr double item_gap = 20;
constexpr double legend_gap = 12;

/// Right-aligned at `end`; returns where the legend begins.
double place_legend(HeadLayout& layout, double end) {
  double x = end;
  for (auto item = layout.legend.rbegin(); item != layout.legend.rend(); ++item) {
    item->mark_end = x;
    item->mark_begin = x - mark_width * layout.scale;
    item->text_end = item->mark_begin - mark_gap * layout.scale;
    const double begin =
        item->text_end - text_width(item->text, Weight::regular) * layout.font_pixels();
    x = begin - item_gap * layout.scale;
  }
  return x + item_gap * layout.scale;
}

}  // namespace

double scale_for(chart::Size size) {
  return std::clamp(std::sqrt(std::min(size.width / 1000.0, size.height / 500.0)), 0.85, 2.5);
}

HeadLayout head_layout(HeadContent content, double left, double plot_end, chart::Size size) {
  HeadLayout layout;
  layout.scale = scale_for(size);
  layout.font_points = 10 * layout.scale;
  layout.title_points = 14 * layout.scale;
  const double font = layout.font_pixels();
  const double right = size.width - outer_gap * layout.scale;
  layout.title_at = {left, title_y * layout.scale};
  layout.title = cut_to_width(content.title, Weight::bold,
                              (right - left) / (layout.title_points * pixels_per_point));
  layout.figures_at = {left, figures_y * layout.scale};
  layout.figures = cut_to_width(content.figures, Weight::regular, (right - left) / font);
  layout.legend = std::move(content.legend);
  const double legend_begin =
      layout.legend.empty() ? right : place_legend(layout, plot_end - outer_gap / 2 * layout.scale);
  const double figures_end = left + text_width(layout.figures, Weight::regular) * font;
  const bool beside = figures_end + legend_gap * layout.scale <= legend_begin;
  layout.legend_y = (beside ? legend_y_beside : legend_y_under) * layout.scale;
  layout.end = (beside ? plot_y : plot_y_under_legend) * layout.scale;
  return layout;
}

}  // namespace dora::layout
