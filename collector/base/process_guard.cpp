// Protects the process's memory and descriptors before it reads a secret or opens a file.
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
  // Needed for kernels that pipe cores to a program, where the limit above has no effect. A child
  // gets it back when it executes another program.
  ::prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
#endif
  std::signal(SIGXFSZ, SIG_IGN);
  for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; ++fd) {
    if (::fcntl(fd, F_GETFD) < 0) {
      // The lowest free number is this one. Opened read-only: a lost result must be an error.
      [[maybe_unused]] const int taken = ::open("/dev/null", O_RDONLY);
    }
  }
}

}  // namespace dora::base
