// Tells a whole PNG picture from a broken one by its first and last bytes; decodes nothing.
#pragma once

#include <filesystem>
#include <string>

namespace dora::renderer {

/// Nothing when `file` begins as a PNG of this size and ends with its end chunk; else what is
/// wrong: `no picture was written`, `the picture is incomplete`, `the picture is 640x480`.
std::string png_problem(const std::filesystem::path& file, int width, int height);

}  // namespace dora::renderer
