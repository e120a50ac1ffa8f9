// Asks fontconfig which fonts charts are drawn with on this machine.
#pragma once

#include "renderer/journal/inputs.h"
#include "renderer/layout/character_set.h"

namespace dora::journal {

struct Fonts {
  Inputs inputs;
  layout::CharacterSet characters;
};

/// `inputs`: the font of every face that scripts request, then the fallbacks for characters that it
/// lacks, each as file name, version and size, so that machines with the same fonts agree wherever
/// these are installed; also the version of fontconfig, which chooses them. `characters`: those
/// that gnuplot draws at the right size. This excludes fonts of colour bitmaps: cairo draws their
/// bitmaps at 128 pixels, ten times the size of the text.
Fonts fonts_in_use();

}  // namespace dora::journal
