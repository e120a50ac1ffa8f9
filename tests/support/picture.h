// A decoded PNG, so that tests can check the colour of a pixel.
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

  /// 0x4C78A8.
  std::uint32_t rgb_at(int x, int y) const;
  /// `#4C78A8`.
  std::string at(int x, int y) const;
  /// Counts the pixels of this colour in the columns [from, to).
  int count(const std::string& color, int from, int to) const;
  int count(const std::string& color) const { return count(color, 0, width); }
};

/// Throws base::Error if libpng finds anything wrong with the file.
Picture read_picture(const std::filesystem::path& file);

}  // namespace dora::test
