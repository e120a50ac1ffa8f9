// Which fonts charts are written with on this machine; asks fontconfig, draws nothing.
#pragma once

#include "renderer/character_set.h"
#include "renderer/drawing_inputs.h"

namespace dora::renderer {

struct Fonts {
  Inputs inputs;
  CharacterSet characters;
};

/// `inputs`: the font of every face that scripts ask for, then those that stand in for characters
/// which it lacks, each as file name, version and size: the same on machines with the same fonts,
/// wherever they are installed. Also fontconfig's version, which chooses them. `characters`: those
/// that gnuplot draws at their size. Not those that a font of colour bitmaps would show: cairo
/// draws its bitmaps at 128 pixels, ten times the size of the text.
Fonts fonts_in_use();

}  // namespace dora::renderer
