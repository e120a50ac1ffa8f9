// Gives every pixel of a picture the number of its colour, of 256 at most; knows no file format.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "renderer/chart/theme.h"

namespace dora::png {

/// A native 32-bit word each, red in the third byte from below: cairo's RGB24 and ARGB32.
struct Pixels {
  const std::uint32_t* first = nullptr;
  int width = 0;
  int height = 0;
  std::size_t stride = 0;  ///< From one row's beginning to the next's, in pixels.
  bool has_alpha = false;  ///< The highest byte is alpha; else it means nothing.

  const std::uint32_t* row(int y) const { return first + static_cast<std::size_t>(y) * stride; }
};

enum class Folding { none, low_bits };

/// Colours that edges of glyphs and lines are blended to are moved to the next of 18 levels, by 7 a
/// channel at most. The colours of a theme stay what they are.
chart::Color folded(chart::Color color);

enum class Indexed {
  all,
  too_many_colors,  ///< Not every pixel was looked at.
  transparent       ///< A pixel's alpha is not 255.
};

/// Keeps its memory from picture to picture. What it finds depends on the pixels alone.
class Palette {
 public:
  static constexpr std::size_t most_colors = 256;

  /// rows() and colors() mean nothing after another result than `all`.
  Indexed index(const Pixels& pixels, Folding folding);

  /// For every row a byte of 0 (PNG's filter type `none`) and its pixels' numbers.
  const std::vector<std::uint8_t>& rows() const { return rows_; }
  /// In order of their first pixels.
  const std::vector<chart::Color>& colors() const { return colors_; }

 private:
  /// What a colour of the picture was found to be; direct-mapped.
  struct Memo {
    std::uint32_t pixel = 0;  ///< Opaque; 0: nothing.
    std::uint8_t number = 0;
  };

  Indexed index_piece(const std::uint32_t* pixels, std::size_t count, std::uint8_t* numbers);
  Indexed look_up(std::uint32_t pixel, std::uint8_t& number);
  bool number_of(chart::Color color, std::uint8_t& number);

  Folding folding_ = Folding::none;
  std::uint32_t unused_bits_ = 0;  ///< Of a pixel; taken for set.
  std::vector<std::uint8_t> rows_;
  std::vector<chart::Color> colors_;
  std::array<Memo, 4096> memo_{};
  std::array<std::uint16_t, 1024> places_{};  ///< Open addressing: a colour's number + 1; 0: free.
};

}  // namespace dora::png
