// Reads a chart's picture: only bytes that the renderer's index vouches for.
#include "reports/picture_file.h"

#include <filesystem>
#include <utility>

#include <fmt/format.h>

#include "collector/base/error.h"
#include "collector/base/sha256.h"
#include "reports/inert_picture.h"

namespace dora::reports {

Picture read_picture(const ChartSource& source) {
  const std::filesystem::path path = source.file;
  base::OpenFile file = base::open_file_inside(path.parent_path(), path.filename().string());
  if (file.size > largest_picture) {
    throw base::Error(fmt::format("cannot read {}: it is larger than any chart", source.file));
  }
  std::string bytes = base::read_all(file);
  if (base::sha256(bytes) != source.sha256) {
    throw base::Error(fmt::format(
        "{} is not the picture that was drawn: its SHA-256 differs from the index", source.file));
  }
  if (!(path.extension() == ".svg" ? is_inert_svg(bytes) : is_png(bytes))) {
    throw base::Error(fmt::format("{} is neither a PNG nor a plain SVG", source.file));
  }
  return {std::move(file), std::move(bytes)};
}

}  // namespace dora::reports
