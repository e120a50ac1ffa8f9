// Turns Ctrl-C, SIGTERM and SIGHUP into a question that loops ask and a descriptor that poll
// watches.
#pragma once

namespace dora::base {

/// While it lives, the first such signal is noted; a second one ends the process at once. SIGPIPE
/// is ignored, so that a closed pipe is an error value. System calls that wait end with EINTR. One
/// at a time per process.
class Interrupt {
 public:
  Interrupt();
  ~Interrupt();
  Interrupt(const Interrupt&) = delete;
  Interrupt& operator=(const Interrupt&) = delete;

  /// Readable once a signal came. Borrowed; never read from it.
  int fd() const { return read_end_; }
  bool requested() const;
  /// Throws Interrupted once a signal came.
  void check() const;

 private:
  int read_end_ = -1;
  int write_end_ = -1;
};

}  // namespace dora::base
