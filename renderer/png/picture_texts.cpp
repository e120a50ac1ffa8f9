// Adds texts to a PNG file that say what it shows: https://www.w3.org/TR/png-3/#11keywords
#include "renderer/png/picture_texts.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>

#include <libdeflate.h>

namespace dora::png {
namespace {

void put_number(std::string& bytes, std::uint32_t value) {
  for (unsigned shift = 32; shift > 0; shift -= 8) {
    bytes += static_cast<char>(value >> (shift - 8) & 0xFFU);
  }
}

void put_chunk(std::string& bytes, const std::string& type_and_data) {
  put_number(bytes, static_cast<std::uint32_t>(type_and_data.size() - 4));
  bytes += type_and_data;
  put_number(bytes, libdeflate_crc32(0, type_and_data.data(), type_and_data.size()));
}

/// 11.3.4.3 and 11.3.4.5: iTXt has flags, a language and a translated keyword, all empty here.
std::string text_chunk(std::string_view keyword, std::string_view text) {
  const bool ascii =
      std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  std::string chunk = ascii ? "tEXt" : "iTXt";
  chunk += keyword;
  chunk.append(ascii ? 1 : 5, '\0');
  chunk += text;
  return chunk;
}

}  // namespace

std::string with_texts(std::string_view png, const PictureTexts& texts) {
  const std::size_t end = png.size() - std::min(end_chunk_size, png.size());
  std::string result(png.substr(0, end));
  for (const auto& [keyword, text] : texts) {
    if (!text.empty()) {
      put_chunk(result, text_chunk(keyword, text));
    }
  }
  result += png.substr(end);
  return result;
}

}  // namespace dora::png
