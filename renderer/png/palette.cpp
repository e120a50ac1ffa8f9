// Maps the pixels of a picture to a palette of at most 256 colours.
#include "renderer/png/palette.h"

#include <algorithm>
#include <cstring>

namespace dora::png {
namespace {

constexpr std::uint32_t opaque = 0xFF000000U;
constexpr int level_step = 15;
constexpr std::size_t piece = 16;  ///< Pixels compared at once with those above.

constexpr std::array<std::uint8_t, 256> make_levels() {
  std::array<std::uint8_t, 256> levels{};
  for (int value = 0; value < 256; ++value) {
    levels[static_cast<std::size_t>(value)] =
        static_cast<std::uint8_t>((value + level_step / 2) / level_step * level_step);
  }
  return levels;
}

constexpr std::array<std::uint8_t, 256> level_of = make_levels();

bool is_exact(chart::Color color) {
  const auto in = [color](const chart::Colors& colors) {
    return std::find(colors.begin(), colors.end(), color) != colors.end();
  };
  return in(chart::light_colors) || in(chart::dark_colors);
}

/// Index into 2^bits places; the multiplier is Knuth's (The Art of Computer Programming, 6.4).
std::size_t place_of(std::uint32_t value, unsigned bits) {
  return static_cast<std::size_t>(value * 0x9E3779B1U >> (32U - bits));
}

}  // namespace

chart::Color folded(chart::Color color) {
  if (is_exact(color)) {
    return color;
  }
  const auto level = [color](unsigned shift) {
    return static_cast<chart::Color>(level_of[color >> shift & 0xFFU]) << shift;
  };
  return level(16) | level(8) | level(0);
}

Indexed Palette::index(const Pixels& pixels, Folding folding) {
  folding_ = folding;
  unused_bits_ = pixels.has_alpha ? 0 : opaque;
  colors_.clear();
  memo_.fill({});
  places_.fill(0);
  const auto width = static_cast<std::size_t>(pixels.width);
  const std::size_t row_size = width + 1;
  rows_.resize(row_size * static_cast<std::size_t>(pixels.height));
  for (int y = 0; y < pixels.height; ++y) {
    std::uint8_t* row = rows_.data() + row_size * static_cast<std::size_t>(y);
    const std::uint32_t* source = pixels.row(y);
    const std::uint32_t* above = y > 0 ? pixels.row(y - 1) : nullptr;
    if (above != nullptr && std::memcmp(source, above, 4 * width) == 0) {
      std::memcpy(row, row - row_size, row_size);
      continue;
    }
    *row++ = 0;
    for (std::size_t x = 0; x < width; x += piece) {
      const std::size_t count = std::min(piece, width - x);
      if (above != nullptr && count == piece &&
          std::memcmp(source + x, above + x, 4 * piece) == 0) {
        std::memcpy(row + x, row + x - row_size, piece);
      } else if (const Indexed indexed = index_piece(source + x, count, row + x);
                 indexed != Indexed::all) {
        return indexed;
      }
    }
  }
  return Indexed::all;
}

Indexed Palette::index_piece(const std::uint32_t* pixels, std::size_t count,
                             std::uint8_t* numbers) {
  for (std::size_t i = 0; i < count; ++i) {
    if (i > 0 && pixels[i] == pixels[i - 1]) {
      numbers[i] = numbers[i - 1];
    } else if (const Indexed indexed = look_up(pixels[i] | unused_bits_, numbers[i]);
               indexed != Indexed::all) {
      return indexed;
    }
  }
  return Indexed::all;
}

Indexed Palette::look_up(std::uint32_t pixel, std::uint8_t& number) {
  Memo& memo = memo_[place_of(pixel, 12)];
  if (pixel < opaque) {
    return Indexed::transparent;
  }
  if (memo.pixel != pixel) {
    const chart::Color color = pixel & ~opaque;
    if (!number_of(folding_ == Folding::none ? color : folded(color), memo.number)) {
      return Indexed::too_many_colors;
    }
    memo.pixel = pixel;
  }
  number = memo.number;
  return Indexed::all;
}

bool Palette::number_of(chart::Color color, std::uint8_t& number) {
  std::size_t place = place_of(color, 10);
  while (places_[place] != 0 && colors_[places_[place] - 1U] != color) {
    place = (place + 1) % places_.size();
  }
  if (places_[place] == 0) {
    if (colors_.size() == most_colors) {
      return false;
    }
    colors_.push_back(color);
    places_[place] = static_cast<std::uint16_t>(colors_.size());
  }
  number = static_cast<std::uint8_t>(places_[place] - 1U);
  return true;
}

}  // namespace dora::png
