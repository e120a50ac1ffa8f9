// Checks whether a picture is complete, by its first and last bytes; does not decode it.
#include "renderer/png/picture_check.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

namespace dora::png {
namespace {

using namespace std::string_view_literals;

// https://www.w3.org/TR/png-3/: signature (5.2), IHDR (11.2.1), IEND (11.2.5).
constexpr std::string_view begin_of_png = "\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR"sv;
constexpr std::string_view end_of_png = "\0\0\0\0IEND\xae\x42\x60\x82"sv;
constexpr std::size_t png_head = 24;

/// The parts of a file that are read: its head and its last bytes.
struct Ends {
  std::array<char, 256> bytes{};
  std::string_view head;
  std::array<char, 16> last{};
  std::string_view tail;
};

bool read_ends(const std::filesystem::path& file, Ends& ends) {
  const int fd = ::open(file.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
  if (fd < 0) {
    return false;
  }
  const auto read_at = [fd](off_t offset, auto& buffer) {
    const ssize_t got = ::pread(fd, buffer.data(), buffer.size(), offset);
    return std::string_view(buffer.data(), got < 0 ? 0 : static_cast<std::size_t>(got));
  };
  ends.head = read_at(0, ends.bytes);
  const off_t size = ::lseek(fd, 0, SEEK_END);
  ends.tail = read_at(std::max<off_t>(size - static_cast<off_t>(ends.last.size()), 0), ends.last);
  ::close(fd);
  return true;
}

int number_at(std::string_view bytes) {
  std::uint32_t value = 0;
  for (const char c : bytes.substr(0, 4)) {
    value = value << 8U | static_cast<unsigned char>(c);
  }
  return static_cast<int>(value);
}

std::optional<chart::Size> size_of_png(const Ends& ends) {
  if (ends.head.size() < png_head || !ends.head.starts_with(begin_of_png) ||
      !ends.tail.ends_with(end_of_png)) {
    return std::nullopt;
  }
  return chart::Size{number_at(ends.head.substr(16)), number_at(ends.head.substr(20))};
}

}  // namespace

std::string picture_problem(const std::filesystem::path& file, chart::Size size) {
  Ends ends;
  if (!read_ends(file, ends)) {
    return "no picture was written";
  }
  const auto drawn = size_of_png(ends);
  if (!drawn) {
    return "the picture is incomplete";
  }
  return *drawn == size ? "" : fmt::format("the picture is {}x{}", drawn->width, drawn->height);
}

}  // namespace dora::png
