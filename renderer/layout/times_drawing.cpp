// Lays out a chart of times: the median as a line, the 90th percentile as the edge of a band.
#include "renderer/layout/times_drawing.h"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

#include "collector/model/wording.h"
#include "renderer/layout/time_axis.h"
#include "renderer/layout/value_line.h"

namespace dora::layout {
namespace {

constexpr const char* explanation = "Line: median; shaded: up to the 90th percentile";

std::vector<model::Period> periods_of(const chart::TimePanel& panel) {
  std::vector<model::Period> periods;
  periods.reserve(panel.points.size());
  std::ranges::transform(panel.points, std::back_inserter(periods), &chart::TimePoint::period);
  return periods;
}

/// In the unit of model::Duration. The band begins at the median: half of the values are below.
std::vector<BandPoint> points_of(const chart::TimePanel& panel) {
  std::vector<BandPoint> points;
  for (std::size_t i = 0; i < panel.points.size(); ++i) {
    if (const auto& spread = panel.points[i].spread) {
      const auto median = static_cast<double>(spread->median.count());
      points.push_back({i, median, median, static_cast<double>(spread->p90.count()),
                        panel.points[i].unfinished});
    }
  }
  return points;
}

model::Duration duration_of(double count) {
  return model::Duration(static_cast<model::Duration::rep>(count));
}

TimeAxis axis_for(const std::vector<BandPoint>& points, double height, double scale) {
  const auto shortest = std::ranges::min_element(points, {}, &BandPoint::value);
  const auto longest = std::ranges::max_element(points, {}, &BandPoint::high);
  return time_axis(duration_of(shortest->value), duration_of(longest->high),
                   steps_in(height, scale) + 1);
}

/// A panel with what is needed to draw it.
struct PanelLayout {
  const chart::TimePanel& panel;
  std::vector<BandPoint> points;
  PlotFrame frame;
  TimeAxis times{};
};

void add_name(Canvas& canvas, const PanelLayout& layout, bool explained,
              const Surroundings& around) {
  const double y = layout.frame.plot.top - (panel_head - panel_name_y) * around.scale;
  TextLine line(canvas, around, {around.left, y});
  if (!layout.panel.name.empty()) {
    line.add(layout.panel.name, chart::Role::title, false, around.right);
    line.add_clauses(layout.panel.figures, around.right);
  }
  if (explained) {
    line.add_clauses(explanation, around.right);
  }
}

void add_no_data(Canvas& canvas, const Box& plot, const Surroundings& around) {
  canvas.texts.push_back({{(plot.left + plot.right) / 2, (plot.top + plot.bottom) / 2},
                          "No data",
                          Align::center,
                          around.font_points,
                          chart::Role::figures});
}

void add_panel(Canvas& canvas, const PanelLayout& layout, const Surroundings& around) {
  const PeriodAxis periods = axis_of(layout.frame, periods_of(layout.panel), around);
  add_frame(canvas, layout.frame, periods, around);
  if (layout.points.empty()) {
    add_no_data(canvas, layout.frame.plot, around);
    return;
  }
  const LineScale scale{layout.frame.plot, periods,
                        [&](double count) { return layout.times.height_of(duration_of(count)); }};
  add_band(canvas, scale, layout.points);
  add_line(canvas, scale, layout.points, around);
  add_last_value(canvas, scale, layout.points, around, [&](const BandPoint& point) {
    return model::duration_text(layout.panel.points[point.place].spread->median);
  });
}

/// The panels' positions and axes, but for their left ends.
std::vector<PanelLayout> panels_of(const chart::TimeChart& chart, const Surroundings& around) {
  std::vector<PanelLayout> panels;
  const double head = panel_head * around.scale;
  const double end = around.bottom - labels_height * around.scale;
  const double height =
      (end - around.top) / static_cast<double>(std::max<std::size_t>(chart.panels.size(), 1));
  for (std::size_t i = 0; i < chart.panels.size(); ++i) {
    const double top = around.top + static_cast<double>(i) * height;
    PanelLayout layout{chart.panels[i], points_of(chart.panels[i]), {}};
    layout.frame.plot = {around.left, top + head, around.right - right_margin * around.scale,
                         top + height};
    layout.frame.has_periods = i + 1 == chart.panels.size();
    if (!layout.points.empty()) {
      layout.times = axis_for(layout.points, height - head, around.scale);
      layout.frame.tics = tics_of(layout.times);
    }
    panels.push_back(std::move(layout));
  }
  return panels;
}

}  // namespace

Canvas drawing_of(const chart::TimeChart& chart, const Frame& frame) {
  Canvas canvas;
  const Surroundings around = add_surroundings(canvas, chart, frame, scale_for(frame.size));
  std::vector<PanelLayout> panels = panels_of(chart, around);
  double room = 0;
  for (const PanelLayout& layout : panels) {
    room = std::max(room, room_for(layout.frame.tics, around));
  }
  for (std::size_t i = 0; i < panels.size(); ++i) {
    panels[i].frame.plot.left += room;
    add_name(canvas, panels[i], i == 0, around);
    add_panel(canvas, panels[i], around);
  }
  return canvas;
}

}  // namespace dora::layout
