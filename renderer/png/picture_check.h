// Checks whether a picture is complete, by its first and last bytes; does not decode it.
#pragma once

#include <filesystem>
#include <string>

#include "renderer/chart/picture.h"

namespace dora::png {

/// Returns an empty string if `file` begins like a PNG of this size and ends like one, with its end
/// chunk. Otherwise returns the problem: `no picture was written`, `the picture is incomplete`,
/// `the picture is 640x480`.
std::string picture_problem(const std::filesystem::path& file, chart::Size size);

}  // namespace dora::png
