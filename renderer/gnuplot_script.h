// Writes the gnuplot script of a chart; a pure function that starts nothing.
//
// Text of others occurs in single-quoted strings alone, where gnuplot knows neither escapes nor
// backquotes; `noenhanced` switches its mark-up off. A single quote of theirs is joined on as a
// string of ours, 'it'."'".'s': gnuplot 5.4 mistakes a doubled quote for the string's end at its
// beginning and after another one, and would take what follows for commands. Control characters,
// which could end the line, do not get this far: whoever makes a Chart writes them as visible
// escapes (base::printable).
#pragma once

#include <string>
#include <string_view>

#include "renderer/chart/chart.h"
#include "renderer/picture.h"

namespace dora::renderer {

/// `output` is a file name in the folder that gnuplot runs in. The script depends on its arguments
/// only, and what it draws on nothing that was drawn before.
std::string gnuplot_script(const chart::Chart& chart, const PictureStyle& style,
                           std::string_view output);

/// `text` as a gnuplot string.
std::string quoted(std::string_view text);

}  // namespace dora::renderer
