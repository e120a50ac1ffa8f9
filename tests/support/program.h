// Runs a program as a test needs it: own environment, captured output, signals; knows no program.
#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace dora::test {

struct ProgramCall {
  std::filesystem::path program;
  std::vector<std::string> arguments;
  /// All there is: nothing of the test's own environment reaches the program.
  std::vector<std::string> environment{"PATH=/usr/bin:/bin", "LC_ALL=C.UTF-8"};
  std::filesystem::path folder{};  ///< Working folder; empty: the test's.
  std::string input{};             ///< On stdin, which ends after it
  bool keep_input_open = false;    ///< ... unless this is set: then it ends with the test.
};

struct ProgramResult {
  int exit_code = 0;  ///< 128 + the signal that ended the program, as a shell says it.
  std::string output;
  std::string errors;
  std::size_t peak_memory = 0;  ///< Bytes resident at most, of the program or a child of it.
};

/// A program that runs beside the test. Both of its outputs are read whenever the test waits, so
/// that it cannot block on one while the test reads the other. Not thread-safe.
class RunningProgram {
 public:
  /// Throws an Error that names a program that cannot be started.
  explicit RunningProgram(const ProgramCall& call);
  /// Kills it if it still runs.
  ~RunningProgram();
  RunningProgram(const RunningProgram&) = delete;
  RunningProgram& operator=(const RunningProgram&) = delete;

  /// Waits until stdout, or stderr, holds the text; false when the program ended without it.
  bool wait_for_output(std::string_view text);
  bool wait_for_errors(std::string_view text);
  /// Asks again and again until it is true; false when the program ended without it. Its outputs
  /// are not read meanwhile.
  bool wait_until(const std::function<bool()>& holds) const;
  void send(int signal) const;
  /// What was read so far.
  const std::string& output() const { return result_.output; }
  int pid() const { return pid_; }
  /// Waits for its end; once only.
  ProgramResult wait();

 private:
  bool exchange();
  void write_input();

  int pid_ = -1;
  int input_ = -1;
  int output_ = -1;
  int errors_ = -1;
  std::string pending_input_;
  bool keep_input_open_;
  ProgramResult result_;
};

ProgramResult run_program(const ProgramCall& call);

}  // namespace dora::test
