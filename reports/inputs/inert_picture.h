// Tells whether a picture is nothing but a picture: a PNG, or an SVG without scripts and links.
#pragma once

#include <string_view>

namespace dora::inputs {

/// A PNG by its signature.
bool is_png(std::string_view bytes);

/// An SVG of the elements and attributes that gnuplot writes, which refers to nothing outside of
/// itself and runs nothing when a browser opens it.
bool is_inert_svg(std::string_view bytes);

}  // namespace dora::inputs
