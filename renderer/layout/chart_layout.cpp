// Positions of everything in a chart of deployments, in pixels.
#include "renderer/layout/chart_layout.h"

#include <algorithm>
#include <utility>

#include "collector/model/wording.h"
#include "renderer/layout/text_width.h"

namespace dora::layout {
namespace {

constexpr double pixels_per_step = 43;

std::vector<LegendItem> legend_of(const chart::Chart& chart) {
  if (chart::tallest_bar(chart.bars) == 0) {
    return {};
  }
  std::vector<LegendItem> legend{{"Successful", LegendMark::successful},
                                 {"Failed", LegendMark::failed},
                                 {"Failure rate", LegendMark::rate}};
  if (chart::has_unfinished(chart.bars)) {
    legend.push_back({"In progress", LegendMark::unfinished});
  }
  return legend;
}

/// The margin, or more for large numbers.
double left_edge(const ValueAxis& counts, double scale) {
  const double widest =
      text_width(model::count_text(counts.top), Weight::regular) * 10 * scale * pixels_per_point;
  return std::max(plot_margin * scale, widest + (tic_gap + outer_gap) * scale);
}

}  // namespace

int steps_in(double pixels, double scale) {
  return static_cast<int>(pixels / (pixels_per_step * scale));
}

ChartLayout layout_of(const chart::Chart& chart, chart::Size size) {
  ChartLayout layout;
  const double scale = scale_for(size);
  layout.plot_end = {size.width - plot_margin * scale, size.height - bottom_margin * scale};
  const int steps = steps_in(layout.plot_end.y - plot_y * scale, scale);
  layout.counts = value_axis(chart::tallest_bar(chart.bars), steps);
  layout.rate_step = steps >= 5 ? 20 : 50;
  layout.plot_begin.x = left_edge(layout.counts, scale);
  layout.head = head_layout({chart.title, chart.figures, legend_of(chart)}, layout.plot_begin.x,
                            layout.plot_end.x, size);
  layout.plot_begin.y = layout.head.end;
  std::vector<model::Period> periods;
  periods.reserve(chart.bars.size());
  for (const chart::Bar& bar : chart.bars) {
    periods.push_back(bar.period);
  }
  layout.periods = period_axis(periods, layout.plot_end.x - layout.plot_begin.x,
                               layout.head.font_pixels(), label_gap * scale);
  return layout;
}

}  // namespace dora::layout
