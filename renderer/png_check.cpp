// Tells a whole PNG picture from a broken one by its first and last bytes; decodes nothing.
#include "renderer/png_check.h"

#include <cstdint>
#include <string_view>

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

namespace dora::renderer {
namespace {

using namespace std::string_view_literals;

// https://www.w3.org/TR/png-3/: signature (5.2), IHDR (11.2.1), IEND (11.2.5).
constexpr std::string_view begin_of_png = "\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR"sv;
constexpr std::string_view end_of_png = "\0\0\0\0IEND\xae\x42\x60\x82"sv;
constexpr std::size_t head_size = 24;

std::uint32_t big_endian(std::string_view bytes) {
  std::uint32_t value = 0;
  for (const char c : bytes.substr(0, 4)) {
    value = value << 8U | static_cast<unsigned char>(c);
  }
  return value;
}

std::string bytes_at(int fd, off_t offset, std::size_t size) {
  std::string bytes(size, '\0');
  const ssize_t got = ::pread(fd, bytes.data(), size, offset);
  bytes.resize(got < 0 ? 0 : static_cast<std::size_t>(got));
  return bytes;
}

}  // namespace

std::string png_problem(const std::filesystem::path& file, int width, int height) {
  const int fd = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0) {
    return "no picture was written";
  }
  const std::string head = bytes_at(fd, 0, head_size);
  const off_t size = ::lseek(fd, 0, SEEK_END);
  const auto tail_size = static_cast<off_t>(end_of_png.size());
  const std::string tail =
      size < tail_size ? "" : bytes_at(fd, size - tail_size, end_of_png.size());
  ::close(fd);
  if (head.size() < head_size || !head.starts_with(begin_of_png) || tail != end_of_png) {
    return "the picture is incomplete";
  }
  const std::uint32_t drawn_width = big_endian(std::string_view(head).substr(16));
  const std::uint32_t drawn_height = big_endian(std::string_view(head).substr(20));
  if (drawn_width != static_cast<std::uint32_t>(width) ||
      drawn_height != static_cast<std::uint32_t>(height)) {
    return fmt::format("the picture is {}x{}", drawn_width, drawn_height);
  }
  return {};
}

}  // namespace dora::renderer
