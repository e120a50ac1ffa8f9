// Prepares the process: its memory and its descriptors, before it reads a secret or opens a file.
#include "collector/base/process_guard.h"

#include <csignal>

#include <fcntl.h>
#include <sys/resource.h>
#include <unistd.h>

#ifdef __linux__
#include <sys/prctl.h>
#endif

namespace dora::base {

void guard_process() {
  const rlimit no_core{0, 0};
  ::setrlimit(RLIMIT_CORE, &no_core);
#ifdef __linux__
  // Also for kernels that pipe cores to a program, where the limit above does not hold. A child
  // gets it back when it starts a program of its own.
  ::prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
#endif
  std::signal(SIGXFSZ, SIG_IGN);
  for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; ++fd) {
    if (::fcntl(fd, F_GETFD) < 0) {
      // The lowest free number is this one. Not to be written to: a lost result is an error.
      [[maybe_unused]] const int taken = ::open("/dev/null", O_RDONLY);
    }
  }
}

}  // namespace dora::base
