// Draws a chart's pixels directly with Cairo: the least that they can cost.
#include "tests/bench/cairo_chart.h"

#include <algorithm>
#include <cstdint>
#include <memory>
#include <string>

#include <cairo.h>
#include <fmt/format.h>

#include "collector/model/summary.h"
#include "collector/model/wording.h"
#include "renderer/chart/theme.h"

namespace dora::bench {
namespace {

using chart::Role;
using layout::ChartLayout;
using layout::LegendItem;
using layout::LegendMark;

constexpr double line_width = 1.5;
constexpr double point_radius = 2.6;
constexpr double half_bar = 0.36;  ///< Share of the room for one period.
constexpr double tic_gap = 8;

struct Rectangle {
  double left;
  double top;
  double right;
  double bottom;
};

enum class Anchor { left, center, right };

/// What the parts of a picture are drawn with.
struct Brush {
  cairo_t* cairo;
  const chart::Chart& chart;
  const ChartLayout& layout;

  void color(Role role) const {
    const chart::Color rgb = chart::color_of(chart::Theme::light, role);
    cairo_set_source_rgb(cairo, (rgb >> 16U & 0xFFU) / 255.0, (rgb >> 8U & 0xFFU) / 255.0,
                         (rgb & 0xFFU) / 255.0);
  }
  void fill(const Rectangle& area, Role role) const {
    color(role);
    cairo_rectangle(cairo, area.left, area.top, area.right - area.left, area.bottom - area.top);
    cairo_fill(cairo);
  }
  void font(cairo_font_weight_t weight, double points) const {
    cairo_select_font_face(cairo, "DejaVu Sans", CAIRO_FONT_SLANT_NORMAL, weight);
    cairo_set_font_size(cairo, points * layout::pixels_per_point);
  }
  /// `at.y` is the middle of the line.
  void text(const std::string& words, layout::Point at, Anchor anchor) const {
    double x = at.x;
    if (anchor != Anchor::left) {
      cairo_text_extents_t extents;
      cairo_text_extents(cairo, words.c_str(), &extents);
      x -= anchor == Anchor::right ? extents.x_advance : extents.x_advance / 2;
    }
    cairo_move_to(cairo, x, at.y + 0.35 * layout.head.font_points * layout::pixels_per_point);
    cairo_show_text(cairo, words.c_str());
  }
  void horizontal(double y, Role role) const {
    color(role);
    cairo_set_line_width(cairo, 1);
    cairo_move_to(cairo, layout.plot_begin.x, y);
    cairo_line_to(cairo, layout.plot_end.x, y);
    cairo_stroke(cairo);
  }
  /// The y coordinate at a share of the plot's height, counted from the bottom.
  double height_at(double share) const {
    return layout.plot_end.y - share * (layout.plot_end.y - layout.plot_begin.y);
  }
  double place_at(std::size_t period) const {
    return layout.plot_begin.x + layout.periods.middle_of(period);
  }
};

void draw_head(const Brush& brush) {
  const ChartLayout& layout = brush.layout;
  brush.color(Role::title);
  brush.font(CAIRO_FONT_WEIGHT_BOLD, layout.head.title_points);
  brush.text(layout.head.title, layout.head.title_at, Anchor::left);
  brush.font(CAIRO_FONT_WEIGHT_NORMAL, layout.head.font_points);
  brush.color(Role::figures);
  brush.text(layout.head.figures, layout.head.figures_at, Anchor::left);
}

void draw_mark(const Brush& brush, const LegendItem& item) {
  const double y = brush.layout.head.legend_y;
  const double half = 3.5 * brush.layout.head.scale;
  const double middle = (item.mark_begin + item.mark_end) / 2;
  switch (item.mark) {
    case LegendMark::rate:
      brush.color(Role::line);
      cairo_set_line_width(brush.cairo, line_width * brush.layout.head.scale);
      cairo_move_to(brush.cairo, item.mark_begin, y);
      cairo_line_to(brush.cairo, item.mark_end, y);
      cairo_stroke(brush.cairo);
      cairo_arc(brush.cairo, middle, y, point_radius * brush.layout.head.scale, 0, 6.2832);
      cairo_fill(brush.cairo);
      return;
    case LegendMark::unfinished:
      brush.fill({item.mark_begin, y - half, middle, y + half}, Role::successful_so_far);
      brush.fill({middle, y - half, item.mark_end, y + half}, Role::failed_so_far);
      return;
    case LegendMark::successful:
    case LegendMark::failed:
      brush.fill({item.mark_begin, y - half, item.mark_end, y + half},
                 item.mark == LegendMark::failed ? Role::failed : Role::successful);
      return;
    default:  // Other kinds of charts.
      return;
  }
}

void draw_legend(const Brush& brush) {
  for (const LegendItem& item : brush.layout.head.legend) {
    brush.color(Role::legend);
    brush.text(item.text, {item.text_end, brush.layout.head.legend_y}, Anchor::right);
    draw_mark(brush, item);
  }
}

void draw_axes(const Brush& brush) {
  const ChartLayout& layout = brush.layout;
  const auto share = [&](std::int64_t value) {
    return static_cast<double>(value) / static_cast<double>(layout.counts.top);
  };
  for (std::int64_t value = 0; value <= layout.counts.top; value += layout.counts.step) {
    const double y = brush.height_at(share(value));
    brush.horizontal(y, Role::grid);
    brush.color(Role::tics);
    brush.text(model::count_text(value), {layout.plot_begin.x - tic_gap, y}, Anchor::right);
  }
  for (int percent = 0; percent <= 100; percent += layout.rate_step) {
    brush.text(fmt::format("{}%", percent),
               {layout.plot_end.x + tic_gap, brush.height_at(percent / 100.0)}, Anchor::left);
  }
  const double line = 1.25 * layout.head.font_points * layout::pixels_per_point;
  const double y = layout.plot_end.y + line;
  for (const layout::PeriodLabel& label : layout.periods.labels) {
    const double x = brush.place_at(label.place);
    brush.text(label.text, {x, y}, Anchor::center);
    if (!label.group.empty()) {
      brush.text(label.group, {x, y + line}, Anchor::center);
    }
  }
}

void draw_bars(const Brush& brush) {
  const double half = half_bar * brush.layout.periods.width;
  const auto top = static_cast<double>(brush.layout.counts.top);
  for (std::size_t i = 0; i < brush.chart.bars.size(); ++i) {
    const chart::Bar& bar = brush.chart.bars[i];
    const double x = brush.place_at(i);
    const double middle = brush.height_at(static_cast<double>(bar.counts.successful) / top);
    const double end = brush.height_at(static_cast<double>(bar.counts.total()) / top);
    brush.fill({x - half, middle, x + half, brush.layout.plot_end.y},
               bar.unfinished ? Role::successful_so_far : Role::successful);
    if (bar.counts.failed > 0) {
      brush.fill({x - half, end, x + half, middle},
                 bar.unfinished ? Role::failed_so_far : Role::failed);
    }
  }
}

void draw_rate(const Brush& brush) {
  const double thin =
      std::clamp(brush.layout.periods.width / brush.layout.head.scale / 12, 0.4, 1.0);
  brush.color(Role::line);
  cairo_set_line_width(brush.cairo, line_width * brush.layout.head.scale * thin);
  cairo_set_line_join(brush.cairo, CAIRO_LINE_JOIN_ROUND);
  const auto for_each_rate = [&](auto&& use) {
    for (std::size_t i = 0; i < brush.chart.bars.size(); ++i) {
      const auto rate = model::failure_rate(brush.chart.bars[i].counts);
      use(brush.place_at(i), rate ? brush.height_at(*rate / 100) : 0, rate.has_value());
    }
  };
  bool drawing = false;
  for_each_rate([&](double x, double y, bool known) {
    if (known) {
      drawing ? cairo_line_to(brush.cairo, x, y) : cairo_move_to(brush.cairo, x, y);
    }
    drawing = known;
  });
  cairo_stroke(brush.cairo);
  for_each_rate([&](double x, double y, bool known) {
    if (known) {
      cairo_arc(brush.cairo, x, y, point_radius * brush.layout.head.scale * thin, 0, 6.2832);
      cairo_fill(brush.cairo);
    }
  });
}

}  // namespace

void draw_chart(const chart::Chart& chart, chart::Size size, std::vector<std::uint32_t>& pixels) {
  const ChartLayout layout = layout::layout_of(chart, size);
  pixels.resize(static_cast<std::size_t>(size.width) * static_cast<std::size_t>(size.height));
  const std::unique_ptr<cairo_surface_t, decltype(&cairo_surface_destroy)> surface(
      cairo_image_surface_create_for_data(
          reinterpret_cast<unsigned char*>(pixels.data()), CAIRO_FORMAT_RGB24, size.width,
          size.height, cairo_format_stride_for_width(CAIRO_FORMAT_RGB24, size.width)),
      &cairo_surface_destroy);
  const std::unique_ptr<cairo_t, decltype(&cairo_destroy)> cairo(cairo_create(surface.get()),
                                                                 &cairo_destroy);
  const Brush brush{cairo.get(), chart, layout};
  brush.color(Role::background);
  cairo_paint(brush.cairo);
  draw_head(brush);
  if (chart::tallest_bar(chart.bars) == 0) {
    return;
  }
  draw_legend(brush);
  draw_axes(brush);
  draw_bars(brush);
  draw_rate(brush);
  brush.horizontal(layout.plot_end.y, Role::axis);
}

}  // namespace dora::bench
