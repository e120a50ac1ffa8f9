// Checks whether a file has certain bytes, and whether it is still the same file.
#include "reports/site/same_file.h"

#include <algorithm>
#include <array>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace dora::site {
namespace {

std::optional<FileIdentity> identity(const struct ::stat& status) {
  if (!S_ISREG(status.st_mode)) {
    return std::nullopt;
  }
  return FileIdentity{status.st_dev,
                      status.st_ino,
                      status.st_size,
                      std::int64_t{status.st_mtim.tv_sec} * 1'000'000'000 + status.st_mtim.tv_nsec,
                      status.st_mode & 0777U,
                      status.st_uid,
                      status.st_nlink};
}

bool reads_as(int fd, std::string_view bytes) {
  std::array<char, 16384> buffer{};
  while (!bytes.empty()) {
    const ssize_t count = ::read(fd, buffer.data(), std::min(buffer.size(), bytes.size()));
    const auto length = static_cast<std::size_t>(std::max<ssize_t>(count, 0));
    if (count <= 0 || bytes.substr(0, length) != std::string_view(buffer.data(), length)) {
      return false;
    }
    bytes.remove_prefix(length);
  }
  return true;
}

}  // namespace

std::optional<FileIdentity> identity_of(const std::filesystem::path& file) {
  struct ::stat status {};
  return ::lstat(file.c_str(), &status) == 0 ? identity(status) : std::nullopt;
}

std::optional<FileIdentity> file_that_holds(const std::filesystem::path& path,
                                            std::string_view bytes) {
  const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
  if (fd < 0) {
    return std::nullopt;
  }
  struct ::stat status {};
  auto found = ::fstat(fd, &status) == 0 ? identity(status) : std::nullopt;
  if (found && (static_cast<std::size_t>(found->size) != bytes.size() || !reads_as(fd, bytes))) {
    found.reset();
  }
  ::close(fd);
  return found;
}

std::optional<FileIdentity> identity_of(const files::OpenFile& file) {
  struct ::stat status {};
  return ::fstat(file.descriptor.get(), &status) == 0 ? identity(status) : std::nullopt;
}

}  // namespace dora::site
