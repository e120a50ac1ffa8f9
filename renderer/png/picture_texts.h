// Adds texts to a PNG file that say what it shows: https://www.w3.org/TR/png-3/#11keywords
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace dora::png {

/// Keyword and text, both UTF-8 without control characters; keywords are ASCII.
using PictureTexts = std::vector<std::pair<std::string_view, std::string_view>>;

/// The size of the chunk that ends a PNG file. What comes before it, texts leave as it is.
inline constexpr std::size_t end_chunk_size = 12;

/// `png` with these texts before its end: as tEXt if they are ASCII, else as iTXt. Empty texts are
/// left out. `png` must be a whole PNG file.
std::string with_texts(std::string_view png, const PictureTexts& texts);

}  // namespace dora::png
