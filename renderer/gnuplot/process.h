// One gnuplot process that draws script after script, and the protocol spoken with it.
#pragma once

#include <cstddef>
#include <deque>
#include <string>
#include <vector>

#include <poll.h>

#include "renderer/gnuplot/subprocess.h"

namespace dora::gnuplot {

/// SIGPIPE must be ignored (base::Interrupt does that). Never blocks: scripts and answers wait in
/// buffers until move_data() carries them. After every script gnuplot is asked to print the
/// script's number and its error number, so that the end of each is known: after an error gnuplot
/// exits (5.4 does) or goes on.
class GnuplotProcess {
 public:
  explicit GnuplotProcess(const Command& command);

  /// Sends a script; it is drawn after those sent before.
  void send(const std::string& script);
  /// Adds what poll() must watch for.
  void watch(std::vector<pollfd>& descriptors) const;
  /// Writes and reads as much as possible without blocking.
  void move_data();
  /// Returns how many scripts were drawn without an error since the last call.
  std::size_t take_drawn();
  /// Nothing more will be drawn: it exited, reported an error, or sent unexpected output.
  bool failed() const { return failed_; }
  /// Ends it and returns the reason in one line: gnuplot's own words since the last drawn script.
  std::string end(const std::string& why);

  pid_t pid() const { return process_.pid(); }

 private:
  void write_scripts();
  void read_answers();
  void read_errors();
  void take_answer(const std::string& line);
  void fail(const std::string& problem);

  Subprocess process_;
  std::string unsent_;
  std::string answer_;       ///< The beginning of a line from its stdout.
  std::string stderr_text_;  ///< From its stderr, capped.
  std::string problem_;
  std::size_t sent_ = 0;
  std::size_t acknowledged_ = 0;
  std::size_t taken_ = 0;
  bool errors_open_ = true;
  bool failed_ = false;
};

}  // namespace dora::gnuplot
