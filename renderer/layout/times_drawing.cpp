// Lays out a chart of times: medians and 90th percentiles, one panel above the other.
#include "renderer/layout/times_drawing.h"

#include <algorithm>
#include <utility>

#include "renderer/layout/chart_layout.h"
#include "renderer/layout/line_style.h"
#include "renderer/layout/plot_frame.h"
#include "renderer/layout/text_width.h"
#include "renderer/layout/time_axis.h"

namespace dora::layout {
namespace {

constexpr double panel_head = 34;  ///< A panel's name, above its plot.
constexpr double name_y = 14;      ///< The middle of the name, from the top of the panel.
constexpr double name_gap = 10;
constexpr double right_margin = 30;

using Value = model::Duration model::Spread::*;

bool has_points(const chart::TimePanel& panel, bool unfinished) {
  return std::ranges::any_of(panel.points, [unfinished](const chart::TimePoint& point) {
    return point.spread && point.unfinished == unfinished;
  });
}

std::vector<LegendItem> legend_of(const chart::TimeChart& chart) {
  std::vector<LegendItem> legend{{"Median", LegendMark::median}, {"90 % within", LegendMark::p90}};
  if (std::ranges::any_of(chart.panels,
                          [](const auto& panel) { return has_points(panel, true); })) {
    legend.push_back({"In progress", LegendMark::time_so_far});
  }
  return legend;
}

std::vector<model::Period> periods_of(const chart::TimePanel& panel) {
  std::vector<model::Period> periods;
  periods.reserve(panel.points.size());
  std::ranges::transform(panel.points, std::back_inserter(periods), &chart::TimePoint::period);
  return periods;
}

TimeAxis axis_for(const chart::TimePanel& panel, int steps) {
  model::Duration longest{};
  for (const chart::TimePoint& point : panel.points) {
    longest = std::max(longest, point.spread ? point.spread->p90 : model::Duration());
  }
  return time_axis(longest, steps);
}

std::vector<Tic> tics_of(const TimeAxis& axis) {
  std::vector<Tic> tics;
  for (model::Duration value{}; value <= axis.top; value += axis.step) {
    tics.push_back({static_cast<double>(value.count()) / static_cast<double>(axis.top.count()),
                    tic_text(value, axis.step)});
  }
  return tics;
}

/// A panel with its position and axes.
struct PanelLayout {
  const chart::TimePanel& panel;
  PlotFrame frame;
  PeriodAxis periods;
  model::Duration top;

  Point at(std::size_t place, model::Duration value) const {
    const double part = static_cast<double>(value.count()) / static_cast<double>(top.count());
    return {frame.plot.left + periods.middle_of(place),
            frame.plot.bottom - part * (frame.plot.bottom - frame.plot.top)};
  }
};

/// How one of the two values is drawn.
struct Look {
  Value value;
  chart::Role role;
  DotForm form;
  DotForm form_so_far;
};

/// A line through finished periods, broken where there are no data; unfinished periods get separate
/// rings, because their values may change.
void add_values(Canvas& drawing, const PanelLayout& layout, const Look& look, chart::Theme theme) {
  const double scale = drawing.head.scale;
  const double thin = scale * std::clamp(layout.periods.width / scale / 12, 0.4, 1.0);
  const chart::Color color = color_of(theme, look.role);
  Strokes strokes{color, line_width * thin, {{}}};
  Dots dots{color, point_size * thin, look.form, {}};
  Dots so_far{color, point_size * thin, look.form_so_far, {}};
  for (std::size_t i = 0; i < layout.panel.points.size(); ++i) {
    const chart::TimePoint& point = layout.panel.points[i];
    if (!point.spread || point.unfinished) {
      strokes.lines.emplace_back();
    }
    if (point.spread) {
      const Point at = layout.at(i, (*point.spread).*look.value);
      (point.unfinished ? so_far : dots).points.push_back(at);
      strokes.lines.back().push_back(at);
    }
  }
  std::erase_if(strokes.lines, [](const auto& line) { return line.size() < 2; });
  drawing.shapes.emplace_back(std::move(strokes));
  drawing.shapes.emplace_back(std::move(dots));
  drawing.shapes.emplace_back(std::move(so_far));
}

void add_name(Canvas& drawing, const PanelLayout& layout, double y, chart::Theme theme) {
  const HeadLayout& head = drawing.head;
  const double left = layout.frame.plot.left;
  const double width = text_width(layout.panel.name, Weight::bold) * head.font_pixels();
  drawing.texts.push_back({{left, y},
                           layout.panel.name,
                           Align::left,
                           head.font_points,
                           color_of(theme, chart::Role::title),
                           true});
  drawing.texts.push_back({{left + width + name_gap * head.scale, y},
                           layout.panel.figures,
                           Align::left,
                           head.font_points,
                           color_of(theme, chart::Role::figures)});
}

void add_no_data(Canvas& drawing, const Box& plot, chart::Theme theme) {
  drawing.texts.push_back({{(plot.left + plot.right) / 2, (plot.top + plot.bottom) / 2},
                           "No data",
                           Align::center,
                           drawing.head.font_points,
                           color_of(theme, chart::Role::figures)});
}

void add_panel(Canvas& drawing, PanelLayout layout, const chart::PictureStyle& style) {
  const FrameStyle frame_style{style.theme, drawing.head.font_points, drawing.head.scale};
  const bool any = has_points(layout.panel, false) || has_points(layout.panel, true);
  const TimeAxis axis = axis_for(
      layout.panel, steps_in(layout.frame.plot.bottom - layout.frame.plot.top, drawing.head.scale));
  layout.frame.tics = tics_of(axis);
  layout.frame.has_numbers = any;
  layout.top = axis.top;
  layout.periods = axis_of(layout.frame, periods_of(layout.panel), frame_style);
  add_frame(drawing, layout.frame, layout.periods, frame_style);
  if (!any) {
    add_no_data(drawing, layout.frame.plot, style.theme);
    return;
  }
  add_values(
      drawing, layout,
      {&model::Spread::p90, chart::Role::successful, DotForm::triangle, DotForm::open_triangle},
      style.theme);
  add_values(drawing, layout,
             {&model::Spread::median, chart::Role::line, DotForm::disc, DotForm::ring},
             style.theme);
}

}  // namespace

Canvas drawing_of(const chart::TimeChart& chart, const chart::PictureStyle& style) {
  Canvas drawing;
  const double scale = scale_for(style.size);
  const double left = plot_margin * scale;
  const double right = style.size.width - right_margin * scale;
  drawing.head =
      head_layout({chart.title, chart.figures, legend_of(chart)}, left, right, style.size);
  const double head = chart.panels.size() > 1 ? panel_head * scale : 0;
  const double begin = drawing.head.end - (head > 0 ? 10 * scale : 0);
  const double end = style.size.height - bottom_margin * scale;
  const double gap = 14 * scale;
  const auto count = static_cast<double>(chart.panels.size());
  const double height = (end - begin - gap * (count - 1)) / count;
  for (std::size_t i = 0; i < chart.panels.size(); ++i) {
    const double top = begin + static_cast<double>(i) * (height + gap);
    PanelLayout layout{chart.panels[i], {{left, top + head, right, top + height}, {}}, {}, {}};
    layout.frame.has_periods = i + 1 == chart.panels.size();
    if (head > 0) {
      add_name(drawing, layout, top + name_y * scale, style.theme);
    }
    add_panel(drawing, std::move(layout), style);
  }
  return drawing;
}

}  // namespace dora::layout
