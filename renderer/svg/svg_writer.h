// Writes drawings as SVG, in few bytes: https://www.w3.org/TR/SVG2/
#pragma once

#include <cstddef>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "renderer/layout/canvas.h"

namespace dora::svg {

/// One SVG with several layouts of the same picture. Colours are classes, one for each role.
class SvgWriter {
 public:
  SvgWriter(std::string_view title, std::string_view description);

  /// `name` is the class of the layout.
  void add(std::string_view name, const layout::Canvas& canvas);

  /// The whole file. In a viewport of at most `narrow` CSS pixels the layout `n` is shown, in wider
  /// ones the layout `w`.
  std::string finish(int narrow);

 private:
  class ShapeWriter;

  /// A shape of the first layout, for others that are the same but for position and proportions.
  struct Shared {
    std::string id;
    chart::Role role;
    std::vector<layout::Point> points;
  };

  void add_texts(const layout::Canvas& canvas);
  /// Writes a reference to a shape of the same role whose points, moved and stretched, are these.
  bool add_reference(chart::Role role, const std::vector<layout::Point>& points);
  /// Of the shapes that follow; empty: none.
  void set_transform(const std::string& transform);
  /// The name of the class of this role's colour.
  char color(chart::Role role);
  std::string colors(chart::Theme theme) const;
  std::string style(int narrow) const;

  std::string title_;
  std::string description_;
  fmt::memory_buffer body_;
  std::size_t layouts_ = 0;
  std::vector<Shared> shared_;
  std::string transform_;
  std::set<chart::Role> used_;
  std::string marker_;  ///< The dot on a line; empty if no line has dots.
};

/// Escapes for element content.
std::string escaped(std::string_view text);

}  // namespace dora::svg
