// Makes untrusted text safe to show on one line of a terminal or a log.
#include "collector/base/text/printable.h"

#include <cstdint>

#include <fmt/format.h>

namespace dora::text {
namespace {

struct Decoded {
  std::uint32_t code_point = 0;
  std::size_t length = 0;  ///< 0 if the first byte does not begin a well-formed sequence.
};

Decoded decode(std::string_view text) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char first = byte(0);
  if (first < 0x80) {
    return {first, 1};
  }
  const std::size_t length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
  if (first < 0xC2 || first > 0xF4 || text.size() < length) {
    return {};
  }
  std::uint32_t code_point = first & (0xFFU >> (length + 1));
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte(i) & 0xC0U) != 0x80U) {
      return {};
    }
    code_point = code_point << 6U | (byte(i) & 0x3FU);
  }
  const bool overlong =
      (length == 3 && code_point < 0x800) || (length == 4 && code_point < 0x10000);
  const bool surrogate = code_point >= 0xD800 && code_point <= 0xDFFF;
  return overlong || surrogate || code_point > 0x10FFFF ? Decoded{} : Decoded{code_point, length};
}

bool is_invisible_control(std::uint32_t c) {
  return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x061C || c == 0x200E || c == 0x200F ||
         (c >= 0x2028 && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || c == 0xFEFF;
}

}  // namespace

std::string printable(std::string_view text) {
  std::string result;
  result.reserve(text.size());
  while (!text.empty()) {
    const Decoded decoded = decode(text);
    const std::size_t length = decoded.length == 0 ? 1 : decoded.length;
    if (decoded.length == 0) {
      result += fmt::format("\\x{:02X}", static_cast<unsigned char>(text.front()));
    } else if (is_invisible_control(decoded.code_point)) {
      result += decoded.code_point < 0x80 ? fmt::format("\\x{:02X}", decoded.code_point)
                                          : fmt::format("\\u{{{:04X}}}", decoded.code_point);
    } else {
      result += text.substr(0, length);
    }
    text.remove_prefix(length);
  }
  return result;
}

Control control_at(std::string_view text) {
  const Decoded decoded = text.empty() ? Decoded{} : decode(text);
  return decoded.length > 0 && is_invisible_control(decoded.code_point)
             ? Control{decoded.code_point, decoded.length}
             : Control{};
}

std::string_view cut_text(std::string_view text, std::size_t size) {
  if (text.size() <= size) {
    return text;
  }
  while (size > 0 && (static_cast<unsigned char>(text[size]) & 0xC0U) == 0x80U) {
    --size;
  }
  return text.substr(0, size);
}

}  // namespace dora::text
