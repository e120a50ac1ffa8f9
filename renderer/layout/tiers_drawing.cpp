// Lays out a chart of tiers: small plots on one scale, next to each other.
#include "renderer/layout/tiers_drawing.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "collector/model/wording.h"
#include "renderer/layout/chart_layout.h"
#include "renderer/layout/plot_frame.h"
#include "renderer/layout/text_width.h"
#include "renderer/layout/value_axis.h"

namespace dora::layout {
namespace {

constexpr double tier_head = 34;    ///< A tier's name, above its plot.
constexpr double tier_name_y = 14;  ///< The middle of the name, from the top of the panel.
constexpr double tier_name_gap = 8;
constexpr double panel_gap = 24;
constexpr double row_gap = 8;
constexpr double tiers_right_margin = 30;
constexpr double half_bar = 0.38;  ///< Share of the room for one period.

/// Columns and rows: two or three next to each other are easiest to compare.
struct Shape {
  std::size_t columns;
  std::size_t rows;
};

Shape shape_of(std::size_t panels) {
  const std::size_t columns = panels <= 3 ? panels : panels == 4 ? 2 : 3;
  return {columns, (panels + columns - 1) / columns};
}

std::vector<LegendItem> legend_of(const chart::TierChart& chart) {
  std::vector<LegendItem> legend{{"Successful", LegendMark::successful},
                                 {"Failed", LegendMark::failed}};
  if (std::ranges::any_of(chart.panels, [](const chart::TierPanel& panel) {
        return chart::has_unfinished(panel.bars);
      })) {
    legend.push_back({"In progress", LegendMark::unfinished});
  }
  return legend;
}

std::vector<Tic> tics_of(const ValueAxis& axis) {
  std::vector<Tic> tics;
  for (std::int64_t value = 0; value <= axis.top; value += axis.step) {
    tics.push_back(
        {static_cast<double>(value) / static_cast<double>(axis.top), model::count_text(value)});
  }
  return tics;
}

/// Which parts of bars share a colour.
struct BarPart {
  bool failed = false;
  bool unfinished = false;
};

/// The bars of one colour in a panel.
Boxes bars_in(const PlotFrame& frame, const PeriodAxis& axis, const std::vector<chart::Bar>& bars,
              BarPart part, std::int64_t top) {
  Boxes boxes{0, {}};
  const double half = axis.width * (axis.width < 3 ? 0.5 : half_bar);
  const double unit = (frame.plot.bottom - frame.plot.top) / static_cast<double>(top);
  for (std::size_t i = 0; i < bars.size(); ++i) {
    const std::int64_t height = part.failed ? bars[i].counts.failed : bars[i].counts.successful;
    if (height > 0 && bars[i].unfinished == part.unfinished) {
      const auto from = static_cast<double>(part.failed ? bars[i].counts.successful : 0);
      const double x = frame.plot.left + axis.middle_of(i);
      const double bottom = frame.plot.bottom - from * unit;
      boxes.boxes.push_back(
          {x - half, bottom - static_cast<double>(height) * unit, x + half, bottom});
    }
  }
  return boxes;
}

/// How bars are drawn in all plots of a picture.
struct BarStyle {
  std::int64_t top = 0;  ///< The number at the top of the plot.
  chart::Theme theme = chart::Theme::light;
};

void add_bars(Canvas& drawing, const PlotFrame& frame, const PeriodAxis& axis,
              const chart::TierPanel& panel, const BarStyle& style) {
  const auto add = [&](bool failed, bool unfinished, chart::Role role) {
    Boxes boxes = bars_in(frame, axis, panel.bars, {failed, unfinished}, style.top);
    boxes.color = color_of(style.theme, role);
    drawing.shapes.emplace_back(std::move(boxes));
  };
  add(false, false, chart::Role::successful);
  add(true, false, chart::Role::failed);
  add(false, true, chart::Role::successful_so_far);
  add(true, true, chart::Role::failed_so_far);
}

void add_name(Canvas& drawing, const chart::TierPanel& panel, const Box& plot, chart::Theme theme) {
  const HeadLayout& head = drawing.head;
  const double y = plot.top - (tier_head - tier_name_y) * head.scale;
  const double font = head.font_pixels();
  const double room = plot.right - plot.left;
  const double figures = text_width(panel.figures, Weight::regular) * font;
  const double gap = tier_name_gap * head.scale;
  const std::string name =
      cut_to_width(panel.tier, Weight::bold, std::max(room - figures - gap, room / 2) / font);
  drawing.texts.push_back({{plot.left, y},
                           name,
                           Align::left,
                           head.font_points,
                           color_of(theme, chart::Role::title),
                           true});
  const double left = plot.left + text_width(name, Weight::bold) * font + gap;
  drawing.texts.push_back({{left, y},
                           cut_to_width(panel.figures, Weight::regular, (plot.right - left) / font),
                           Align::left,
                           head.font_points,
                           color_of(theme, chart::Role::figures)});
}

/// One axis for all plots; `height` is the height of a plot in pixels.
ValueAxis counts_axis(const chart::TierChart& chart, double height, double scale) {
  std::int64_t tallest = 0;
  for (const chart::TierPanel& panel : chart.panels) {
    tallest = std::max(tallest, chart::tallest_bar(panel.bars));
  }
  return value_axis(tallest, steps_in(height, scale));
}

std::vector<model::Period> periods_of(const chart::TierPanel& panel) {
  std::vector<model::Period> periods;
  std::ranges::transform(panel.bars, std::back_inserter(periods), &chart::Bar::period);
  return periods;
}

}  // namespace

Canvas drawing_of(const chart::TierChart& chart, const chart::PictureStyle& style) {
  Canvas drawing;
  const double scale = scale_for(style.size);
  const auto [columns, rows] = shape_of(chart.panels.size());
  const double left = plot_margin * scale;
  const double right = style.size.width - tiers_right_margin * scale;
  drawing.head =
      head_layout({chart.title, chart.figures, legend_of(chart)}, left, right, style.size);
  const FrameStyle frame_style{style.theme, drawing.head.font_points, scale};
  const double begin = drawing.head.end - 10 * scale;
  const double end = style.size.height - bottom_margin * scale;
  const double width = (right - left + panel_gap * scale) / static_cast<double>(columns);
  const double gap = row_gap * scale;
  const double height = (end - begin + gap) / static_cast<double>(rows) - gap;
  const ValueAxis counts = counts_axis(chart, height - tier_head * scale, scale);
  const std::vector<model::Period> periods = periods_of(chart.panels.front());
  for (std::size_t i = 0; i < chart.panels.size(); ++i) {
    const double x = left + static_cast<double>(i % columns) * width;
    const std::size_t row = i / columns;
    const double y = begin + static_cast<double>(row) * (height + gap);
    PlotFrame frame{{x, y + tier_head * scale, x + width - panel_gap * scale, y + height},
                    tics_of(counts)};
    frame.has_numbers = i % columns == 0;
    frame.has_periods = i + columns >= chart.panels.size();
    const PeriodAxis axis = axis_of(frame, periods, frame_style);
    add_frame(drawing, frame, axis, frame_style);
    add_bars(drawing, frame, axis, chart.panels[i], {counts.top, style.theme});
    add_name(drawing, chart.panels[i], frame.plot, style.theme);
  }
  return drawing;
}

}  // namespace dora::layout
