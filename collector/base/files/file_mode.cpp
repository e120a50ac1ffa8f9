// Sets the permissions of the files and folders that a run creates or keeps.
#include "collector/base/files/file_mode.h"

#include <sys/stat.h>
#include <unistd.h>

namespace dora::files {
namespace {

constexpr mode_t permissions = 0777;

}  // namespace

FileModes file_modes() {
  const mode_t mask = ::umask(0077);  // Files created in this moment are private.
  ::umask(mask);
  return {0644U & ~mask, 0755U & ~mask};
}

void set_own_mode(int fd, mode_t mode) {
  struct stat found {};
  if (::fstat(fd, &found) == 0 && found.st_uid == ::geteuid() &&
      (found.st_mode & permissions) != mode) {
    [[maybe_unused]] const int result = ::fchmod(fd, mode);  // FAT, for example, refuses it.
  }
}

}  // namespace dora::files
