// Gives every pixel of a picture the number of its colour, of 256 at most; knows no file format.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "renderer/theme.h"

namespace dora::renderer::png {

/// Opaque pixels, a native 32-bit word each: cairo's RGB24, or ARGB32 with an alpha of 255.
struct Pixels {
  const std::uint32_t* first = nullptr;
  int width = 0;
  int height = 0;
  std::size_t stride = 0;  ///< From one row's beginning to the next's, in pixels.

  const std::uint32_t* row(int y) const { return first + static_cast<std::size_t>(y) * stride; }
};

enum class Folding { none, low_bits };

/// Colours that edges of glyphs and lines are blended to are moved to the next of 18 levels, by 7 a
/// channel at most. The colours of a theme stay what they are.
Color folded(Color color);

/// Keeps its memory from picture to picture. What it finds depends on the pixels alone.
class Palette {
 public:
  static constexpr std::size_t most_colors = 256;

  /// False when there are too many colours: rows() and colors() mean nothing then.
  bool index(const Pixels& pixels, Folding folding);

  /// For every row a byte of 0 (PNG's filter type `none`) and its pixels' numbers.
  const std::vector<std::uint8_t>& rows() const { return rows_; }
  /// In order of their first pixels.
  const std::vector<Color>& colors() const { return colors_; }

 private:
  /// What a colour of the picture was found to be; direct-mapped.
  struct Memo {
    std::uint32_t pixel = 0;  ///< 0, which is not opaque: nothing.
    std::uint8_t number = 0;
  };

  bool index_piece(const std::uint32_t* pixels, std::size_t count, std::uint8_t* numbers);
  bool look_up(std::uint32_t pixel, std::uint8_t& number);
  bool number_of(Color color, std::uint8_t& number);

  Folding folding_ = Folding::none;
  std::vector<std::uint8_t> rows_;
  std::vector<Color> colors_;
  std::array<Memo, 4096> memo_{};
  std::array<std::uint16_t, 1024> places_{};  ///< Open addressing: a colour's number + 1; 0: free.
};

}  // namespace dora::renderer::png
