// Reads a chart's picture, if its bytes match the renderer's index.
#include "reports/inputs/picture_file.h"

#include <filesystem>
#include <utility>

#include <fmt/format.h>

#include "collector/base/error.h"
#include "collector/base/files/sha256.h"
#include "reports/inputs/inert_picture.h"

namespace dora::inputs {

Picture read_picture(const ChartSource& source) {
  const std::filesystem::path path = source.file;
  files::OpenFile file = files::open_file_inside(path.parent_path(), path.filename().string());
  if (file.size > largest_picture) {
    throw base::Error(fmt::format("cannot read {}: it is larger than any chart", source.file));
  }
  std::string bytes = files::read_all(file);
  if (files::sha256(bytes) != source.sha256) {
    throw base::Error(fmt::format(
        "{} is not the picture that was drawn: its SHA-256 differs from the index", source.file));
  }
  if (!(path.extension() == ".svg" ? is_inert_svg(bytes) : is_png(bytes))) {
    throw base::Error(fmt::format("{} is neither a PNG nor a plain SVG", source.file));
  }
  return {std::move(file), std::move(bytes)};
}

}  // namespace dora::inputs
