// Writes the script of a drawing: gnuplot is a canvas of pixels for it; lays nothing out.
#pragma once

#include <string_view>

#include "renderer/drawing.h"
#include "renderer/script_writer.h"

namespace dora::renderer {

/// All but the end of the output.
void put_drawing(ScriptWriter& script, const Drawing& drawing, std::string_view output);

}  // namespace dora::renderer
