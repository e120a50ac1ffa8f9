// Draws failure rates as a line in the band of their intervals, on a scale of their own.
#include "renderer/layout/rate_drawing.h"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

#include "collector/model/four_keys.h"
#include "collector/model/wording.h"
#include "renderer/layout/line_style.h"
#include "renderer/layout/text_width.h"
#include "renderer/layout/value_line.h"

namespace dora::layout {
namespace {

bool has_rate(const chart::Bar& bar) {
  return bar.counts.total() >= model::enough_deployments;
}

model::Counts total_of(const std::vector<chart::Bar>& bars) {
  model::Counts total;
  for (const chart::Bar& bar : bars) {
    total.successful += bar.counts.successful;
    total.failed += bar.counts.failed;
  }
  return total;
}

/// A rate with its interval as a value of a line with a band.
std::vector<BandPoint> points_of(const std::vector<chart::Bar>& bars) {
  std::vector<BandPoint> points;
  for (std::size_t i = 0; i < bars.size(); ++i) {
    if (has_rate(bars[i])) {
      const auto interval = model::failure_rate_interval(bars[i].counts);
      points.push_back({i, *model::failure_rate(bars[i].counts), interval->low, interval->high,
                        bars[i].unfinished});
    }
  }
  return points;
}

}  // namespace

bool has_rates(const std::vector<chart::Bar>& bars) {
  return std::ranges::any_of(bars, has_rate);
}

RateAxis rate_axis(const std::vector<chart::Bar>& bars, double height, double scale) {
  double highest = 0;
  std::vector<double> upper_ends;
  for (const BandPoint& point : points_of(bars)) {
    highest = std::max(highest, point.value);
    upper_ends.push_back(point.high);
  }
  const auto middle = upper_ends.begin() + static_cast<std::ptrdiff_t>(upper_ends.size() / 2);
  std::ranges::nth_element(upper_ends, middle);
  const double reach = std::clamp(1.05 * std::max(highest, *middle), 1.0, 100.0);
  const int most_steps = std::clamp(steps_in(height, scale), 2, 5);
  RateAxis axis;
  constexpr std::array<int, 8> steps{1, 2, 5, 10, 20, 25, 50, 100};
  const int step =
      *std::ranges::find_if(steps, [&](int each) { return each * most_steps >= reach; });
  axis.top = reach;
  for (int percent = 0; percent <= axis.top; percent += step) {
    axis.tics.push_back({percent / axis.top, fmt::format("{}%", percent)});
  }
  return axis;
}

std::string overall_text(const model::Counts& total) {
  return fmt::format("{} overall", model::rate_text(total));
}

void add_rates(Canvas& canvas, const PlotFrame& frame, const PeriodAxis& axis,
               const std::vector<chart::Bar>& bars, double top, const Surroundings& around) {
  const Box& plot = frame.plot;
  const model::Counts total = total_of(bars);
  const LineScale scale{plot, axis, [top](double percent) { return std::min(percent / top, 1.0); }};
  const std::vector<BandPoint> points = points_of(bars);
  const double y = sharp(scale.y(*model::failure_rate(total)));
  add_band(canvas, scale, points);
  canvas.shapes.emplace_back(
      Strokes{chart::Role::reference, 1, {{{plot.left, y}, {plot.right, y}}}});
  canvas.texts.push_back({{plot.right + tic_gap / 2 * around.scale, y},
                          overall_text(total),
                          Align::left,
                          around.font_points,
                          chart::Role::figures});
  add_line(canvas, scale, points, around);
  add_last_value(canvas, scale, points, around, [&](const BandPoint& point) {
    return model::rate_text(bars[point.place].counts);
  });
}

}  // namespace dora::layout
