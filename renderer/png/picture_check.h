// Tells a whole picture from a broken one by its first and last bytes; decodes nothing.
#pragma once

#include <filesystem>
#include <string>

#include "renderer/chart/picture.h"

namespace dora::png {

/// Nothing when `file` begins as a picture of this format and size and ends as one does: a PNG with
/// its end chunk, an SVG with `</svg>`. Else what is wrong: `no picture was written`, `the picture
/// is incomplete`, `the picture is 640x480`.
std::string picture_problem(const std::filesystem::path& file, chart::PictureFormat format,
                            chart::Size size);

}  // namespace dora::png
