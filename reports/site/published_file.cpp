// Writes one file of a new site, or links or copies an existing one.
#include "reports/site/published_file.h"

#include <cerrno>
#include <cstring>
#include <string>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include "collector/base/error.h"
#include "collector/base/files/file_mode.h"

namespace dora::site {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void fail_to_write(const fs::path& path) {
  const int error = errno;
  ::unlink(path.c_str());
  throw_file_error("write", path, error);
}

void write_all(int fd, std::string_view text, const fs::path& path) {
  while (!text.empty()) {
    const ssize_t written = ::write(fd, text.data(), text.size());
    if (written < 0 && errno != EINTR) {
      fail_to_write(path);
    }
    text.remove_prefix(written < 0 ? 0 : static_cast<std::size_t>(written));
  }
}

/// By now the name may lead to another file; the descriptor does not.
bool link_opened(int fd, const fs::path& path) {
  const std::string opened = fmt::format("/proc/self/fd/{}", fd);
  return ::linkat(AT_FDCWD, opened.c_str(), AT_FDCWD, path.c_str(), AT_SYMLINK_FOLLOW) == 0;
}

bool link_own(int fd, OtherLinks links, mode_t mode, const fs::path& path) {
  struct stat found {};
  const bool safe = ::fstat(fd, &found) == 0 && found.st_uid == ::geteuid() &&
                    (links == OtherLinks::known || found.st_nlink == 1);
  if (!safe || !link_opened(fd, path)) {
    return false;
  }
  files::set_own_mode(fd, mode);
  return true;
}

}  // namespace

void throw_file_error(const char* action, const fs::path& path, int error) {
  throw base::Error(fmt::format("cannot {} {}: {}", action, path.string(), std::strerror(error)));
}

void write_new_file(const fs::path& path, std::string_view text) {
  const files::FileDescriptor file(
      ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0644));
  if (file.get() < 0) {
    throw_file_error("write", path, errno);
  }
  write_all(file.get(), text, path);
}

void make_new_folder(const fs::path& folder) {
  if (::mkdir(folder.c_str(), 0755) != 0 && errno != EEXIST) {
    throw_file_error("make the folder", folder, errno);
  }
}

void link_or_copy(const files::OpenFile& source, std::string_view bytes, OtherLinks links,
                  mode_t mode, const fs::path& path) {
  if (!link_own(source.descriptor.get(), links, mode, path)) {
    write_new_file(path, bytes);
  }
}

void link_or_copy(const files::OpenFile& source, OtherLinks links, mode_t mode,
                  const fs::path& path) {
  if (!link_own(source.descriptor.get(), links, mode, path)) {
    write_new_file(path, files::read_all(source));
  }
}

}  // namespace dora::site
