// Lays out a heatmap: a row for each service, a cell for each period.
#include "renderer/layout/heatmap_drawing.h"

#include <algorithm>
#include <cmath>
#include <map>

#include <fmt/format.h>

#include "collector/model/wording.h"
#include "renderer/layout/heat_scale.h"
#include "renderer/layout/plot_frame.h"
#include "renderer/layout/text_width.h"

namespace dora::layout {
namespace {

constexpr double row_height = 20;
constexpr double scale_height = 34;   ///< The colours and what they mean, above the rows.
constexpr double scale_y = 15;        ///< The middle of the colours.
constexpr double widest_names = 0.3;  ///< Share of the picture's width.
constexpr double value_points = 8;    ///< Of the numbers in cells.
constexpr double step_width = 42;     ///< Of a colour in the legend.
constexpr double step_height = 16;

/// The positions of rows and cells.
struct Grid {
  double scale = 1;
  Box plot;
  PeriodAxis periods;

  /// `size` is the share of its place that a cell fills.
  Box cell(std::size_t row, std::size_t period, double size) const {
    const double x = plot.left + periods.middle_of(period);
    const double y = plot.top + (static_cast<double>(row) + 0.5) * row_height * scale;
    const double gap = periods.width < 4 * scale ? 0 : scale;
    const double half_width = std::max((periods.width - gap) * size / 2, 0.5);
    const double half_height = (row_height * scale - scale) * size / 2;
    return {x - half_width, y - half_height, x + half_width, y + half_height};
  }
};

double names_width(const chart::Heatmap& chart, double font, int picture_width) {
  double widest = 0;
  for (const chart::HeatmapRow& row : chart.rows) {
    widest = std::max(widest, text_width(row.service, Weight::regular) * font);
  }
  return std::min(widest, widest_names * picture_width);
}

void add_names(Canvas& canvas, const chart::Heatmap& chart, const Grid& grid,
               const Surroundings& around) {
  // One pixel more: the longest name must not be cut for its last fraction.
  const double room = grid.plot.left - tic_gap * grid.scale - around.left + 1;
  for (std::size_t i = 0; i < chart.rows.size(); ++i) {
    const double y = grid.plot.top + (static_cast<double>(i) + 0.5) * row_height * grid.scale;
    canvas.texts.push_back(
        {{grid.plot.left - tic_gap * grid.scale, y},
         cut_to_width(chart.rows[i].service, Weight::regular, room / around.font_pixels()),
         Align::right,
         around.font_points,
         chart::Role::tics});
  }
}

/// All cells of one colour as one shape, in the order of the colours.
void add_cells(Canvas& canvas, const chart::Heatmap& chart, const Grid& grid) {
  constexpr double small = 0.5;
  const double points = value_points * grid.scale;
  const double widest =
      std::max(text_width("100", Weight::regular), text_width(">99", Weight::regular));
  const bool has_values = widest * points * pixels_per_point + 2 < grid.periods.width;
  std::map<chart::Role, Boxes> cells;
  for (std::size_t row = 0; row < chart.rows.size(); ++row) {
    for (std::size_t period = 0; period < chart.rows[row].cells.size(); ++period) {
      const model::Counts& counts = chart.rows[row].cells[period];
      const auto rate = model::failure_rate(counts);
      if (!rate) {
        continue;
      }
      const HeatStep& step = heat_step(*rate);
      const bool few = counts.total() < model::enough_deployments;
      const Box box = grid.cell(row, period, few ? small : 1);
      cells.emplace(step.color, Boxes{step.color, {}}).first->second.boxes.push_back(box);
      if (has_values && !few) {
        canvas.texts.push_back({{(box.left + box.right) / 2, (box.top + box.bottom) / 2},
                                model::short_rate_text(*model::failure_percent(counts)),
                                Align::center,
                                points,
                                step.ink});
      }
    }
  }
  for (auto& [role, boxes] : cells) {
    canvas.shapes.emplace_back(std::move(boxes));
  }
}

void add_scale(Canvas& canvas, const Surroundings& around) {
  const double y = around.top + scale_y * around.scale;
  const double half = step_height / 2 * around.scale;
  double x = around.left;
  for (const HeatStep& step : heat_steps) {
    const double end = x + step_width * around.scale;
    canvas.shapes.emplace_back(Boxes{step.color, {{x, y - half, end - around.scale, y + half}}});
    canvas.texts.push_back(
        {{(x + end) / 2, y}, step.name, Align::center, 9 * around.scale, step.ink});
    x = end;
  }
  TextLine line(canvas, around, {x + tic_gap * around.scale, y});
  line.add(fmt::format("small: fewer than {} deployments; blank: none", model::enough_deployments),
           chart::Role::figures, false, around.right);
}

/// The rows determine the height, so only the width determines the size of texts.
double heatmap_scale(chart::Size size) {
  return scale_for({size.width, size.width / 2});
}

/// What stands around the rows, in a picture of any height.
Surroundings surround(Canvas& canvas, const chart::Heatmap& chart, const Frame& frame) {
  Surroundings around = add_surroundings(canvas, chart, frame, heatmap_scale(frame.size));
  around.bottom -= labels_height * around.scale;
  return around;
}

/// The cells of all rows.
Box plot_of(const chart::Heatmap& chart, const Frame& frame, const Surroundings& around) {
  const double names = names_width(chart, around.font_pixels(), frame.size.width);
  const double top = around.top + scale_height * around.scale;
  return {around.left + names + tic_gap * around.scale, top, around.right,
          top + static_cast<double>(chart.rows.size()) * row_height * around.scale};
}

}  // namespace

chart::Size size_for(const chart::Heatmap& chart, const Frame& frame) {
  Canvas unused;
  const Surroundings around = surround(unused, chart, frame);
  const double rows = static_cast<double>(std::max<std::size_t>(chart.rows.size(), 1)) * row_height;
  const double others = around.top + frame.size.height - around.bottom;
  return {frame.size.width,
          static_cast<int>(std::ceil(others + (scale_height + rows) * around.scale))};
}

Box rows_of(const chart::Heatmap& chart, const Frame& frame) {
  Canvas unused;
  return plot_of(chart, frame, surround(unused, chart, frame));
}

Canvas drawing_of(const chart::Heatmap& chart, const Frame& frame) {
  Canvas canvas;
  const Surroundings around = surround(canvas, chart, frame);
  Grid grid;
  grid.scale = around.scale;
  grid.plot = plot_of(chart, frame, around);
  const PlotFrame plot{grid.plot, {}};
  grid.periods = axis_of(plot, chart.periods, around);
  add_cells(canvas, chart, grid);
  add_scale(canvas, around);
  add_names(canvas, chart, grid, around);
  add_frame(canvas, plot, grid.periods, around);
  return canvas;
}

}  // namespace dora::layout
