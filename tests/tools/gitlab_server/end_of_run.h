// Waits until the server should stop: SIGTERM, Ctrl-C, or the end of its input.
#pragma once

namespace dora::test {

/// Once constructed, signals are left for wait() instead of ending the process; threads started
/// afterwards inherit that.
class EndOfRun {
 public:
  explicit EndOfRun(bool with_stdin);
  ~EndOfRun();
  EndOfRun(const EndOfRun&) = delete;
  EndOfRun& operator=(const EndOfRun&) = delete;

  void wait() const;

 private:
  bool with_stdin_;
  int signal_fd_ = -1;
};

}  // namespace dora::test
