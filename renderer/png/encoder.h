// Makes a PNG file of a chart's pixels, quickly and small; knows neither charts nor cairo.
#pragma once

#include <memory>
#include <string_view>
#include <vector>

#include "renderer/png/palette.h"

namespace dora::png {

/// Changes whenever the same pixels give another file.
inline constexpr int encoder_version = 1;

/// Keeps its memory from picture to picture. The file depends on the pixels alone: colours of 8
/// bits where 256 of them are enough (after folding, if that is wished), else 24 bits a pixel and
/// never folded. Not thread-safe.
class Encoder {
 public:
  /// Throws std::bad_alloc; so does encode().
  explicit Encoder(Folding folding);
  ~Encoder();
  Encoder(const Encoder&) = delete;
  Encoder& operator=(const Encoder&) = delete;

  /// The whole file, valid until the next call; nothing of a picture that is not opaque. Width and
  /// height must be 1 at least.
  std::string_view encode(const Pixels& pixels);

 private:
  struct Compressor;

  void put_number(std::uint32_t value);
  void put_chunk(std::string_view type, std::string_view data);
  void put_compressed(const std::vector<std::uint8_t>& rows);

  Folding folding_;
  Palette palette_;
  std::unique_ptr<Compressor> compressor_;
  std::vector<std::uint8_t> rgb_rows_;
  std::vector<char> file_;
  std::size_t size_ = 0;  ///< Of what is written of `file_`.
};

}  // namespace dora::png
