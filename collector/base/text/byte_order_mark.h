// The byte order mark that editors of Windows put before a text, which JSON readers may ignore
// (RFC 8259, 8.1).
#pragma once

#include <string_view>

namespace dora::text {

inline constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";  // U+FEFF in UTF-8.

/// The text after the mark, if it begins with one.
inline std::string_view without_byte_order_mark(std::string_view text) {
  return text.starts_with(byte_order_mark) ? text.substr(byte_order_mark.size()) : text;
}

}  // namespace dora::text
