// What changes when a file is replaced or written to.
#include "reports/webserver/file_state.h"

#include <sys/stat.h>

namespace dora::webserver {
namespace {

FileState state_in(const struct stat& status) {
  return {status.st_dev, status.st_ino, status.st_size,
          status.st_mtim.tv_sec * 1'000'000'000 + status.st_mtim.tv_nsec};
}

}  // namespace

FileState state_of(int fd) {
  struct stat status {};
  ::fstat(fd, &status);
  return state_in(status);
}

std::optional<FileState> state_of(const std::filesystem::path& file) {
  struct stat status {};
  return ::lstat(file.c_str(), &status) == 0 && S_ISREG(status.st_mode)
             ? std::optional(state_in(status))
             : std::nullopt;
}

}  // namespace dora::webserver
