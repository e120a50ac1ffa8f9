// Converts a finished picture to another theme by replacing its palette.
#include "renderer/png/recolour.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>

#include <libdeflate.h>

#include "renderer/png/format.h"

namespace dora::png {
namespace {

// https://www.w3.org/TR/png-3/: signature (5.2), chunks (5.3), PLTE (11.2.2).
constexpr std::size_t before_data = 8;  ///< A chunk's length and type.
constexpr std::size_t checksum_size = 4;

/// A colour as a point: red, green, blue.
using Rgb = std::array<float, 3>;

Rgb rgb_of(chart::Color color) {
  return {static_cast<float>(color >> 16U & 0xFFU), static_cast<float>(color >> 8U & 0xFFU),
          static_cast<float>(color & 0xFFU)};
}

Rgb minus(const Rgb& a, const Rgb& b) {
  return {a[0] - b[0], a[1] - b[1], a[2] - b[2]};
}

float product(const Rgb& a, const Rgb& b) {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

/// The point `part` of the way from `a` to `b`.
Rgb between(const Rgb& a, const Rgb& b, float part) {
  const Rgb way = minus(b, a);
  return {a[0] + part * way[0], a[1] + part * way[1], a[2] + part * way[2]};
}

chart::Color color_at(const Rgb& point) {
  chart::Color color = 0;
  for (const float channel : point) {
    color = color << 8U | static_cast<chart::Color>(std::clamp(std::lround(channel), 0L, 255L));
  }
  return color;
}

/// Two colours of a theme and the share of the second.
struct Blend {
  std::size_t first = 0;
  std::size_t second = 0;
  float part = 0;
};

/// Returns the blend nearest to `color`. Among blends that are almost as near (folding moves
/// colours), takes that of the two most similar colours: all greys lie between white and black, but
/// no text is paler than the colours next to its own allow.
Blend nearest_blend(chart::Color color, const chart::Colors& theme) {
  constexpr float weight_of_length = 0.0005F;
  const Rgb wanted = rgb_of(color);
  Blend best;
  float least = std::numeric_limits<float>::max();
  for (std::size_t i = 0; i < theme.size(); ++i) {
    const Rgb begin = rgb_of(theme[i]);
    for (std::size_t j = i + 1; j < theme.size(); ++j) {
      const Rgb end = rgb_of(theme[j]);
      const Rgb way = minus(end, begin);
      const float length = product(way, way);
      const float part = std::clamp(product(minus(wanted, begin), way) / length, 0.0F, 1.0F);
      const Rgb error = minus(wanted, between(begin, end, part));
      const float cost = product(error, error) + weight_of_length * length;
      if (cost < least) {
        least = cost;
        best = {i, j, part};
      }
    }
  }
  return best;
}

std::uint32_t word_at(std::string_view bytes) {
  std::uint32_t value = 0;
  for (const char c : bytes.substr(0, 4)) {
    value = value << 8U | static_cast<unsigned char>(c);
  }
  return value;
}

/// Where the palette's chunk begins; npos if no palette comes before the pixels.
std::size_t find_palette(std::string_view png) {
  if (!png.starts_with(png_signature)) {
    return std::string_view::npos;
  }
  std::size_t at = png_signature.size();
  while (png.size() >= at + before_data + checksum_size) {
    const std::string_view type = png.substr(at + 4, 4);
    const std::size_t size = before_data + word_at(png.substr(at)) + checksum_size;
    if (type == "IDAT" || size > png.size() - at) {
      break;
    }
    if (type == "PLTE") {
      return at;
    }
    at += size;
  }
  return std::string_view::npos;
}

}  // namespace

chart::Color recoloured(chart::Color color, chart::Theme from, chart::Theme to) {
  const chart::Colors& theme = colors_of(from);
  const chart::Colors& other = colors_of(to);
  const auto* const found = std::find(theme.begin(), theme.end(), color);
  if (found != theme.end()) {
    return other[static_cast<std::size_t>(found - theme.begin())];
  }
  const Blend blend = nearest_blend(color, theme);
  return color_at(between(rgb_of(other[blend.first]), rgb_of(other[blend.second]), blend.part));
}

std::optional<std::string> recolour(std::string_view png, chart::Theme from, chart::Theme to) {
  const std::size_t chunk = find_palette(png);
  if (chunk == std::string_view::npos) {
    return std::nullopt;
  }
  const std::size_t begin = chunk + before_data;
  const std::size_t colors = word_at(png.substr(chunk)) / 3;
  const std::size_t end = begin + 3 * colors;
  std::string result(png);
  const auto put = [&result](std::size_t at, std::uint32_t value, unsigned bytes) {
    for (unsigned i = 0; i < bytes; ++i) {
      result[at + i] = static_cast<char>(value >> 8U * (bytes - 1 - i));
    }
  };
  for (std::size_t at = begin; at < end; at += 3) {
    const chart::Color color = word_at(png.substr(at)) >> 8U;
    put(at, recoloured(color, from, to), 3);
  }
  put(end, libdeflate_crc32(0, result.data() + chunk + 4, end - chunk - 4), 4);
  return result;
}

}  // namespace dora::png
