// What all charts of a run are drawn with: gnuplot, fonts, the pictures that each one has.
#pragma once

#include <vector>

#include "renderer/chart_memory.h"
#include "renderer/drawing_inputs.h"
#include "renderer/gnuplot_program.h"
#include "renderer/picture.h"
#include "renderer/render.h"

namespace dora::renderer {

struct DrawingSetup {
  GnuplotProgram gnuplot;
  Inputs gnuplot_facts;              ///< What starting gnuplot told; worth remembering.
  std::vector<PictureStyle> styles;  ///< Of each chart's pictures, the main one first.
  Inputs inputs;                     ///< That all charts share.
};

/// The main picture is a PNG, light if there is a light one.
std::vector<PictureStyle> picture_styles(const RenderOptions& options);

/// Starts gnuplot only when `memory` does not know this one. Errors are those of find_gnuplot().
DrawingSetup drawing_setup(const RenderOptions& options, const ChartMemory& memory,
                           const base::Interrupt& interrupt);

}  // namespace dora::renderer
