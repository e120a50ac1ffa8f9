// The frame of a plot: grid, numbers and period labels.
#include "renderer/layout/plot_frame.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "renderer/layout/text_width.h"

namespace dora::layout {
namespace {

constexpr double first_line = 14;   ///< From the base line to the middle of the period labels.
constexpr double second_line = 29;  ///< To the middle of the years.
constexpr double pixels_per_step = 38;

void add_period_labels(Canvas& canvas, const Box& plot, const PeriodAxis& axis,
                       const Surroundings& around) {
  for (const PeriodLabel& label : axis.labels) {
    const double x = plot.left + axis.middle_of(label.place);
    const auto add = [&](const std::string& words, double below) {
      if (!words.empty()) {
        canvas.texts.push_back({{x, plot.bottom + below * around.scale},
                                words,
                                Align::center,
                                around.font_points,
                                chart::Role::tics});
      }
    };
    add(label.text, first_line);
    add(label.group, second_line);
  }
}

}  // namespace

double sharp(double y) {
  return std::floor(y) + 0.5;
}

int steps_in(double pixels, double scale) {
  return static_cast<int>(pixels / (pixels_per_step * scale));
}

double thinness(const PeriodAxis& axis, double scale) {
  return std::clamp(axis.width / scale / 12, 0.4, 1.0);
}

PeriodAxis axis_of(const PlotFrame& frame, const std::vector<model::Period>& periods,
                   const Surroundings& around) {
  return period_axis(periods, frame.plot.right - frame.plot.left, around.font_pixels(),
                     label_gap * around.scale);
}

double room_for(const std::vector<Tic>& tics, const Surroundings& around) {
  double widest = 0;
  for (const Tic& tic : tics) {
    widest = std::max(widest, text_width(tic.text, Weight::regular));
  }
  return widest * around.font_pixels() + tic_gap * around.scale;
}

void add_frame(Canvas& canvas, const PlotFrame& frame, const PeriodAxis& axis,
               const Surroundings& around) {
  const Box& plot = frame.plot;
  Strokes grid{chart::Role::grid, 1, {}};
  for (const Tic& tic : frame.tics) {
    const double y = sharp(plot.bottom - tic.height * (plot.bottom - plot.top));
    if (tic.height > 0) {
      grid.lines.push_back({{plot.left, y}, {plot.right, y}});
    }
    if (frame.has_numbers) {
      canvas.texts.push_back({{plot.left - tic_gap * around.scale, y},
                              tic.text,
                              Align::right,
                              around.font_points,
                              chart::Role::tics});
    }
  }
  canvas.shapes.emplace_back(std::move(grid));
  const double base = sharp(plot.bottom);
  canvas.shapes.emplace_back(
      Strokes{chart::Role::axis, 1, {{{plot.left, base}, {plot.right, base}}}});
  if (frame.has_periods) {
    add_period_labels(canvas, plot, axis, around);
  }
}

}  // namespace dora::layout
