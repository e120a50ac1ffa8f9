// The permissions that new files and folders of this run get, given also to files that it keeps.
#pragma once

#include <sys/types.h>

namespace dora::files {

/// As open() and mkdir() give them under the umask.
struct FileModes {
  mode_t file = 0644;
  mode_t folder = 0755;
};

/// Reads the umask, which takes setting it for a moment: not while another thread makes files.
FileModes file_modes();

/// Gives the open file or folder these permissions when it belongs to this user; others' are left
/// alone, and so is a file system that has no permissions.
void set_own_mode(int fd, mode_t mode);

}  // namespace dora::files
