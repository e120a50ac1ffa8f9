// Encodes a chart's pixels as a small PNG file, quickly.
#pragma once

#include <memory>
#include <string_view>
#include <vector>

#include "renderer/png/palette.h"
#include "renderer/png/row_compressor.h"

namespace dora::png {

/// Changes whenever the same pixels give a different file.
inline constexpr int encoder_version = 2;

/// Reuses its memory from picture to picture. The file depends on the pixels alone: 8 bits per
/// pixel if 256 colours are enough (after folding, if requested), else 24 bits per pixel, never
/// folded. Not thread-safe.
class Encoder {
 public:
  /// Throws std::bad_alloc; so does encode().
  explicit Encoder(Folding folding);
  ~Encoder();
  Encoder(const Encoder&) = delete;
  Encoder& operator=(const Encoder&) = delete;

  /// Returns the whole file, valid until the next call; empty if the picture is not opaque. Width
  /// and height must be at least 1.
  std::string_view encode(const Pixels& pixels);

 private:
  struct Compressor;

  void put_number(std::uint32_t value);
  void put_chunk(std::string_view type, std::string_view data);
  void put_pixels(const std::vector<std::uint8_t>& rows, int height, bool few_colors);

  Folding folding_;
  Palette palette_;
  RowCompressor row_compressor_;            ///< Of palette indices.
  std::unique_ptr<Compressor> compressor_;  ///< Of anything.
  std::vector<std::uint8_t> rgb_rows_;
  std::vector<char> file_;
  std::size_t size_ = 0;  ///< Of the written part of `file_`.
};

}  // namespace dora::png
