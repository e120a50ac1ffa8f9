// A decoded PNG picture, so that tests can ask for the colour of a pixel; knows no charts.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace dora::test {

struct Picture {
  int width = 0;
  int height = 0;
  std::vector<std::uint8_t> rgb;

  /// `#4C78A8`.
  std::string at(int x, int y) const;
  /// How many pixels have this colour, in the columns [from, to).
  int count(const std::string& color, int from, int to) const;
  int count(const std::string& color) const { return count(color, 0, width); }
};

/// Throws base::Error when libpng finds anything wrong with the file.
Picture read_picture(const std::filesystem::path& file);

}  // namespace dora::test
