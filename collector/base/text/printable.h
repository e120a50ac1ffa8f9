// Makes text of others safe to show on one line of a terminal or a log; knows nothing of its
// origin.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace dora::text {

/// Control characters (C0, DEL, C1), line separators, bidirectional overrides and bytes that are
/// not UTF-8 are written as \xNN or \u{NNNN}; everything else is unchanged.
std::string printable(std::string_view text);

/// A control character as printable() escapes it.
struct Control {
  std::uint32_t code_point = 0;
  std::size_t length = 0;  ///< Bytes; 0: the text begins with something else.
};
Control control_at(std::string_view text);

/// At most `size` bytes of UTF-8, of which no character is cut in two.
std::string_view cut_text(std::string_view text, std::size_t size);

}  // namespace dora::text
