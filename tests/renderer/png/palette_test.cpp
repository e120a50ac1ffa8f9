// Tests the number of every pixel's colour, and that folding changes colours as promised.
#include "renderer/png/palette.h"

#include <algorithm>
#include <cmath>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace dora::png {
namespace {

using testing::ElementsAre;

int distance(chart::Color a, chart::Color b) {
  int most = 0;
  for (const unsigned shift : {0U, 8U, 16U}) {
    const auto channel = [shift](chart::Color color) {
      return static_cast<int>(color >> shift & 0xFFU);
    };
    most = std::max(most, std::abs(channel(a) - channel(b)));
  }
  return most;
}

TEST(Folded, MovesNoChannelByMoreThanSeven) {
  for (chart::Color value = 0; value < 256; ++value) {
    for (const chart::Color color :
         {value << 16U | 0x0080FFU, 0x0180FEU | value << 8U, 0xFE0100U | value}) {
      EXPECT_LE(distance(folded(color), color), 7) << color;
      EXPECT_EQ(folded(folded(color)), folded(color)) << color;
    }
  }
}

TEST(Folded, LeavesThemeColoursUnchanged) {
  for (const chart::Colors& colors : {chart::light_colors, chart::dark_colors}) {
    for (const chart::Color color : colors) {
      EXPECT_EQ(folded(color), color);
    }
  }
}

TEST(Palette, NumbersColoursInOrderOfAppearance) {
  // The last column is not part of the picture.
  const std::vector<std::uint32_t> pixels{0xFFFFFFFF, 0xFF4C78A8, 0xFFFFFFFF, 1,
                                          0xFFE45756, 0xFFE45756, 0xFF4C78A8, 2};
  Palette palette;
  ASSERT_EQ(palette.index({pixels.data(), 3, 2, 4}, Folding::none), Indexed::all);
  EXPECT_THAT(palette.colors(), ElementsAre(0xFFFFFF, 0x4C78A8, 0xE45756));
  EXPECT_THAT(palette.rows(), ElementsAre(0, 0, 1, 0, 0, 2, 2, 1));
}

TEST(Palette, IgnoresTheUnusedByteOfAPixel) {
  const std::vector<std::uint32_t> pixels{0xFF102030, 0x00102030, 0x7F102030, 0x00000000};
  Palette palette;
  ASSERT_EQ(palette.index({pixels.data(), 4, 1, 4}, Folding::none), Indexed::all);
  EXPECT_THAT(palette.colors(), ElementsAre(0x102030, 0x000000));
  EXPECT_THAT(palette.rows(), ElementsAre(0, 0, 0, 0, 1));
}

TEST(Palette, RefusesTransparentPixels) {
  for (const std::uint32_t pixel : {0x00000000U, 0x7F7F7F7FU, 0xFE102030U}) {
    const std::vector<std::uint32_t> pixels{0xFFFFFFFF, 0xFF102030, pixel, pixel};
    Palette palette;
    EXPECT_EQ(palette.index({pixels.data(), 2, 2, 2, true}, Folding::none), Indexed::transparent);
  }
}

/// Pixels of arbitrary colours, with rows and runs that repeat.
std::vector<std::uint32_t> patchwork(int width, int height, std::uint32_t seed, unsigned colors) {
  std::vector<std::uint32_t> pixels(static_cast<std::size_t>(width * height));
  for (std::size_t i = 0; i < pixels.size(); ++i) {
    seed = seed * 1664525U + 1013904223U;
    const std::size_t above = i - static_cast<std::size_t>(width);
    const bool copy = i >= static_cast<std::size_t>(width) && i / 40 % 3 != 0;
    pixels[i] = copy ? pixels[above] : 0xFF000000U | (seed >> 16U) % colors * 0x010307U;
  }
  return pixels;
}

TEST(Palette, GivesEveryPixelItsOwnColour) {
  Palette palette;
  for (const int width : {1, 15, 16, 17, 33, 100}) {
    for (const Folding folding : {Folding::none, Folding::low_bits}) {
      const auto size = static_cast<std::size_t>(width);
      const auto pixels = patchwork(width, 50, 7U * static_cast<std::uint32_t>(width), 200);
      ASSERT_EQ(palette.index({pixels.data(), width, 50, size}, folding), Indexed::all);
      for (std::size_t i = 0; i < pixels.size(); ++i) {
        const chart::Color color = pixels[i] & 0xFFFFFFU;
        const std::uint8_t number = palette.rows()[i / size * (size + 1) + 1 + i % size];
        ASSERT_EQ(palette.colors().at(number), folding == Folding::none ? color : folded(color))
            << "pixel " << i << " of width " << width;
      }
    }
  }
}

TEST(Palette, DistinguishesColoursThatShareACacheSlot) {
  // 256 random colours in 4,096 places: the chance that no two share a place is 1 in 3,000.
  std::vector<std::uint32_t> pixels;
  std::uint32_t seed = 11;
  for (int i = 0; i < 256; ++i) {
    seed = seed * 1664525U + 1013904223U;
    pixels.push_back(0xFF000000U | seed >> 8U);
  }
  const std::vector<std::uint32_t> once = pixels;
  for (int times = 1; times < 8; ++times) {
    pixels.insert(pixels.end(), once.rbegin(), once.rend());
  }
  Palette palette;
  ASSERT_EQ(palette.index({pixels.data(), 2048, 1, 2048}, Folding::none), Indexed::all);
  for (std::size_t i = 0; i < pixels.size(); ++i) {
    ASSERT_EQ(palette.colors().at(palette.rows()[1 + i]), pixels[i] & 0xFFFFFFU) << i;
  }
}

TEST(Palette, RefusesTooManyColours) {
  std::vector<std::uint32_t> pixels(257);
  for (std::uint32_t i = 0; i < pixels.size(); ++i) {
    pixels[i] = 0xFF000000U | i << 8U | i;
  }
  Palette palette;
  EXPECT_EQ(palette.index({pixels.data(), 256, 1, 256}, Folding::none), Indexed::all);
  EXPECT_EQ(palette.colors().size(), Palette::most_colors);
  EXPECT_EQ(palette.index({pixels.data(), 257, 1, 257}, Folding::none), Indexed::too_many_colors);
  EXPECT_EQ(palette.index({pixels.data(), 257, 1, 257}, Folding::low_bits), Indexed::all);
}

TEST(Palette, GivesTheSameResultWhateverItSawBefore) {
  Palette used;
  const auto others = patchwork(64, 64, 3, 250);
  used.index({others.data(), 64, 64, 64}, Folding::none);
  const auto pixels = patchwork(40, 30, 5, 180);
  ASSERT_EQ(used.index({pixels.data(), 40, 30, 40}, Folding::low_bits), Indexed::all);
  Palette fresh;
  ASSERT_EQ(fresh.index({pixels.data(), 40, 30, 40}, Folding::low_bits), Indexed::all);
  EXPECT_EQ(used.rows(), fresh.rows());
  EXPECT_EQ(used.colors(), fresh.colors());
}

}  // namespace
}  // namespace dora::png
