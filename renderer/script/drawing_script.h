// Writes the script of a drawing: gnuplot is a canvas of pixels for it; lays nothing out.
#pragma once

#include "renderer/layout/canvas.h"
#include "renderer/script/script_writer.h"

namespace dora::script {

/// All but the end of the output.
void put_drawing(ScriptWriter& script, const layout::Canvas& drawing);

}  // namespace dora::script
