// Waits until the server is to end: SIGTERM, Ctrl-C, or the end of its input; knows no server.
#pragma once

namespace dora::test {

/// From its construction on, the signals wait for wait() instead of ending the process; threads
/// made afterwards inherit that.
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
