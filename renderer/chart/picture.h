// Size, scale, theme and format of a chart's pictures.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace dora::chart {

struct Size {
  int width = 1000;
  int height = 500;

  bool operator==(const Size&) const = default;
};

enum class Theme : std::uint8_t { light, dark };
enum class PictureFormat : std::uint8_t { png, svg };

/// How PNG files are encoded.
enum class PngMode {
  palette,  ///< Small: at most 256 colours, those at edges of glyphs and lines nearly exact.
  exact,    ///< Every pixel as cairo drew it.
  gnuplot   ///< With gnuplot's own encoder: exact too, but slower and larger.
};

/// As in the option and in keys.
constexpr const char* name_of(PngMode mode) {
  return mode == PngMode::palette ? "palette" : mode == PngMode::exact ? "exact" : "gnuplot";
}

struct PictureStyle {
  Size size{};                 ///< CSS pixels, in which everything is laid out.
  int scale = 1;               ///< Pixels of a PNG file per CSS pixel, each way.
  Theme theme = Theme::light;  ///< Of a PNG file; an SVG has both.
  PictureFormat format = PictureFormat::png;

  bool operator==(const PictureStyle&) const = default;
};

/// The size that a PNG file states.
constexpr Size size_of(const PictureStyle& style) {
  return {style.size.width * style.scale, style.size.height * style.scale};
}

/// As in options, file names and charts.json.
constexpr const char* name_of(Theme theme) {
  return theme == Theme::dark ? "dark" : "light";
}

constexpr const char* name_of(PictureFormat format) {
  return format == PictureFormat::svg ? "svg" : "png";
}

/// The reverse of name_of(); nullopt for any other word.
constexpr std::optional<Theme> parse_theme(std::string_view word) {
  return word == "light"  ? std::optional(Theme::light)
         : word == "dark" ? std::optional(Theme::dark)
                          : std::nullopt;
}

constexpr std::optional<PictureFormat> parse_picture_format(std::string_view word) {
  return word == "png"   ? std::optional(PictureFormat::png)
         : word == "svg" ? std::optional(PictureFormat::svg)
                         : std::nullopt;
}

}  // namespace dora::chart
