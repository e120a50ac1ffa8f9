// What all charts of a run are drawn with: gnuplot, encoder, fonts, the pictures of each one.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "renderer/character_set.h"
#include "renderer/chart_memory.h"
#include "renderer/drawing_inputs.h"
#include "renderer/gnuplot_program.h"
#include "renderer/options.h"
#include "renderer/picture.h"

namespace dora::renderer {

struct DrawingSetup {
  GnuplotProgram gnuplot;
  PngEncoder encoder;
  Inputs gnuplot_facts;              ///< What starting gnuplot told; worth remembering.
  std::vector<PictureStyle> styles;  ///< Of each chart's pictures, the main one first.
  Inputs inputs;                     ///< That all charts share.
  CharacterSet characters;           ///< That gnuplot can draw with the fonts there are.
};

/// The main picture is a PNG, light if there is a light one.
std::vector<PictureStyle> picture_styles(const RenderOptions& options);

/// The number of the style whose picture, with other colours, is the picture of style `number`;
/// nothing when that one must be drawn.
std::optional<std::size_t> same_but_for_colours(const DrawingSetup& setup, std::size_t number);

/// Starts gnuplot only when `memory` does not know this one. Errors are those of find_gnuplot().
DrawingSetup drawing_setup(const RenderOptions& options, const ChartMemory& memory,
                           const base::Interrupt& interrupt);

}  // namespace dora::renderer
