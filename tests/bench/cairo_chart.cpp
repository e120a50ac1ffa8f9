// Draws a chart's pixels directly with Cairo: the least that they can cost.
#include "tests/bench/cairo_chart.h"

#include <cstddef>
#include <numbers>
#include <string>
#include <variant>

#include "renderer/chart/theme.h"

namespace dora::bench {
namespace {

/// From the middle line of a text to its base line, in ems.
constexpr double baseline = 0.36;

}  // namespace

CairoPainter::CairoPainter(chart::Size size)
    : pixels_(static_cast<std::size_t>(size.width) * static_cast<std::size_t>(size.height)),
      surface_(cairo_image_surface_create_for_data(
          reinterpret_cast<unsigned char*>(pixels_.data()), CAIRO_FORMAT_RGB24, size.width,
          size.height, cairo_format_stride_for_width(CAIRO_FORMAT_RGB24, size.width))),
      cairo_(cairo_create(surface_.get())) {}

const std::uint32_t* CairoPainter::draw(const layout::Canvas& canvas) {
  color(chart::Role::background);
  cairo_paint(cairo_.get());
  for (const auto& shape : canvas.shapes) {
    std::visit([&](const auto& each) { draw_shape(each); }, shape);
  }
  for (const layout::DrawnText& text : canvas.texts) {
    draw_text(text);
  }
  cairo_surface_flush(surface_.get());
  return pixels_.data();
}

void CairoPainter::color(chart::Role role) {
  const chart::Color rgb = chart::color_of(chart::Theme::light, role);
  cairo_set_source_rgb(cairo_.get(), (rgb >> 16U & 0xFFU) / 255.0, (rgb >> 8U & 0xFFU) / 255.0,
                       (rgb & 0xFFU) / 255.0);
}

void CairoPainter::draw_shape(const layout::Boxes& boxes) {
  color(boxes.role);
  for (const layout::Box& box : boxes.boxes) {
    cairo_rectangle(cairo_.get(), box.left, box.top, box.right - box.left, box.bottom - box.top);
  }
  cairo_fill(cairo_.get());
}

void CairoPainter::draw_shape(const layout::Areas& areas) {
  color(areas.role);
  for (const std::vector<layout::Point>& outline : areas.outlines) {
    add_path(outline);
    cairo_close_path(cairo_.get());
  }
  cairo_fill(cairo_.get());
}

void CairoPainter::draw_shape(const layout::Strokes& strokes) {
  color(strokes.role);
  cairo_set_line_width(cairo_.get(), strokes.width);
  for (const std::vector<layout::Point>& line : strokes.lines) {
    add_path(line);
  }
  cairo_stroke(cairo_.get());
  if (strokes.dot_radius > 0) {
    for (const std::vector<layout::Point>& line : strokes.lines) {
      for (const layout::Point& point : line) {
        add_circle(point, strokes.dot_radius + strokes.width / 2);  // gnuplot outlines its dots.
      }
    }
    cairo_fill(cairo_.get());
  }
}

void CairoPainter::draw_shape(const layout::Rings& rings) {
  color(rings.role);
  cairo_set_line_width(cairo_.get(), rings.width);
  for (const layout::Point& point : rings.points) {
    add_circle(point, rings.radius);
  }
  cairo_stroke(cairo_.get());
}

void CairoPainter::draw_text(const layout::DrawnText& text) {
  const double pixels = text.points * layout::pixels_per_point;
  color(text.role);
  cairo_set_scaled_font(cairo_.get(), font_of(pixels, text.bold));
  double x = text.at.x;
  if (text.align != layout::Align::left) {
    cairo_text_extents_t extents;
    cairo_text_extents(cairo_.get(), text.text.c_str(), &extents);
    x -= text.align == layout::Align::right ? extents.x_advance : extents.x_advance / 2;
  }
  cairo_move_to(cairo_.get(), x, text.at.y + baseline * pixels);
  cairo_show_text(cairo_.get(), text.text.c_str());
}

void CairoPainter::add_path(const std::vector<layout::Point>& points) {
  cairo_new_sub_path(cairo_.get());
  for (const layout::Point& point : points) {
    cairo_line_to(cairo_.get(), point.x, point.y);
  }
}

void CairoPainter::add_circle(layout::Point middle, double radius) {
  cairo_new_sub_path(cairo_.get());
  cairo_arc(cairo_.get(), middle.x, middle.y, radius, 0, 2 * std::numbers::pi);
  cairo_close_path(cairo_.get());
}

cairo_scaled_font_t* CairoPainter::font_of(double pixels, bool bold) {
  Font& font = fonts_[{pixels, bold}];
  if (!font) {
    cairo_select_font_face(cairo_.get(), "DejaVu Sans", CAIRO_FONT_SLANT_NORMAL,
                           bold ? CAIRO_FONT_WEIGHT_BOLD : CAIRO_FONT_WEIGHT_NORMAL);
    cairo_set_font_size(cairo_.get(), pixels);
    font.reset(cairo_scaled_font_reference(cairo_get_scaled_font(cairo_.get())));
  }
  return font.get();
}

}  // namespace dora::bench
