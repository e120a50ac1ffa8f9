// Waits until the server should stop: SIGTERM, Ctrl-C, or the end of its input.
#include "tests/tools/gitlab_server/end_of_run.h"

#include <array>
#include <cerrno>
#include <csignal>

#include <poll.h>
#include <pthread.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include "collector/base/error.h"

namespace dora::test {

EndOfRun::EndOfRun(bool with_stdin) : with_stdin_(with_stdin) {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGINT);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  signal_fd_ = ::signalfd(-1, &signals, SFD_CLOEXEC);
  if (signal_fd_ < 0) {
    throw base::Error("cannot wait for signals: too many open files");
  }
}

EndOfRun::~EndOfRun() {
  ::close(signal_fd_);
}

void EndOfRun::wait() const {
  std::array<pollfd, 2> descriptors{{{signal_fd_, POLLIN, 0}, {with_stdin_ ? 0 : -1, POLLIN, 0}}};
  for (;;) {
    if (::poll(descriptors.data(), descriptors.size(), -1) < 0 && errno != EINTR) {
      return;
    }
    if (descriptors[0].revents != 0) {
      return;
    }
    char ignored[256];
    if (descriptors[1].revents != 0 && ::read(0, ignored, sizeof ignored) <= 0) {
      return;
    }
  }
}

}  // namespace dora::test
