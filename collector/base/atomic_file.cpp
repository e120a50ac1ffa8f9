// Reads and writes whole files: a reader sees the old file or the new one, never half of one.
#include "collector/base/atomic_file.h"

#include <cerrno>
#include <cstring>
#include <utility>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "collector/base/error.h"

namespace dora::base {
namespace {

constexpr std::size_t buffer_size = std::size_t{64} * 1024;

[[noreturn]] void fail(const char* action, const std::filesystem::path& path, int error) {
  throw Error(fmt::format("cannot {} {}: {}", action, path.string(), std::strerror(error)));
}

bool same_file(int fd, const std::filesystem::path& path) {
  struct stat open_file {};
  struct stat named_file {};
  return ::fstat(fd, &open_file) == 0 && ::stat(path.c_str(), &named_file) == 0 &&
         open_file.st_ino == named_file.st_ino && open_file.st_dev == named_file.st_dev;
}

/// One fixed name, so that killed runs leave at most one file, which the next run reuses; the lock
/// keeps two runs apart. The loop covers a holder that renamed the file between open and lock.
int open_locked(const std::filesystem::path& path, const std::filesystem::path& target) {
  for (;;) {
    const int fd = ::open(path.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0644);
    if (fd < 0) {
      fail("write", target, errno);
    }
    if (::flock(fd, LOCK_EX | LOCK_NB) != 0) {
      ::close(fd);
      throw Error(fmt::format("cannot write {}: another run is writing it; wait for it to end",
                              target.string()));
    }
    if (same_file(fd, path)) {
      if (::ftruncate(fd, 0) != 0) {
        const int error = errno;
        ::close(fd);
        fail("write", target, error);
      }
      return fd;
    }
    ::close(fd);
  }
}

void sync_folder(const std::filesystem::path& folder) {
  const int fd = ::open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (fd >= 0) {
    ::fsync(fd);  // Best effort: some file systems refuse it for folders.
    ::close(fd);
  }
}

}  // namespace

AtomicFile::AtomicFile(std::filesystem::path target)
    : target_(std::move(target)),
      temporary_(target_.parent_path() / ("." + target_.filename().string() + ".tmp")),
      fd_(open_locked(temporary_, target_)) {}

AtomicFile::~AtomicFile() {
  if (fd_ >= 0) {
    ::unlink(temporary_.c_str());
    ::close(fd_);
  }
}

void AtomicFile::write(std::string_view text) {
  buffer_ += text;
  if (buffer_.size() >= buffer_size) {
    flush();
  }
}

void AtomicFile::flush() {
  std::string_view rest = buffer_;
  while (!rest.empty()) {
    const ssize_t written = ::write(fd_, rest.data(), rest.size());
    if (written < 0 && errno != EINTR) {
      fail("write", target_, errno);
    }
    rest.remove_prefix(written < 0 ? 0 : static_cast<std::size_t>(written));
  }
  buffer_.clear();
}

void AtomicFile::commit() {
  flush();
  if (::fsync(fd_) != 0 || ::rename(temporary_.c_str(), target_.c_str()) != 0) {
    fail("write", target_, errno);
  }
  ::close(std::exchange(fd_, -1));
  sync_folder(target_.parent_path());
}

void write_file(const std::filesystem::path& target, std::string_view text) {
  AtomicFile file(target);
  file.write(text);
  file.commit();
}

std::string read_file(const std::filesystem::path& path) {
  const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0) {
    fail("read", path, errno);
  }
  std::string text;
  std::string chunk(buffer_size, '\0');
  for (;;) {
    const ssize_t got = ::read(fd, chunk.data(), chunk.size());
    if (got < 0 && errno == EINTR) {
      continue;
    }
    if (got < 0) {
      const int error = errno;
      ::close(fd);
      fail("read", path, error);
    }
    if (got == 0) {
      break;
    }
    text.append(chunk, 0, static_cast<std::size_t>(got));
  }
  ::close(fd);
  return text;
}

void make_folder(const std::filesystem::path& folder) {
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (error) {
    throw Error(fmt::format("cannot make the folder {}: {}", folder.string(), error.message()));
  }
}

}  // namespace dora::base
