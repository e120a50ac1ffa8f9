// Encodes a chart's pixels as a small PNG file, quickly.
#include "renderer/png/encoder.h"

#include <algorithm>
#include <cstring>
#include <new>

#include <libdeflate.h>

#include "renderer/png/format.h"

namespace dora::png {
namespace {

/// https://www.w3.org/TR/png-3/: signature (5.2), chunks (5.3), IHDR (11.2.1), PLTE (11.2.2).
constexpr std::size_t around_data = 12;  ///< A chunk's length, type and checksum.
constexpr std::size_t header_size = 13;
constexpr char color_type_palette = 3;
constexpr char color_type_rgb = 2;

/// Level 1 makes files 1.5 times as large; level 9 takes twice the time for 5% less.
constexpr int compression_level = 6;

std::array<char, 4> big_endian(std::uint32_t value) {
  return {static_cast<char>(value >> 24U), static_cast<char>(value >> 16U),
          static_cast<char>(value >> 8U), static_cast<char>(value)};
}

std::string_view header_of(const Pixels& pixels, char color_type,
                           std::array<char, header_size>& header) {
  const auto width = big_endian(static_cast<std::uint32_t>(pixels.width));
  const auto height = big_endian(static_cast<std::uint32_t>(pixels.height));
  std::copy(width.begin(), width.end(), header.begin());
  std::copy(height.begin(), height.end(), header.begin() + 4);
  header[8] = 8;  // Bits per sample.
  header[9] = color_type;
  return {header.data(), header.size()};
}

bool is_opaque(const Pixels& pixels) {
  constexpr std::uint32_t alpha = 0xFF000000U;
  std::uint32_t all = alpha;
  for (int y = 0; y < pixels.height && pixels.has_alpha; ++y) {
    const std::uint32_t* row = pixels.row(y);
    for (int x = 0; x < pixels.width; ++x) {
      all &= row[x];
    }
  }
  return all == alpha;
}

/// For every row, a byte of 0 and three bytes per pixel.
void put_rgb_rows(const Pixels& pixels, std::vector<std::uint8_t>& rows) {
  const auto width = static_cast<std::size_t>(pixels.width);
  const std::size_t row_size = 3 * width + 1;
  rows.resize(row_size * static_cast<std::size_t>(pixels.height));
  std::uint8_t* out = rows.data();
  for (int y = 0; y < pixels.height; ++y) {
    const std::uint32_t* row = pixels.row(y);
    if (y > 0 && std::memcmp(row, pixels.row(y - 1), 4 * width) == 0) {
      std::memcpy(out, out - row_size, row_size);
      out += row_size;
      continue;
    }
    *out++ = 0;
    for (std::size_t x = 0; x < width; ++x) {
      *out++ = static_cast<std::uint8_t>(row[x] >> 16U);
      *out++ = static_cast<std::uint8_t>(row[x] >> 8U);
      *out++ = static_cast<std::uint8_t>(row[x]);
    }
  }
}

std::string_view palette_bytes(const std::vector<chart::Color>& colors,
                               std::array<char, 3 * Palette::most_colors>& bytes) {
  char* out = bytes.data();
  for (const chart::Color color : colors) {
    *out++ = static_cast<char>(color >> 16U);
    *out++ = static_cast<char>(color >> 8U);
    *out++ = static_cast<char>(color);
  }
  return {bytes.data(), 3 * colors.size()};
}

}  // namespace

struct Encoder::Compressor {
  Compressor() : handle(libdeflate_alloc_compressor(compression_level)) {
    if (handle == nullptr) {
      throw std::bad_alloc();
    }
  }
  ~Compressor() { libdeflate_free_compressor(handle); }
  Compressor(const Compressor&) = delete;
  Compressor& operator=(const Compressor&) = delete;

  libdeflate_compressor* handle;
};

Encoder::Encoder(Folding folding)
    : folding_(folding), compressor_(std::make_unique<Compressor>()) {}

Encoder::~Encoder() = default;

std::string_view Encoder::encode(const Pixels& pixels) {
  const Indexed indexed = palette_.index(pixels, folding_);
  const bool few_colors = indexed == Indexed::all;
  if (indexed == Indexed::transparent || (!few_colors && !is_opaque(pixels))) {
    return {};
  }
  if (!few_colors) {
    put_rgb_rows(pixels, rgb_rows_);
  }
  const std::vector<std::uint8_t>& rows = few_colors ? palette_.rows() : rgb_rows_;
  const std::size_t most =
      std::max(libdeflate_zlib_compress_bound(compressor_->handle, rows.size()),
               RowCompressor::bound(rows.size())) +
      4 * around_data + png_signature.size() + header_size + 3 * Palette::most_colors;
  file_.resize(std::max(file_.size(), most));
  size_ = png_signature.size();
  std::copy(png_signature.begin(), png_signature.end(), file_.begin());
  std::array<char, header_size> header{};
  put_chunk("IHDR", header_of(pixels, few_colors ? color_type_palette : color_type_rgb, header));
  if (few_colors) {
    std::array<char, 3 * Palette::most_colors> bytes;
    put_chunk("PLTE", palette_bytes(palette_.colors(), bytes));
  }
  put_pixels(rows, pixels.height, few_colors);
  put_chunk("IEND", {});
  return {file_.data(), size_};
}

void Encoder::put_number(std::uint32_t value) {
  const auto bytes = big_endian(value);
  std::copy(bytes.begin(), bytes.end(), file_.begin() + static_cast<std::ptrdiff_t>(size_));
  size_ += bytes.size();
}

void Encoder::put_chunk(std::string_view type, std::string_view data) {
  put_number(static_cast<std::uint32_t>(data.size()));
  char* const begin = file_.data() + size_;
  std::copy(data.begin(), data.end(), std::copy(type.begin(), type.end(), begin));
  size_ += type.size() + data.size();
  put_number(libdeflate_crc32(0, begin, type.size() + data.size()));
}

/// Compresses straight to where it belongs in the file.
void Encoder::put_pixels(const std::vector<std::uint8_t>& rows, int height, bool few_colors) {
  constexpr std::string_view type = "IDAT";
  char* const begin = file_.data() + size_ + 4;
  char* const data = std::copy(type.begin(), type.end(), begin);
  const std::size_t size =
      few_colors ? row_compressor_.compress(rows, rows.size() / static_cast<std::size_t>(height),
                                            reinterpret_cast<std::uint8_t*>(data))
                 : libdeflate_zlib_compress(compressor_->handle, rows.data(), rows.size(), data,
                                            file_.size() - size_ - around_data);
  put_number(static_cast<std::uint32_t>(size));
  size_ += type.size() + size;
  put_number(libdeflate_crc32(0, begin, type.size() + size));
}

}  // namespace dora::png
