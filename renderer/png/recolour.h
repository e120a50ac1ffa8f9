// Turns a finished picture into that of another theme by its palette; draws nothing.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "renderer/chart/picture.h"
#include "renderer/chart/theme.h"

namespace dora::png {

/// Changes whenever the same picture gives another file.
inline constexpr int recolour_version = 1;

/// What `color` of a picture in one theme is in the other. The theme's own colours become those of
/// the same roles; a blend of two of them, as at the edges of glyphs and bars, becomes the same
/// blend of their counterparts.
chart::Color recoloured(chart::Color color, chart::Theme from, chart::Theme to);

/// The same PNG file with another palette: pixels and compressed data stay as they are. Nothing
/// when it has no palette (too many colours for one, or gnuplot's own encoder) or is no PNG file:
/// then the other theme must be drawn. Blends come out nearly as a drawing would have them, so this
/// is not for files that are to be exact.
std::optional<std::string> recolour(std::string_view png, chart::Theme from, chart::Theme to);

}  // namespace dora::png
