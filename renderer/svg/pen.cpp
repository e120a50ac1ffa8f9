// Writes coordinates as an SVG has them, in few characters.
#include "renderer/svg/pen.h"

#include <cmath>
#include <cstddef>
#include <cstdlib>

#include <fmt/format.h>

namespace dora::svg {
namespace {

/// `12-3`, `12 3`: a minus sign separates by itself.
std::string pair(double x, double y) {
  const std::string second = number(y);
  return number(x) + (second.front() == '-' ? "" : " ") + second;
}

}  // namespace

std::string number(double value) {
  const long tenths = std::lround(value * 10);
  const char* sign = tenths < 0 ? "-" : "";
  const long size = std::labs(tenths);
  return size % 10 == 0 ? fmt::format("{}{}", sign, size / 10)
                        : fmt::format("{}{}.{}", sign, size / 10, size % 10);
}

double Pen::rounded(double value) const {
  return std::round(value / unit_) * unit_;
}

std::string Pen::path(const std::vector<layout::Point>& points) const {
  layout::Point at{rounded(points.front().x), rounded(points.front().y)};
  std::string text = "M" + pair(at.x, at.y);
  char last = 'M';
  for (std::size_t i = 1; i < points.size(); ++i) {
    const layout::Point next{rounded(points[i].x), rounded(points[i].y)};
    const double x = next.x - at.x;
    const double y = next.y - at.y;
    const bool across = std::abs(y) < unit_ / 2;
    const bool down = std::abs(x) < unit_ / 2;
    const char command = across ? 'h' : down ? 'v' : 'l';
    const std::string numbers = across ? number(x) : down ? number(y) : pair(x, y);
    if (command != last) {
      text += command;
    } else if (numbers.front() != '-') {
      text += ' ';
    }
    text += numbers;
    last = command;
    at = next;
  }
  return points.size() == 1 ? text + "h0" : text;
}

}  // namespace dora::svg
