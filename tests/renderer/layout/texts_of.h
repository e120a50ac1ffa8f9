// The texts of a canvas, in the order in which they are drawn.
#pragma once

#include <algorithm>
#include <iterator>
#include <string>
#include <vector>

#include "renderer/layout/canvas.h"

namespace dora::layout {

inline std::vector<std::string> texts_of(const Canvas& canvas) {
  std::vector<std::string> texts;
  std::ranges::transform(canvas.texts, std::back_inserter(texts), &DrawnText::text);
  return texts;
}

}  // namespace dora::layout
