// Reads and writes whole files: a reader sees the old file or the new one, never half of one.
#include "collector/base/files/atomic_file.h"

#include <cerrno>
#include <cstring>
#include <utility>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "collector/base/error.h"
#include "collector/base/files/open_file.h"

namespace dora::files {
namespace {

constexpr std::size_t buffer_size = std::size_t{64} * 1024;

[[noreturn]] void fail(const char* action, const std::filesystem::path& path, int error) {
  throw base::Error(fmt::format("cannot {} {}: {}", action, path.string(), std::strerror(error)));
}

bool same_file(int fd, const std::filesystem::path& path) {
  struct stat open_file {};
  struct stat named_file {};
  return ::fstat(fd, &open_file) == 0 && ::stat(path.c_str(), &named_file) == 0 &&
         open_file.st_ino == named_file.st_ino && open_file.st_dev == named_file.st_dev;
}

/// Renaming over a link, named pipe or device would destroy something the program did not write.
void require_replaceable(const std::filesystem::path& target) {
  struct stat found {};
  if (::lstat(target.c_str(), &found) == 0 && !S_ISREG(found.st_mode) && !S_ISDIR(found.st_mode)) {
    throw base::Error(
        fmt::format("cannot write {}: it is {}, which would be replaced; remove it or "
                    "choose another name",
                    target.string(), kind_of_file(found.st_mode)));
  }
}

/// If the temporary file cannot be opened, reports what is in its place.
void require_absent_or_regular(const std::filesystem::path& path,
                               const std::filesystem::path& target) {
  struct stat found {};
  if (::lstat(path.c_str(), &found) == 0 && !S_ISREG(found.st_mode)) {
    throw base::Error(fmt::format("cannot write {}: {} is in the way, and it is {}; remove it",
                                  target.string(), path.string(), kind_of_file(found.st_mode)));
  }
}

/// The temporary file will be truncated, so it must be one that this program made, and have no
/// other name.
void require_own(int fd, const std::filesystem::path& path, const std::filesystem::path& target) {
  struct stat found {};
  if (::fstat(fd, &found) != 0 || !S_ISREG(found.st_mode) || found.st_nlink > 1) {
    ::close(fd);
    throw base::Error(fmt::format("cannot write {}: {} is in the way, and {}; remove it",
                                  target.string(), path.string(),
                                  S_ISREG(found.st_mode) ? "it is a hard link to another file"
                                                         : "it is " + kind_of_file(found.st_mode)));
  }
}

/// The name is fixed, so that killed runs leave at most one file, which the next run reuses; the
/// lock keeps two runs apart. The loop handles a holder that renamed the file between open and
/// lock.
int open_locked(const std::filesystem::path& path, const std::filesystem::path& target) {
  require_replaceable(target);
  for (;;) {
    const int fd =
        ::open(path.c_str(), O_WRONLY | O_CREAT | O_NONBLOCK | O_CLOEXEC | O_NOFOLLOW, 0644);
    if (fd < 0) {
      const int error = errno;
      require_absent_or_regular(path, target);
      fail("write", target, error);
    }
    if (::flock(fd, LOCK_EX | LOCK_NB) != 0) {
      ::close(fd);
      throw base::Error(fmt::format(
          "cannot write {}: another run is writing it; wait for it to end", target.string()));
    }
    if (same_file(fd, path)) {
      require_own(fd, path, target);
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
  require_replaceable(target_);  // Check again: something may have been put there since.
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

std::string read_file(const std::filesystem::path& path, std::size_t most) {
  const FileDescriptor file(::open(path.c_str(), O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC));
  struct stat opened {};
  if (file.get() < 0 || ::fstat(file.get(), &opened) != 0) {
    fail("read", path, errno);
  }
  if (S_ISFIFO(opened.st_mode)) {
    ::fcntl(file.get(), F_SETFL, O_RDONLY);  // Its writer may not have written yet.
  }
  std::string text;
  std::string chunk(buffer_size, '\0');
  for (;;) {
    const ssize_t got = ::read(file.get(), chunk.data(), chunk.size());
    if (got < 0 && errno != EINTR) {
      fail("read", path, errno);
    }
    if (got == 0) {
      return text;
    }
    text.append(chunk, 0, got < 0 ? 0 : static_cast<std::size_t>(got));
    if (text.size() > most) {
      throw base::Error(
          fmt::format("cannot read {}: it is larger than {} bytes", path.string(), most));
    }
  }
}

void make_folder(const std::filesystem::path& folder) {
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (error) {
    throw base::Error(
        fmt::format("cannot create the folder {}: {}", folder.string(), error.message()));
  }
}

}  // namespace dora::files
