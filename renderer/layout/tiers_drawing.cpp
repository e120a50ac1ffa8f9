// Lays out a chart of tiers: small plots on one scale, next to each other.
#include "renderer/layout/tiers_drawing.h"

#include <algorithm>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "renderer/layout/bars_drawing.h"
#include "renderer/layout/text_width.h"

namespace dora::layout {
namespace {

constexpr double words_height = 28;  ///< What the colours mean, above all plots; at scale 1.
constexpr double words_y = 13;
constexpr double tier_head = 28;    ///< A tier's name, above its plot.
constexpr double tier_name_y = 12;  ///< The middle of the name, from the top of the panel.
constexpr double panel_gap = 24;
constexpr double row_gap = 8;
constexpr int narrow = 500;  ///< Pixels; pictures below have a single column.

/// Columns and rows: two or three next to each other are easiest to compare.
struct Shape {
  std::size_t columns;
  std::size_t rows;
};

Shape shape_of(std::size_t panels, int width) {
  const std::size_t side_by_side = panels <= 3 ? panels : panels == 4 ? 2 : 3;
  const std::size_t columns = width < narrow ? std::min<std::size_t>(panels, 2) : side_by_side;
  return {columns, (panels + columns - 1) / columns};
}

void add_words(Canvas& canvas, const chart::TierChart& chart, const Surroundings& around) {
  TextLine line(canvas, around, {around.left, around.top + words_y * around.scale});
  const auto granularity = model::to_string(chart.panels.front().bars.front().period.granularity);
  line.add(fmt::format("Deployments a {}", granularity), chart::Role::title, false, around.right);
  line.add("successful", chart::Role::successful_text, true, around.right);
  line.add("failed", chart::Role::failed_text, true, around.right);
}

void add_name(Canvas& canvas, const chart::TierPanel& panel, const Box& plot,
              const Surroundings& around) {
  const double y = plot.top - (tier_head - tier_name_y) * around.scale;
  TextLine line(canvas, around, {plot.left, y});
  line.add(panel.tier, chart::Role::title, true, plot.right);
  line.add_clauses(panel.figures, plot.right);
}

}  // namespace

Canvas drawing_of(const chart::TierChart& chart, const Frame& frame) {
  Canvas canvas;
  Surroundings around = add_surroundings(canvas, chart, frame, scale_for(frame.size));
  if (chart.panels.empty() || chart.panels.front().bars.empty()) {
    return canvas;
  }
  const double scale = around.scale;
  add_words(canvas, chart, around);
  const double begin = around.top + words_height * scale;
  const double end = around.bottom - labels_height * scale;
  const auto [columns, rows] = shape_of(chart.panels.size(), frame.size.width);
  const double gap = row_gap * scale;
  const double height = (end - begin + gap) / static_cast<double>(rows) - gap;
  std::int64_t highest = 0;
  for (const chart::TierPanel& panel : chart.panels) {
    highest = std::max(highest, chart::tallest_bar(panel.bars));
  }
  const CountAxis counts = count_axis(highest, height - tier_head * scale, scale);
  const double left = around.left + room_for(counts.tics, around);
  const double right = around.right - right_margin * scale;
  const double width = (right - left + panel_gap * scale) / static_cast<double>(columns);
  const std::vector<model::Period> periods = periods_of(chart.panels.front().bars);
  for (std::size_t i = 0; i < chart.panels.size(); ++i) {
    const double x = left + static_cast<double>(i % columns) * width;
    const std::size_t row = i / columns;
    const double y = begin + static_cast<double>(row) * (height + gap);
    PlotFrame plot{{x, y + tier_head * scale, x + width - panel_gap * scale, y + height},
                   counts.tics};
    plot.has_numbers = i % columns == 0;
    plot.has_periods = i + columns >= chart.panels.size();
    const PeriodAxis axis = axis_of(plot, periods, around);
    add_frame(canvas, plot, axis, around);
    add_bars(canvas, plot, axis, chart.panels[i].bars, counts.top, around);
    add_name(canvas, chart.panels[i], plot.plot, around);
  }
  return canvas;
}

}  // namespace dora::layout
