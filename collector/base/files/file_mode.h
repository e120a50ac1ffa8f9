// Sets the permissions of the files and folders that a run creates or keeps.
#pragma once

#include <sys/types.h>

namespace dora::files {

/// The modes that open() and mkdir() would give under the umask.
struct FileModes {
  mode_t file = 0644;
  mode_t folder = 0755;
};

/// Reads the umask by changing it for a moment: do not call it while another thread creates files.
FileModes file_modes();

/// Gives the open file or folder these permissions if this user owns it. Leaves others' files
/// alone, and ignores file systems without permissions.
void set_own_mode(int fd, mode_t mode);

}  // namespace dora::files
