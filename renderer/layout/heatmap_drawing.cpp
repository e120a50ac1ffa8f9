// Lays out a heatmap: a row for each service, a cell for each period.
#include "renderer/layout/heatmap_drawing.h"

#include <algorithm>
#include <cmath>
#include <map>

#include <fmt/format.h>

#include "collector/model/wording.h"
#include "renderer/chart/contrast.h"
#include "renderer/layout/heat_scale.h"
#include "renderer/layout/plot_frame.h"
#include "renderer/layout/text_width.h"

namespace dora::layout {
namespace {

constexpr double row_height = 20;
constexpr double scale_y = 76;  ///< The middle of the colour legend.
constexpr double rows_y = 94;   ///< Where the rows begin.
constexpr double heatmap_right_margin = 24;
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

/// The rows determine the height, so only the width determines the size of texts.
chart::Size size_for_scale(const chart::PictureStyle& style) {
  return {style.size.width, style.size.width / 2};
}

double names_width(const chart::Heatmap& chart, double font, int picture_width) {
  double widest = 0;
  for (const chart::HeatmapRow& row : chart.rows) {
    widest = std::max(widest, text_width(row.service, Weight::regular) * font);
  }
  return std::min(widest, widest_names * picture_width);
}

void add_names(Canvas& drawing, const chart::Heatmap& chart, const Grid& grid, chart::Theme theme) {
  const double font = drawing.head.font_pixels();
  // One pixel more: the longest name must not be cut for its last fraction.
  const double room = grid.plot.left - (tic_gap + outer_gap) * grid.scale + 1;
  for (std::size_t i = 0; i < chart.rows.size(); ++i) {
    const double y = grid.plot.top + (static_cast<double>(i) + 0.5) * row_height * grid.scale;
    drawing.texts.push_back({{grid.plot.left - tic_gap * grid.scale, y},
                             cut_to_width(chart.rows[i].service, Weight::regular, room / font),
                             Align::right,
                             drawing.head.font_points,
                             color_of(theme, chart::Role::tics)});
  }
}

/// All cells of one colour as one shape, in the order of the colours.
void add_cells(Canvas& drawing, const chart::Heatmap& chart, const Grid& grid, chart::Theme theme) {
  constexpr double small = 0.5;
  const double points = value_points * grid.scale;
  const double widest =
      std::max(text_width("100", Weight::regular), text_width(">99", Weight::regular));
  const bool has_values = widest * points * pixels_per_point + 2 < grid.periods.width;
  std::map<double, Boxes> cells;  // By the upper end of the step.
  for (std::size_t row = 0; row < chart.rows.size(); ++row) {
    for (std::size_t period = 0; period < chart.rows[row].cells.size(); ++period) {
      const model::Counts& counts = chart.rows[row].cells[period];
      const auto rate = model::failure_rate(counts);
      if (!rate) {
        continue;
      }
      const HeatStep& step = heat_step(*rate);
      const chart::Color color = step.color(theme);
      const bool few = counts.total() < model::enough_deployments;
      const Box box = grid.cell(row, period, few ? small : 1);
      cells.emplace(step.up_to, Boxes{color, {}}).first->second.boxes.push_back(box);
      if (has_values && !few) {
        drawing.texts.push_back({{(box.left + box.right) / 2, (box.top + box.bottom) / 2},
                                 model::short_rate_text(*model::failure_percent(counts)),
                                 Align::center,
                                 points,
                                 ink_on(color)});
      }
    }
  }
  for (auto& [end, boxes] : cells) {
    drawing.shapes.emplace_back(std::move(boxes));
  }
}

void add_scale(Canvas& drawing, const Grid& grid, chart::Theme theme) {
  const double y = scale_y * grid.scale;
  const double half = step_height / 2 * grid.scale;
  double x = grid.plot.left;
  for (const HeatStep& step : heat_steps) {
    const double end = x + step_width * grid.scale;
    const chart::Color color = step.color(theme);
    drawing.shapes.emplace_back(Boxes{color, {{x, y - half, end - grid.scale, y + half}}});
    drawing.texts.push_back(
        {{(x + end) / 2, y}, step.name, Align::center, 9 * grid.scale, ink_on(color)});
    x = end;
  }
  const std::string words =
      fmt::format("small: fewer than {} deployments; empty: none", model::enough_deployments);
  const double begin = x + tic_gap * grid.scale;
  drawing.texts.push_back(
      {{begin, y},
       cut_to_width(words, Weight::regular, (grid.plot.right - begin) / drawing.head.font_pixels()),
       Align::left,
       drawing.head.font_points,
       color_of(theme, chart::Role::legend)});
}

}  // namespace

chart::Color ink_on(chart::Color color) {
  return chart::contrast(dark_ink, color) >= chart::contrast(light_ink, color) ? dark_ink
                                                                               : light_ink;
}

chart::PictureStyle style_for(const chart::Heatmap& chart, chart::PictureStyle style) {
  const double scale = scale_for(size_for_scale(style));
  const double rows = static_cast<double>(std::max<std::size_t>(chart.rows.size(), 1)) * row_height;
  style.size.height = static_cast<int>(std::ceil((rows_y + rows + bottom_margin) * scale));
  return style;
}

Canvas drawing_of(const chart::Heatmap& chart, const chart::PictureStyle& style) {
  Canvas drawing;
  Grid grid;
  grid.scale = scale_for(size_for_scale(style));
  const double font = 10 * grid.scale * pixels_per_point;
  const double names = names_width(chart, font, style.size.width);
  grid.plot = {std::max(plot_margin, names / grid.scale + tic_gap + outer_gap) * grid.scale,
               rows_y * grid.scale, style.size.width - heatmap_right_margin * grid.scale, 0};
  grid.plot.bottom =
      grid.plot.top + static_cast<double>(chart.rows.size()) * row_height * grid.scale;
  drawing.head = head_layout({chart.title, chart.figures, {}}, grid.plot.left, grid.plot.right,
                             size_for_scale(style));
  const FrameStyle frame_style{style.theme, drawing.head.font_points, grid.scale};
  const PlotFrame frame{grid.plot, {}};
  grid.periods = axis_of(frame, chart.periods, frame_style);
  add_cells(drawing, chart, grid, style.theme);
  add_scale(drawing, grid, style.theme);
  add_names(drawing, chart, grid, style.theme);
  add_frame(drawing, frame, grid.periods, frame_style);
  return drawing;
}

}  // namespace dora::layout
