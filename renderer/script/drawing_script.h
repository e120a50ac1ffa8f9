// Writes the script of a drawing, with gnuplot as a canvas of pixels.
#pragma once

#include "renderer/layout/canvas.h"
#include "renderer/script/script_writer.h"

namespace dora::script {

/// Everything but the end of the output; leaves out which file is written.
void put_drawing(ScriptWriter& script, const layout::Canvas& canvas);

}  // namespace dora::script
