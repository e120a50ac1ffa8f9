// A picture as shapes and texts in pixels, for charts with several plots.
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "renderer/chart/theme.h"
#include "renderer/layout/head_layout.h"

namespace dora::layout {

// All coordinates are in pixels from the picture's upper left corner.

struct Box {
  double left = 0;
  double top = 0;
  double right = 0;
  double bottom = 0;
};

/// Filled, without borders.
struct Boxes {
  chart::Color color;
  std::vector<Box> boxes;
};

struct Strokes {
  chart::Color color;
  double width = 1;
  std::vector<std::vector<Point>> lines;  ///< At least two points each.
};

enum class DotForm { disc, ring, triangle, open_triangle };

struct Dots {
  chart::Color color;
  double size = 1;  ///< In gnuplot's units.
  DotForm form = DotForm::disc;
  std::vector<Point> points;
};

enum class Align { left, center, right };

/// Its middle line goes through `at`. May be untrusted text: it is drawn as it is.
struct DrawnText {
  Point at;
  std::string text;
  Align align = Align::left;
  double points = 10;  ///< The font size.
  chart::Color color = 0;
  bool bold = false;
};

/// Shapes are drawn in the order given, texts on top.
struct Canvas {
  HeadLayout head;
  std::vector<std::variant<Boxes, Strokes, Dots>> shapes;
  std::vector<DrawnText> texts;
};

}  // namespace dora::layout
