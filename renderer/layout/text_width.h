// How wide a text is about to be drawn, and cuts it to fit; knows the font's widths, no chart.
#pragma once

#include <string>
#include <string_view>

namespace dora::layout {

enum class Weight { regular, bold };

/// In units of the font's size (1.0 is one em). Exact for ASCII in DejaVu Sans without kerning; for
/// other scripts, whose fonts differ, rather too wide than too narrow. `text` is UTF-8.
double text_width(std::string_view text, Weight weight);

/// `text`, or as much of its beginning as fits into `ems` with an ellipsis after it.
std::string cut_to_width(std::string_view text, Weight weight, double ems);

}  // namespace dora::layout
