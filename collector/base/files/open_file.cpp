// Opens files that others may have prepared: only regular files, without blocking, following links
// only on request.
#include "collector/base/files/open_file.h"

#include <cerrno>
#include <cstring>
#include <utility>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include "collector/base/error.h"

namespace dora::files {
namespace {

namespace fs = std::filesystem;

/// Neither blocks on a named pipe nor is inherited by a child process.
constexpr int reading = O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC;

[[noreturn]] void fail(const fs::path& path, std::string_view cause) {
  throw base::Error(fmt::format("cannot read {}: {}", path.string(), cause));
}

[[noreturn]] void fail_too_large(const fs::path& path, std::int64_t most) {
  fail(path, most >= 1 << 30U ? fmt::format("it is larger than {} GiB", most >> 30U)
                              : fmt::format("it is larger than {} bytes", most));
}

OpenFile checked(const fs::path& path, FileDescriptor descriptor) {
  struct stat found {};
  if (descriptor.get() < 0 || ::fstat(descriptor.get(), &found) != 0) {
    fail(path, std::strerror(errno));
  }
  if (!S_ISREG(found.st_mode)) {
    fail(path, S_ISDIR(found.st_mode)
                   ? std::strerror(EISDIR)
                   : fmt::format("it is {}, not a regular file", kind_of_file(found.st_mode)));
  }
  return {path, std::move(descriptor), found.st_size};
}

/// Opens one part of a name. A link gives ELOOP or, if a folder is expected, ENOTDIR.
FileDescriptor open_part(int folder, const std::string& part, int flags, const fs::path& whole) {
  FileDescriptor opened(::openat(folder, part.c_str(), reading | O_NOFOLLOW | flags));
  const int error = errno;
  struct stat found {};
  if (opened.get() < 0 && ::fstatat(folder, part.c_str(), &found, AT_SYMLINK_NOFOLLOW) == 0 &&
      S_ISLNK(found.st_mode)) {
    fail(whole, fmt::format("{} is a symbolic link; put the file itself there", part));
  }
  errno = error;
  return opened;
}

}  // namespace

FileDescriptor::~FileDescriptor() {
  if (fd_ >= 0) {
    ::close(fd_);
  }
}

FileDescriptor::FileDescriptor(FileDescriptor&& other) noexcept
    : fd_(std::exchange(other.fd_, -1)) {}

FileDescriptor& FileDescriptor::operator=(FileDescriptor&& other) noexcept {
  std::swap(fd_, other.fd_);
  return *this;
}

OpenFile open_named_file(const fs::path& path) {
  return checked(path, FileDescriptor(::open(path.c_str(), reading)));
}

OpenFile open_file_inside(const fs::path& folder, std::string_view name) {
  const fs::path whole = folder / name;
  FileDescriptor place(
      ::open(folder.empty() ? "." : folder.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC));
  for (;;) {
    const std::size_t slash = name.find('/');
    const std::string part(name.substr(0, slash));
    if (place.get() < 0) {
      fail(whole, std::strerror(errno));
    }
    if (part.empty() || part == "." || part == "..") {
      fail(whole, "it is not the name of a file inside the folder");
    }
    if (slash == std::string_view::npos) {
      return checked(whole, open_part(place.get(), part, 0, whole));
    }
    place = open_part(place.get(), part, O_DIRECTORY, whole);
    name.remove_prefix(slash + 1);
  }
}

void require_no_link(const fs::path& folder, const std::string& name) {
  std::error_code error;
  if (fs::exists(fs::symlink_status(folder / name, error))) {
    open_file_inside(folder, name);
  }
}

void require_size(const OpenFile& file, std::int64_t most) {
  if (file.size > most) {
    fail_too_large(file.path, most);
  }
}

std::string read_all(const OpenFile& file, std::int64_t most) {
  require_size(file, most);
  std::string bytes(static_cast<std::size_t>(file.size), '\0');
  for (std::size_t at = 0;;) {
    if (at == bytes.size()) {  // The file may have grown.
      bytes.resize(at + 4096);
    }
    const ssize_t count = ::pread(file.descriptor.get(), bytes.data() + at, bytes.size() - at,
                                  static_cast<off_t>(at));
    if (count < 0 && errno != EINTR) {
      fail(file.path, std::strerror(errno));
    }
    if (count == 0) {
      bytes.resize(at);
      return bytes;
    }
    at += count < 0 ? 0 : static_cast<std::size_t>(count);
    if (static_cast<std::int64_t>(at) > most) {
      fail_too_large(file.path, most);
    }
  }
}

std::string read_option_file(const fs::path& path, std::int64_t most) {
  const fs::path name = path.lexically_normal();
  const bool below = !name.empty() && name.is_relative() && *name.begin() != "..";
  return read_all(below ? open_file_inside("", name.string()) : open_named_file(path), most);
}

void require_own_file(const fs::path& path) {
  struct stat found {};
  if (::lstat(path.c_str(), &found) != 0 || (S_ISREG(found.st_mode) && found.st_nlink == 1)) {
    return;
  }
  throw base::Error(fmt::format(
      "cannot write {}: it is {}; remove it", path.string(),
      S_ISREG(found.st_mode) ? "a hard link to another file" : kind_of_file(found.st_mode)));
}

std::string kind_of_file(unsigned mode) {
  return S_ISFIFO(mode)   ? "a named pipe"
         : S_ISSOCK(mode) ? "a socket"
         : S_ISLNK(mode)  ? "a symbolic link"
         : S_ISDIR(mode)  ? "a folder"
         : S_ISREG(mode)  ? "a regular file"
                          : "a device";
}

}  // namespace dora::files
