// What all charts of a run are drawn with: gnuplot, encoder, fonts, picture styles.
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
  journal::Inputs gnuplot_facts;            ///< Learned by starting gnuplot; worth remembering.
  std::vector<chart::PictureStyle> styles;  ///< Of each chart's pictures, the main one first.
  journal::Inputs inputs;                   ///< Shared by all charts.
  layout::CharacterSet characters;          ///< What gnuplot can draw with the installed fonts.
};

/// The main picture is a PNG, light if a light one was requested; an SVG comes last.
std::vector<chart::PictureStyle> picture_styles(const RenderOptions& options);

/// Returns the number of the style whose picture, recoloured, is that of style `number`; nullopt if
/// that one must be drawn.
std::optional<std::size_t> same_but_for_colours(const DrawingSetup& setup, std::size_t number);

/// Starts gnuplot only if `memory` does not know this one. Throws as find_gnuplot() does.
DrawingSetup drawing_setup(const RenderOptions& options, const journal::RenderJournal& memory,
                           const base::Interrupt& interrupt);

}  // namespace dora::renderer
