// Splits UTF-8 text into characters.
#pragma once

#include <algorithm>
#include <cstddef>
#include <string_view>

namespace dora::layout {

/// Removes and returns the first character of well-formed UTF-8; other bytes count one by one.
/// `text` must not be empty.
inline char32_t take_character(std::string_view& text) {
  const auto first = static_cast<unsigned char>(text.front());
  const std::size_t length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC0 ? 2 : 1;
  char32_t c = length == 1 ? first : first & (0xFFU >> (length + 1));
  const std::size_t end = std::min(length, text.size());
  for (std::size_t i = 1; i < end; ++i) {
    c = c << 6U | (static_cast<unsigned char>(text[i]) & 0x3FU);
  }
  text.remove_prefix(end);
  return c;
}

}  // namespace dora::layout
