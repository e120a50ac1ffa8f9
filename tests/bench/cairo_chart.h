// Draws a chart's pixels directly with Cairo: the least that they can cost.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <utility>
#include <vector>

#include <cairo.h>

#include "renderer/layout/canvas.h"

namespace dora::bench {

/// Draws the light pictures that gnuplot draws of the same canvases, as similar as two text engines
/// allow. Keeps surface and fonts between pictures.
class CairoPainter {
 public:
  explicit CairoPainter(chart::Size size);
  CairoPainter(CairoPainter&&) = delete;

  /// size.width * size.height pixels of cairo's RGB24, valid until the next call. The canvas must
  /// have the painter's size.
  const std::uint32_t* draw(const layout::Canvas& canvas);

 private:
  template <class T, void (*destroy)(T*)>
  struct Destroy {
    void operator()(T* object) const { destroy(object); }
  };
  using Surface =
      std::unique_ptr<cairo_surface_t, Destroy<cairo_surface_t, &cairo_surface_destroy>>;
  using Context = std::unique_ptr<cairo_t, Destroy<cairo_t, &cairo_destroy>>;
  using Font = std::unique_ptr<cairo_scaled_font_t,
                               Destroy<cairo_scaled_font_t, &cairo_scaled_font_destroy>>;

  void color(chart::Role role);
  void draw_shape(const layout::Boxes& boxes);
  void draw_shape(const layout::Areas& areas);
  void draw_shape(const layout::Strokes& strokes);
  void draw_shape(const layout::Rings& rings);
  void draw_text(const layout::DrawnText& text);
  void add_path(const std::vector<layout::Point>& points);
  void add_circle(layout::Point middle, double radius);
  cairo_scaled_font_t* font_of(double pixels, bool bold);

  std::vector<std::uint32_t> pixels_;
  Surface surface_;
  Context cairo_;
  std::map<std::pair<double, bool>, Font> fonts_;  ///< By size in pixels and weight.
};

}  // namespace dora::bench
