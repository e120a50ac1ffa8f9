// Draws values as a line with dots, in the band between a lower and an upper value.
#include "renderer/layout/value_line.h"

#include <algorithm>
#include <utility>

#include "renderer/layout/line_style.h"
#include "renderer/layout/text_width.h"

namespace dora::layout {
namespace {

constexpr double half_band = 0.37;  ///< Of a single period; share of its place.
constexpr double value_above = 13;  ///< From a dot to the middle of its value, at scale 1.

/// Calls `use` with the points of each run of periods that follow one another.
template <class Use>
void for_each_run(const std::vector<BandPoint>& points, Use use) {
  for (auto begin = points.begin(); begin != points.end();) {
    auto end = begin + 1;
    while (end != points.end() && end->place == (end - 1)->place + 1) {
      ++end;
    }
    use(std::vector<BandPoint>(begin, end));
    begin = end;
  }
}

std::vector<Point> outline_of(const std::vector<BandPoint>& run, const LineScale& scale) {
  std::vector<Point> outline;
  if (run.size() == 1) {
    const double x = scale.x(run.front().place);
    const double half = half_band * scale.periods.width;
    const double low = scale.y(run.front().low);
    const double high = scale.y(run.front().high);
    return {{x - half, high}, {x + half, high}, {x + half, low}, {x - half, low}};
  }
  outline.reserve(2 * run.size());
  for (const BandPoint& point : run) {
    outline.push_back({scale.x(point.place), scale.y(point.high)});
  }
  for (auto point = run.rbegin(); point != run.rend(); ++point) {
    outline.push_back({scale.x(point->place), scale.y(point->low)});
  }
  return outline;
}

}  // namespace

void add_band(Canvas& canvas, const LineScale& scale, const std::vector<BandPoint>& points) {
  Areas band{chart::Role::band, {}};
  for_each_run(points, [&](const std::vector<BandPoint>& run) {
    band.outlines.push_back(outline_of(run, scale));
  });
  canvas.shapes.emplace_back(std::move(band));
}

void add_line(Canvas& canvas, const LineScale& scale, const std::vector<BandPoint>& points,
              const Surroundings& around) {
  const double thin = around.scale * thinness(scale.periods, around.scale);
  Strokes strokes{chart::Role::line, line_width * thin, {}, dot_radius * thin};
  Rings so_far{chart::Role::line, line_width * thin, dot_radius * thin, {}};
  for_each_run(points, [&](const std::vector<BandPoint>& run) {
    std::vector<Point> line;
    for (const BandPoint& point : run) {
      const Point at{scale.x(point.place), scale.y(point.value)};
      (point.unfinished ? so_far.points : line).push_back(at);
    }
    if (!line.empty()) {
      strokes.lines.push_back(std::move(line));
    }
  });
  canvas.shapes.emplace_back(std::move(strokes));
  canvas.shapes.emplace_back(std::move(so_far));
}

void add_last_value(Canvas& canvas, const LineScale& scale, const std::vector<BandPoint>& points,
                    const Surroundings& around,
                    const std::function<std::string(const BandPoint&)>& text_of) {
  const auto last = std::find_if(points.rbegin(), points.rend(),
                                 [](const BandPoint& point) { return !point.unfinished; });
  if (last == points.rend()) {
    return;
  }
  const std::string text = text_of(*last);
  const double half = text_width(text, Weight::bold) * around.font_pixels() / 2;
  const double above = value_above * around.scale;
  const double dot = scale.y(last->value);
  // Away from the line, which comes from the value before; inside the plot.
  const auto before = last + 1;
  const bool falls =
      before != points.rend() && before->place + 1 == last->place && scale.y(before->value) < dot;
  const bool has_room_below = dot + 2 * above < scale.plot.bottom;
  const bool below = dot - above < scale.plot.top || (falls && has_room_below);
  const double y = below ? dot + above : dot - above;
  const double x = std::clamp(scale.x(last->place), scale.plot.left + half,
                              std::max(scale.plot.right - half, scale.plot.left + half));
  canvas.texts.push_back(
      {{x, y}, text, Align::center, around.font_points, chart::Role::title, true});
}

}  // namespace dora::layout
