// Which fonts charts are written with on this machine; asks fontconfig, draws nothing.
#pragma once

#include "renderer/drawing_inputs.h"

namespace dora::renderer {

/// The font of every face that scripts ask for, then those that stand in for characters which it
/// lacks, each as file name, version and size: the same on machines with the same fonts, wherever
/// they are installed. Also fontconfig's version, which chooses them.
Inputs fonts_in_use();

}  // namespace dora::renderer
