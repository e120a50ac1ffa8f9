// Reads a chart's picture: only bytes that the renderer's index vouches for.
#pragma once

#include <cstdint>
#include <string>

#include "collector/base/files/open_file.h"
#include "reports/inputs/site_charts.h"

namespace dora::inputs {

/// In bytes. No chart comes near: a larger file is not read.
inline constexpr std::int64_t largest_picture = 64'000'000;

/// A picture of which the index has the SHA-256: an open regular file and its bytes.
struct Picture {
  files::OpenFile file;
  std::string bytes;
};

/// Opens and reads it. Throws an Error that names the file and the cause: a link, a pipe, other
/// bytes than the index lists, neither a PNG nor a plain SVG.
Picture read_picture(const ChartSource& source);

}  // namespace dora::inputs
