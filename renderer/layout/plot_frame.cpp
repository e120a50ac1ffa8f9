// The frame of one of several plots in a drawing: grid, numbers and period labels.
#include "renderer/layout/plot_frame.h"

#include <algorithm>
#include <cmath>

#include "renderer/layout/text_width.h"

namespace dora::layout {
namespace {

constexpr double first_line = 16;   ///< From the base line to the middle of the period labels.
constexpr double second_line = 31;  ///< To the middle of the years.

/// A line one pixel wide is sharp if its middle is the middle of a pixel.
double sharp(double y) {
  return std::floor(y) + 0.5;
}

}  // namespace

PeriodAxis axis_of(const PlotFrame& frame, const std::vector<model::Period>& periods,
                   const FrameStyle& style) {
  return period_axis(periods, frame.plot.right - frame.plot.left,
                     style.font_points * pixels_per_point, label_gap * style.scale);
}

double room_for(const std::vector<Tic>& tics, const FrameStyle& style) {
  double widest = 0;
  for (const Tic& tic : tics) {
    widest = std::max(widest, text_width(tic.text, Weight::regular));
  }
  return widest * style.font_points * pixels_per_point + tic_gap * style.scale;
}

void add_frame(Canvas& drawing, const PlotFrame& frame, const PeriodAxis& axis,
               const FrameStyle& style) {
  const Box& plot = frame.plot;
  const chart::Color text = color_of(style.theme, chart::Role::tics);
  Strokes grid{color_of(style.theme, chart::Role::grid), 1, {}};
  for (const Tic& tic : frame.tics) {
    const double y = sharp(plot.bottom - tic.height * (plot.bottom - plot.top));
    if (tic.height > 0) {
      grid.lines.push_back({{plot.left, y}, {plot.right, y}});
    }
    if (frame.has_numbers) {
      drawing.texts.push_back({{plot.left - tic_gap * style.scale, y},
                               tic.text,
                               Align::right,
                               style.font_points,
                               text});
    }
  }
  drawing.shapes.emplace_back(std::move(grid));
  const double base = sharp(plot.bottom);
  drawing.shapes.emplace_back(Strokes{
      color_of(style.theme, chart::Role::axis), 1, {{{plot.left, base}, {plot.right, base}}}});
  for (const PeriodLabel& label : axis.labels) {
    if (!frame.has_periods) {
      break;
    }
    const double x = plot.left + axis.middle_of(label.place);
    const auto add = [&](const std::string& words, double below) {
      if (!words.empty()) {
        drawing.texts.push_back({{x, plot.bottom + below * style.scale},
                                 words,
                                 Align::center,
                                 style.font_points,
                                 text});
      }
    };
    add(label.text, first_line);
    add(label.group, second_line);
  }
}

}  // namespace dora::layout
