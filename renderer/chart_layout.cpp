// Where everything of a chart goes, in pixels of its picture; knows nothing of gnuplot's language.
#include "renderer/chart_layout.h"

#include <algorithm>
#include <cmath>

#include "collector/model/summary.h"
#include "renderer/text_width.h"

namespace dora::renderer {
namespace {

// Distances at scale 1, taken from the picture that the look was decided by.
constexpr double left_margin = 72.5;
constexpr double right_margin = 72.5;
constexpr double bottom_margin = 62.5;
constexpr double title_y = 17;
constexpr double legend_y_beside = 38;
constexpr double figures_y = 51;
constexpr double legend_y_under = 76;
constexpr double plot_y = 78;
constexpr double plot_y_under_legend = 100;
constexpr double outer_gap = 12;
constexpr double tic_gap = 10;
constexpr double mark_gap = 8;
constexpr double mark_width = 20;
constexpr double item_gap = 20;
constexpr double legend_gap = 12;
constexpr double label_gap = 5;
constexpr double pixels_per_step = 43;

constexpr double fewest_places = 8;

double pixels(double points) {
  return points * pixels_per_point;
}

double scale_for(Size size) {
  return std::clamp(std::sqrt(std::min(size.width / 1000.0, size.height / 500.0)), 0.85, 2.5);
}

/// Right-aligned at `end`; returns where the legend begins.
double place_legend(ChartLayout& layout, const chart::Chart& chart, double end) {
  layout.legend = {{"Successful", LegendMark::successful, 0, 0, 0},
                   {"Failed", LegendMark::failed, 0, 0, 0},
                   {"Failure rate", LegendMark::rate, 0, 0, 0}};
  if (chart::has_unfinished(chart)) {
    layout.legend.push_back({"In progress", LegendMark::unfinished, 0, 0, 0});
  }
  double x = end;
  for (auto item = layout.legend.rbegin(); item != layout.legend.rend(); ++item) {
    item->mark_end = x;
    item->mark_begin = x - mark_width * layout.scale;
    item->text_end = item->mark_begin - mark_gap * layout.scale;
    const double begin =
        item->text_end - text_width(item->text, Weight::regular) * pixels(layout.font_points);
    x = begin - item_gap * layout.scale;
  }
  return x + item_gap * layout.scale;
}

double left_edge(const ChartLayout& layout) {
  const double widest = text_width(model::count_text(layout.counts.top), Weight::regular) *
                        pixels(layout.font_points);
  return std::max(left_margin * layout.scale, widest + (tic_gap + outer_gap) * layout.scale);
}

/// Title, figures and legend, from the top; sets where the plot begins.
void place_head(ChartLayout& layout, const chart::Chart& chart, Size size) {
  const double font = pixels(layout.font_points);
  const double left = layout.plot_begin.x;
  const double right = size.width - outer_gap * layout.scale;
  layout.title_at = {left, title_y * layout.scale};
  layout.title =
      cut_to_width(chart.title, Weight::bold, (right - left) / pixels(layout.title_points));
  layout.figures_at = {left, figures_y * layout.scale};
  layout.figures = cut_to_width(chart.figures, Weight::regular, (right - left) / font);
  const bool empty = chart::tallest_bar(chart) == 0;
  const double legend_begin =
      empty ? right : place_legend(layout, chart, layout.plot_end.x - outer_gap / 2 * layout.scale);
  const double figures_end = left + text_width(layout.figures, Weight::regular) * font;
  const bool beside = figures_end + legend_gap * layout.scale <= legend_begin;
  layout.legend_y = (beside ? legend_y_beside : legend_y_under) * layout.scale;
  layout.plot_begin.y = (beside ? plot_y : plot_y_under_legend) * layout.scale;
}

}  // namespace

ChartLayout layout_of(const chart::Chart& chart, Size size) {
  ChartLayout layout;
  layout.scale = scale_for(size);
  layout.font_points = 10 * layout.scale;
  layout.title_points = 14 * layout.scale;
  layout.plot_end = {size.width - right_margin * layout.scale,
                     size.height - bottom_margin * layout.scale};
  const double height = layout.plot_end.y - plot_y * layout.scale;
  const int steps = static_cast<int>(height / (pixels_per_step * layout.scale));
  layout.counts = value_axis(chart::tallest_bar(chart), steps);
  layout.rate_step = steps >= 5 ? 20 : 50;
  layout.plot_begin.x = left_edge(layout);
  place_head(layout, chart, size);
  // Half a place stays free at either end, and a few periods are not spread over all the width.
  layout.places = std::max(static_cast<double>(chart.bars.size() + 1), fewest_places);
  layout.place_width = (layout.plot_end.x - layout.plot_begin.x) / layout.places;
  const double font = pixels(layout.font_points);
  std::vector<model::Period> periods;
  periods.reserve(chart.bars.size());
  for (const chart::Bar& bar : chart.bars) {
    periods.push_back(bar.period);
  }
  layout.labels =
      period_labels(periods, layout.place_width / font, label_gap * layout.scale / font);
  return layout;
}

}  // namespace dora::renderer
