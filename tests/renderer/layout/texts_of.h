// The texts and shapes of a canvas, in the order in which they are drawn.
#pragma once

#include <algorithm>
#include <iterator>
#include <string>
#include <vector>

#include "renderer/layout/canvas.h"
#include "renderer/layout/text_width.h"

namespace dora::layout {

inline std::vector<std::string> texts_of(const Canvas& canvas) {
  std::vector<std::string> texts;
  std::ranges::transform(canvas.texts, std::back_inserter(texts), &DrawnText::text);
  return texts;
}

/// The first text with these words; an empty one if there is none.
inline DrawnText text_of(const Canvas& canvas, const std::string& words) {
  const auto found = std::ranges::find(canvas.texts, words, &DrawnText::text);
  return found == canvas.texts.end() ? DrawnText() : *found;
}

/// Where a text is drawn.
inline Box box_of(const DrawnText& text) {
  const double font = text.points * pixels_per_point;
  const double width = text_width(text.text, text.bold ? Weight::bold : Weight::regular) * font;
  const double left = text.align == Align::left    ? text.at.x
                      : text.align == Align::right ? text.at.x - width
                                                   : text.at.x - width / 2;
  return {left, text.at.y - font / 2, left + width, text.at.y + font / 2};
}

/// The boxes of one role.
inline std::vector<Box> boxes_of(const Canvas& canvas, chart::Role role) {
  std::vector<Box> found;
  for (const auto& shape : canvas.shapes) {
    const auto* boxes = std::get_if<Boxes>(&shape);
    if (boxes != nullptr && boxes->role == role) {
      found.insert(found.end(), boxes->boxes.begin(), boxes->boxes.end());
    }
  }
  return found;
}

/// All shapes of a kind.
template <class Shape>
std::vector<Shape> shapes_of(const Canvas& canvas) {
  std::vector<Shape> found;
  for (const auto& shape : canvas.shapes) {
    if (const auto* one = std::get_if<Shape>(&shape)) {
      found.push_back(*one);
    }
  }
  return found;
}

/// The lines with dots: those of values.
inline std::vector<std::vector<Point>> value_lines_of(const Canvas& canvas) {
  std::vector<std::vector<Point>> lines;
  for (const Strokes& strokes : shapes_of<Strokes>(canvas)) {
    if (strokes.dot_radius > 0) {
      lines.insert(lines.end(), strokes.lines.begin(), strokes.lines.end());
    }
  }
  return lines;
}

}  // namespace dora::layout
