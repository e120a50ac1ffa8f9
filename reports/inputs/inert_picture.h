// Checks that a picture is only a picture: a PNG, or an SVG without scripts and links.
#pragma once

#include <string_view>

namespace dora::inputs {

/// Recognises a PNG by its signature.
bool is_png(std::string_view bytes);

/// True for an SVG written as `renderer/svg` writes it, and in no other way that SVG allows: its
/// elements, attributes and style refer to nothing outside the file and run nothing in a browser.
bool is_inert_svg(std::string_view bytes);

}  // namespace dora::inputs
