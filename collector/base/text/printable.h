// Makes untrusted text safe to show on one line of a terminal or a log.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace dora::text {

/// Escapes control characters (C0, DEL, C1), line separators, bidirectional overrides and bytes
/// that are not UTF-8 as \xNN or \u{NNNN}; leaves everything else unchanged.
std::string printable(std::string_view text);

/// A control character that printable() escapes.
struct Control {
  std::uint32_t code_point = 0;
  std::size_t length = 0;  ///< In bytes; 0 if the text begins with something else.
};
Control control_at(std::string_view text);

/// Returns at most the first `size` bytes of UTF-8 text, without splitting a character.
std::string_view cut_text(std::string_view text, std::size_t size);

}  // namespace dora::text
