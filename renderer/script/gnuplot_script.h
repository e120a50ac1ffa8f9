// Writes the gnuplot script of a chart; a pure function that starts nothing.
#pragma once

#include <string>
#include <string_view>

#include "renderer/chart/chart.h"
#include "renderer/chart/picture.h"

namespace dora::script {

/// The picture of this style as it is for this chart: some have a size of their own.
chart::PictureStyle style_for(const chart::AnyChart& chart, const chart::PictureStyle& style);

/// In a picture of style_for(). `output` is a file name in the folder that gnuplot runs in. The
/// script depends on its arguments only, and what it draws on nothing that was drawn before. No
/// text of others is code in it: renderer/script_writer.h says how.
std::string gnuplot_script(const chart::AnyChart& chart, const chart::PictureStyle& style,
                           std::string_view output);

}  // namespace dora::script
