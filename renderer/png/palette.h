// Maps the pixels of a picture to a palette of at most 256 colours.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "renderer/chart/theme.h"

namespace dora::png {

/// One native 32-bit word each, red in the third byte from below: cairo's RGB24 and ARGB32.
struct Pixels {
  const std::uint32_t* first = nullptr;
  int width = 0;
  int height = 0;
  std::size_t stride = 0;  ///< Pixels from the beginning of one row to that of the next.
  bool has_alpha = false;  ///< The highest byte is alpha; otherwise it is ignored.

  const std::uint32_t* row(int y) const { return first + static_cast<std::size_t>(y) * stride; }
};

enum class Folding { none, low_bits };

/// Colours blended at the edges of glyphs and lines are moved to the nearest of 18 levels, by at
/// most 7 per channel. Theme colours stay as they are.
chart::Color folded(chart::Color color);

enum class Indexed {
  all,
  too_many_colors,  ///< Not every pixel was examined.
  transparent       ///< Some pixel's alpha is not 255.
};

/// Reuses its memory from picture to picture. The result depends on the pixels alone.
class Palette {
 public:
  static constexpr std::size_t most_colors = 256;

  /// rows() and colors() are valid only if it returns `all`.
  Indexed index(const Pixels& pixels, Folding folding);

  /// For every row a byte of 0 (PNG's filter type `none`), then the colour numbers of its pixels.
  const std::vector<std::uint8_t>& rows() const { return rows_; }
  /// In order of first appearance.
  const std::vector<chart::Color>& colors() const { return colors_; }

 private:
  /// Caches what was found for a colour of the picture; direct-mapped.
  struct Memo {
    std::uint32_t pixel = 0;  ///< Opaque; 0: unused.
    std::uint8_t number = 0;
  };

  Indexed index_piece(const std::uint32_t* pixels, std::size_t count, std::uint8_t* numbers);
  Indexed look_up(std::uint32_t pixel, std::uint8_t& number);
  bool number_of(chart::Color color, std::uint8_t& number);

  Folding folding_ = Folding::none;
  std::uint32_t unused_bits_ = 0;  ///< Of a pixel; treated as set.
  std::vector<std::uint8_t> rows_;
  std::vector<chart::Color> colors_;
  std::array<Memo, 4096> memo_{};
  std::array<std::uint16_t, 1024> places_{};  ///< Open addressing: colour number + 1; 0: free.
};

}  // namespace dora::png
