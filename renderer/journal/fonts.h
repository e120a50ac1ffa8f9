// Which fonts charts are written with on this machine; asks fontconfig, draws nothing.
#pragma once

#include "renderer/journal/inputs.h"
#include "renderer/layout/character_set.h"

namespace dora::journal {

struct Fonts {
  Inputs inputs;
  layout::CharacterSet characters;
};

/// `inputs`: the font of every face that scripts ask for, then those that stand in for characters
/// which it lacks, each as file name, version and size: the same on machines with the same fonts,
/// wherever they are installed. Also fontconfig's version, which chooses them. `characters`: those
/// that gnuplot draws at their size. Not those that a font of colour bitmaps would show: cairo
/// draws its bitmaps at 128 pixels, ten times the size of the text.
Fonts fonts_in_use();

}  // namespace dora::journal
