// Tests that compressed rows come back whole, with a decoder of others, and that they are small.
#include "renderer/png/row_compressor.h"

#include <random>

#include <gtest/gtest.h>
#include <libdeflate.h>

namespace dora::png {
namespace {

using Bytes = std::vector<std::uint8_t>;

Bytes compressed(const Bytes& bytes, std::size_t row_size) {
  Bytes out(RowCompressor::bound(bytes.size()));
  RowCompressor compressor;
  out.resize(compressor.compress(bytes, row_size, out.data()));
  return out;
}

Bytes decompressed(const Bytes& zlib, std::size_t size) {
  Bytes out(size);
  libdeflate_decompressor* const decompressor = libdeflate_alloc_decompressor();
  const libdeflate_result result = libdeflate_zlib_decompress(
      decompressor, zlib.data(), zlib.size(), out.data(), out.size(), nullptr);
  libdeflate_free_decompressor(decompressor);
  return result == LIBDEFLATE_SUCCESS ? out : Bytes();
}

void expect_whole(const Bytes& bytes, std::size_t row_size) {
  const Bytes zlib = compressed(bytes, row_size);
  EXPECT_LE(zlib.size(), RowCompressor::bound(bytes.size()));
  EXPECT_TRUE(decompressed(zlib, bytes.size()) == bytes)
      << bytes.size() << " bytes in rows of " << row_size;
}

TEST(RowCompressor, GivesBackRowsOfAnySize) {
  for (const std::size_t width : {1U, 2U, 3U, 5U, 257U, 258U, 259U, 260U, 1001U, 32001U, 40001U}) {
    for (const std::size_t height : {1U, 2U, 3U, 7U}) {
      expect_whole(Bytes(width * height, 0), width);
      Bytes stripes(width * height);
      for (std::size_t i = 0; i < stripes.size(); ++i) {
        stripes[i] = static_cast<std::uint8_t>(i % width * 7);
      }
      expect_whole(stripes, width);
    }
  }
}

TEST(RowCompressor, GivesBackAnyBytes) {
  std::mt19937 random(1);
  for (int round = 0; round < 200; ++round) {
    // From a few values, which repeat, to all of them, which do not.
    const unsigned values = 1U << random() % 9;
    const std::size_t row = 1 + random() % 300;
    Bytes bytes(row * (1 + random() % 40));
    std::uint8_t value = 0;
    for (std::uint8_t& byte : bytes) {
      value = random() % 4 == 0 ? static_cast<std::uint8_t>(random() % values) : value;
      byte = round % 2 == 0 ? value : static_cast<std::uint8_t>(random() % values);
    }
    expect_whole(bytes, row);
  }
}

TEST(RowCompressor, HasCodesForEveryLength) {
  for (std::size_t length = 1; length < 600; ++length) {
    Bytes bytes(length, 9);
    bytes.push_back(4);
    expect_whole(bytes, 10'000);
  }
}

TEST(RowCompressor, HasCodesForEveryDistance) {
  Bytes bytes(70'000);
  std::uint32_t state = 1;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    state = state * 1'664'525 + 1'013'904'223;
    bytes[i] = i % 1'777 < 40 ? static_cast<std::uint8_t>(i % 1'777)
                              : static_cast<std::uint8_t>(state >> 24U);
  }
  expect_whole(bytes, 1'000);
  expect_whole(bytes, 32'768);
}

TEST(RowCompressor, MakesRepeatedRowsSmall) {
  Bytes row(1001);
  for (std::size_t i = 0; i < row.size(); ++i) {
    row[i] = static_cast<std::uint8_t>(i * i);
  }
  Bytes rows;
  for (int i = 0; i < 500; ++i) {
    rows.insert(rows.end(), row.begin(), row.end());
  }
  EXPECT_LT(compressed(rows, row.size()).size(), 3'000U) << "of 500,500";
}

}  // namespace
}  // namespace dora::png
