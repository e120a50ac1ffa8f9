// The byte order mark that Windows editors put at the start of a text and JSON readers may ignore
// (RFC 8259, 8.1).
#pragma once

#include <string_view>

namespace dora::text {

inline constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";  // U+FEFF in UTF-8.

/// Returns the text without a leading byte order mark.
inline std::string_view without_byte_order_mark(std::string_view text) {
  return text.starts_with(byte_order_mark) ? text.substr(byte_order_mark.size()) : text;
}

}  // namespace dora::text
