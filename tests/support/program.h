// Runs a program for a test, with its own environment, captured output and signals.
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
  /// The complete environment: the program inherits nothing from the test.
  std::vector<std::string> environment{"PATH=/usr/bin:/bin", "LC_ALL=C.UTF-8"};
  std::filesystem::path folder{};  ///< Working folder; empty: the test's.
  std::string input{};             ///< Sent to stdin, which is then closed
  bool keep_input_open = false;    ///< ... unless this is set: then it stays open.
};

struct ProgramResult {
  int exit_code = 0;  ///< 128 + the signal that ended the program, as in a shell.
  std::string output;
  std::string errors;
  std::size_t peak_memory = 0;  ///< Peak resident bytes, of the program or a child.
};

/// A program that runs next to the test. Both outputs are read whenever the test waits, so that it
/// cannot block on one while the test reads the other. Not thread-safe.
class RunningProgram {
 public:
  /// Throws an Error that names the program if it cannot be started.
  explicit RunningProgram(const ProgramCall& call);
  /// Kills it if it is still running.
  ~RunningProgram();
  RunningProgram(const RunningProgram&) = delete;
  RunningProgram& operator=(const RunningProgram&) = delete;

  /// Waits until stdout or stderr contains the text; returns false if the program ended without it.
  bool wait_for_output(std::string_view text);
  bool wait_for_errors(std::string_view text);
  /// Polls until it is true; returns false if the program ended without it. Does not read the
  /// outputs meanwhile.
  bool wait_until(const std::function<bool()>& holds) const;
  void send(int signal) const;
  /// What has been read so far.
  const std::string& output() const { return result_.output; }
  int pid() const { return pid_; }
  /// Waits for the program to end; call it only once.
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
