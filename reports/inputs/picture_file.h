// Reads a chart's picture, if its bytes match the renderer's index.
#pragma once

#include <cstdint>
#include <string>

#include "collector/base/files/open_file.h"
#include "reports/inputs/site_charts.h"

namespace dora::inputs {

/// In bytes. No chart comes close; a larger file is not read.
inline constexpr std::int64_t largest_picture = 64'000'000;

/// A picture whose SHA-256 is that of the index: an open regular file and its bytes.
struct Picture {
  files::OpenFile file;
  std::string bytes;
};

/// Opens and reads the picture. Throws an Error that names the file and the cause: a link, a pipe,
/// bytes that differ from the index, neither a PNG nor a plain SVG.
Picture read_picture(const ChartSource& source);

}  // namespace dora::inputs
