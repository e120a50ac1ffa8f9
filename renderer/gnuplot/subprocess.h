// A child process and its three pipes.
#pragma once

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include <sys/types.h>

namespace dora::gnuplot {

struct Command {
  std::vector<std::string> arguments;    ///< The program's absolute path first; never a shell.
  std::vector<std::string> environment;  ///< The whole environment, as `NAME=value`.
  std::filesystem::path folder;          ///< Its working folder; empty: ours.
};

/// Started by the constructor, killed (if need be) and reaped by the destructor. It leads its own
/// process group, so that Ctrl-C at the terminal reaches only us. On Linux the kernel kills it when
/// the thread that started it ends, for whatever reason (prctl(2), PR_SET_PDEATHSIG): start it in a
/// thread that lives as long. Not thread-safe.
class Subprocess {
 public:
  /// Throws an Error that names the program and the cause.
  explicit Subprocess(const Command& command);
  ~Subprocess();
  Subprocess(const Subprocess&) = delete;
  Subprocess& operator=(const Subprocess&) = delete;

  // Our ends of its pipes, non-blocking and closed on exec.
  int input() const { return input_; }
  int output() const { return output_; }
  int errors() const { return errors_; }
  pid_t pid() const { return pid_; }
  void close_input();

  /// Gives it `grace` to exit by itself, then kills it and everything in its group. Returns how it
  /// ended: `exited with code 1`, `was killed by signal 9`.
  std::string end(std::chrono::milliseconds grace);

 private:
  std::optional<int> wait_for_exit(std::chrono::milliseconds grace);

  pid_t pid_ = -1;
  int input_ = -1;
  int output_ = -1;
  int errors_ = -1;
};

}  // namespace dora::gnuplot
