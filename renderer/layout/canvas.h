// A picture as shapes and texts in pixels, in the colours of roles: the same for every writer.
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "renderer/chart/picture.h"
#include "renderer/chart/theme.h"

namespace dora::layout {

// All coordinates are in pixels from the picture's upper left corner.

inline constexpr double pixels_per_point = 96.0 / 72.0;  ///< As cairo draws PNG pictures.

struct Point {
  double x = 0;
  double y = 0;
};

struct Box {
  double left = 0;
  double top = 0;
  double right = 0;
  double bottom = 0;
};

/// Filled, without borders.
struct Boxes {
  chart::Role role;
  std::vector<Box> boxes;
};

/// Filled polygons, each closed and with at least three points.
struct Areas {
  chart::Role role;
  std::vector<std::vector<Point>> outlines;
};

struct Strokes {
  chart::Role role;
  double width = 1;
  std::vector<std::vector<Point>> lines;  ///< At least two points each; with dots, at least one.
  double dot_radius = 0;                  ///< Of the dot on every point; 0: none.
};

/// Circles that are not filled.
struct Rings {
  chart::Role role;
  double width = 1;
  double radius = 1;
  std::vector<Point> points;
};

enum class Align { left, center, right };

/// Its middle line goes through `at`. May be untrusted text: it is drawn as it is.
struct DrawnText {
  Point at;
  std::string text;
  Align align = Align::left;
  double points = 10;  ///< The font size.
  chart::Role role = chart::Role::tics;
  bool bold = false;
};

/// Shapes are drawn in the order given, texts on top.
struct Canvas {
  chart::Size size{};
  double font_points = 10;  ///< Of most texts.
  std::vector<std::variant<Boxes, Areas, Strokes, Rings>> shapes{};
  std::vector<DrawnText> texts{};
};

}  // namespace dora::layout
