// Tests with libpng that the encoder writes a PNG file of exactly the given pixels.
#include "renderer/png/encoder.h"

#include <gtest/gtest.h>

#include "tests/support/picture.h"
#include "tests/support/temporary_folder.h"

namespace dora::png {
namespace {

std::vector<std::uint32_t> gradient(int width, int height, std::uint32_t colors) {
  std::vector<std::uint32_t> pixels;
  for (std::uint32_t i = 0; i < static_cast<std::uint32_t>(width * height); ++i) {
    pixels.push_back(0xFF000000U | i % colors * 0x02FB03U % 0x1000000U);
  }
  return pixels;
}

test::Picture decoded(std::string_view file) {
  const test::TemporaryFolder folder;
  return test::read_picture(folder.write("a.png", file));
}

void expect_same(const test::Picture& picture, const std::vector<std::uint32_t>& pixels) {
  ASSERT_EQ(picture.rgb.size(), 3 * pixels.size());
  for (std::size_t i = 0; i < pixels.size(); ++i) {
    const chart::Color color = static_cast<chart::Color>(picture.rgb[3 * i]) << 16U |
                               static_cast<chart::Color>(picture.rgb[3 * i + 1]) << 8U |
                               picture.rgb[3 * i + 2];
    ASSERT_EQ(color, pixels[i] & 0xFFFFFFU) << "pixel " << i;
  }
}

constexpr std::size_t color_type_at = 25;

TEST(PngEncoder, WritesFewColoursAsAPalette) {
  Encoder encoder(Folding::none);
  for (const int width : {1, 7, 64, 301}) {
    const auto pixels = gradient(width, 40, 256);
    const Pixels source{pixels.data(), width, 40, static_cast<std::size_t>(width)};
    const std::string_view file = encoder.encode(source);
    EXPECT_EQ(file[color_type_at], 3);
    expect_same(decoded(file), pixels);
  }
}

TEST(PngEncoder, WritesManyColoursUnfoldedWith24Bits) {
  for (const Folding folding : {Folding::none, Folding::low_bits}) {
    Encoder encoder(folding);
    const auto pixels = gradient(97, 61, 5000);
    const std::string_view file = encoder.encode({pixels.data(), 97, 61, 97});
    EXPECT_EQ(file[color_type_at], 2);
    expect_same(decoded(file), pixels);
  }
}

TEST(PngEncoder, IgnoresBytesAfterTheEndOfARow) {
  const std::vector<std::uint32_t> pixels{0xFF112233, 0xFF445566, 0xDEADBEEF,
                                          0xFF778899, 0xFFAABBCC, 0xDEADBEEF};
  Encoder encoder(Folding::none);
  expect_same(decoded(encoder.encode({pixels.data(), 2, 2, 3})),
              {0x112233, 0x445566, 0x778899, 0xAABBCC});
}

TEST(PngEncoder, GivesTheSameBytesWhateverItWroteBefore) {
  const auto pixels = gradient(50, 50, 200);
  const auto large = gradient(400, 300, 3000);
  Encoder used(Folding::low_bits);
  const std::string first(used.encode({pixels.data(), 50, 50, 50}));
  const std::string other(used.encode({large.data(), 400, 300, 400}));
  EXPECT_NE(other, first);
  EXPECT_EQ(used.encode({pixels.data(), 50, 50, 50}), first);
  EXPECT_EQ(Encoder(Folding::low_bits).encode({large.data(), 400, 300, 400}), other);
}

TEST(PngEncoder, RefusesATransparentPixelAmongManyColours) {
  auto pixels = gradient(50, 50, 2000);
  Encoder encoder(Folding::none);
  EXPECT_FALSE(encoder.encode({pixels.data(), 50, 50, 50, true}).empty());
  pixels.back() = 0xFEFFFFFF;
  EXPECT_TRUE(encoder.encode({pixels.data(), 50, 50, 50, true}).empty());
}

TEST(PngEncoder, CompressesRepetitions) {
  const std::vector<std::uint32_t> pixels(1000 * 500, 0xFFFFFFFF);
  Encoder encoder(Folding::low_bits);
  EXPECT_LT(encoder.encode({pixels.data(), 1000, 500, 1000}).size(), 2000U);
}

}  // namespace
}  // namespace dora::png
