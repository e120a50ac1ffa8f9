// Converts a finished picture to another theme by replacing its palette.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "renderer/chart/picture.h"
#include "renderer/chart/theme.h"

namespace dora::png {

/// Changes whenever the same picture gives a different file.
inline constexpr int recolour_version = 1;

/// Returns the counterpart of `color` in another theme. The theme's own colours become those of the
/// same roles; a blend of two of them, as at the edges of glyphs and bars, becomes the same blend
/// of their counterparts.
chart::Color recoloured(chart::Color color, chart::Theme from, chart::Theme to);

/// Returns the same PNG file with another palette: pixels and compressed data stay as they are.
/// Returns nullopt if it has no palette (too many colours, or gnuplot's own encoder) or is not a
/// PNG file: then the other theme must be drawn. Blends come out nearly as if drawn, so do not use
/// this for files that must be exact.
std::optional<std::string> recolour(std::string_view png, chart::Theme from, chart::Theme to);

}  // namespace dora::png
