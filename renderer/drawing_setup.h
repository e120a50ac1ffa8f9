// What all charts of a run are drawn with: gnuplot, encoder, fonts, the pictures of each one.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "renderer/chart/picture.h"
#include "renderer/gnuplot/program.h"
#include "renderer/journal/inputs.h"
#include "renderer/journal/journal.h"
#include "renderer/layout/character_set.h"
#include "renderer/options.h"

namespace dora::renderer {

struct DrawingSetup {
  gnuplot::GnuplotProgram gnuplot;
  gnuplot::PngEncoder encoder;
  journal::Inputs gnuplot_facts;            ///< What starting gnuplot told; worth remembering.
  std::vector<chart::PictureStyle> styles;  ///< Of each chart's pictures, the main one first.
  journal::Inputs inputs;                   ///< That all charts share.
  layout::CharacterSet characters;          ///< That gnuplot can draw with the fonts there are.
};

/// The main picture is a PNG, light if there is a light one.
std::vector<chart::PictureStyle> picture_styles(const RenderOptions& options);

/// The number of the style whose picture, with other colours, is the picture of style `number`;
/// nothing when that one must be drawn.
std::optional<std::size_t> same_but_for_colours(const DrawingSetup& setup, std::size_t number);

/// Starts gnuplot only when `memory` does not know this one. Errors are those of find_gnuplot().
DrawingSetup drawing_setup(const RenderOptions& options, const journal::RenderJournal& memory,
                           const base::Interrupt& interrupt);

}  // namespace dora::renderer
