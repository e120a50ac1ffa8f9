// A decoded PNG, so that tests can check the colour of a pixel.
#include "tests/support/picture.h"

#include <fmt/format.h>
#include <png.h>

#include "collector/base/error.h"

namespace dora::test {

std::uint32_t Picture::rgb_at(int x, int y) const {
  const std::size_t pixel = 3 * (static_cast<std::size_t>(y) * static_cast<std::size_t>(width) +
                                 static_cast<std::size_t>(x));
  return std::uint32_t{rgb.at(pixel)} << 16U | std::uint32_t{rgb.at(pixel + 1)} << 8U |
         rgb.at(pixel + 2);
}

std::string Picture::at(int x, int y) const {
  return fmt::format("#{:06X}", rgb_at(x, y));
}

int Picture::count(const std::string& color, int from, int to) const {
  const auto wanted = static_cast<std::uint32_t>(std::stoul(color.substr(1), nullptr, 16));
  int found = 0;
  for (int y = 0; y < height; ++y) {
    for (int x = from; x < to; ++x) {
      found += rgb_at(x, y) == wanted ? 1 : 0;
    }
  }
  return found;
}

Picture read_picture(const std::filesystem::path& file) {
  png_image image{};
  image.version = PNG_IMAGE_VERSION;
  if (png_image_begin_read_from_file(&image, file.c_str()) == 0) {
    throw base::Error(fmt::format("{}: {}", file.string(), image.message));
  }
  image.format = PNG_FORMAT_RGB;
  Picture picture{static_cast<int>(image.width), static_cast<int>(image.height), {}};
  picture.rgb.resize(std::size_t{3} * image.width * image.height);
  if (png_image_finish_read(&image, nullptr, picture.rgb.data(), 0, nullptr) == 0) {
    throw base::Error(fmt::format("{}: {}", file.string(), image.message));
  }
  return picture;
}

}  // namespace dora::test
