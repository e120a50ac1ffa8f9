// Locks a folder for this run alone, or for several runs that share it.
#include "collector/base/files/folder_lock.h"

#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "collector/base/error.h"

namespace dora::files {

FolderLock::FolderLock(const std::filesystem::path& folder, LockMode mode)
    : fd_(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)) {
  if (fd_ < 0) {
    throw base::Error(
        fmt::format("cannot open the folder {}: {}", folder.string(), std::strerror(errno)));
  }
  if (::flock(fd_, (mode == LockMode::alone ? LOCK_EX : LOCK_SH) | LOCK_NB) != 0) {
    ::close(fd_);
    throw base::Error(fmt::format("cannot write {}: another run is writing it; wait for it to end",
                                  folder.string()));
  }
}

FolderLock::~FolderLock() {
  ::close(fd_);
}

bool FolderLock::holds(const std::filesystem::path& folder) const {
  struct stat held {};
  struct stat named {};
  return ::fstat(fd_, &held) == 0 && ::lstat(folder.c_str(), &named) == 0 &&
         held.st_ino == named.st_ino && held.st_dev == named.st_dev;
}

}  // namespace dora::files
