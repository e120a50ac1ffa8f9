// Turns Ctrl-C, SIGTERM and SIGHUP into a flag for loops to check and a descriptor to poll.
#pragma once

namespace dora::base {

/// While it lives, the first such signal is recorded; a second one ends the process at once.
/// SIGPIPE is ignored, so that a closed pipe is reported as an error value. Blocking system calls
/// return EINTR. At most one per process.
class Interrupt {
 public:
  Interrupt();
  ~Interrupt();
  Interrupt(const Interrupt&) = delete;
  Interrupt& operator=(const Interrupt&) = delete;

  /// Readable once a signal has arrived. Borrowed; never read from it.
  int fd() const { return read_end_; }
  bool requested() const;
  /// Throws Interrupted once a signal has arrived.
  void check() const;

 private:
  int read_end_ = -1;
  int write_end_ = -1;
};

}  // namespace dora::base
