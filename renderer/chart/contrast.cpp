// The contrast ratio of two colours, by WCAG's formula.
#include "renderer/chart/contrast.h"

#include <algorithm>
#include <cmath>

namespace dora::chart {
namespace {

/// In sRGB: https://www.w3.org/TR/WCAG21/#dfn-relative-luminance
double luminance(Color color) {
  const auto linear = [color](unsigned shift) {
    const double value = static_cast<double>(color >> shift & 0xFFU) / 255;
    return value <= 0.03928 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
  };
  return 0.2126 * linear(16) + 0.7152 * linear(8) + 0.0722 * linear(0);
}

}  // namespace

double contrast(Color a, Color b) {
  const double one = luminance(a);
  const double other = luminance(b);
  return (std::max(one, other) + 0.05) / (std::min(one, other) + 0.05);
}

}  // namespace dora::chart
