// Turns Ctrl-C, SIGTERM and SIGHUP into a flag for loops to check and a descriptor to poll.
#include "collector/base/interrupt.h"

#include <array>
#include <atomic>
#include <cerrno>
#include <csignal>

#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

#include "collector/base/error.h"

namespace dora::base {
namespace {

constexpr std::array signals{SIGINT, SIGTERM, SIGHUP};

// A signal handler takes no argument of ours, so the pipe's end is the program's only global.
std::atomic<int> notify_fd{-1};

void on_signal(int /*signal*/) {
  const int saved = errno;
  const int fd = notify_fd.load();
  if (fd >= 0) {
    [[maybe_unused]] const ssize_t written = ::write(fd, "!", 1);
  }
  errno = saved;
}

}  // namespace

Interrupt::Interrupt() {
  std::array<int, 2> ends{};
  if (::pipe2(ends.data(), O_CLOEXEC | O_NONBLOCK) != 0) {
    throw Error("cannot create a pipe: too many open files");
  }
  read_end_ = ends[0];
  write_end_ = ends[1];
  notify_fd = write_end_;
  struct sigaction action {};
  action.sa_handler = on_signal;
  // No SA_RESTART: a blocking call (opening a FIFO, reading a pipe) returns EINTR, so that the
  // first signal also ends a run that never gets to check().
  action.sa_flags = static_cast<int>(SA_RESETHAND);
  for (const int signal : signals) {
    ::sigaction(signal, &action, nullptr);
  }
  std::signal(SIGPIPE, SIG_IGN);
}

Interrupt::~Interrupt() {
  for (const int signal : signals) {
    std::signal(signal, SIG_DFL);
  }
  notify_fd = -1;
  ::close(read_end_);
  ::close(write_end_);
}

bool Interrupt::requested() const {
  pollfd descriptor{read_end_, POLLIN, 0};
  return ::poll(&descriptor, 1, 0) > 0;
}

void Interrupt::check() const {
  if (requested()) {
    throw Interrupted();
  }
}

}  // namespace dora::base
