// The surroundings that a test gives a stage: a console and a log that can be read back.
#pragma once

#include <string>
#include <vector>

#include <sys/types.h>

#include "collector/base/run_context.h"
#include "tests/support/temporary_folder.h"

namespace dora::test {

/// Only one at a time: it owns the process's Interrupt.
class TestRun {
 public:
  TestRun();
  ~TestRun();
  TestRun(const TestRun&) = delete;
  TestRun& operator=(const TestRun&) = delete;

  base::RunContext& context() { return context_; }
  const base::Interrupt& interrupt() const { return interrupt_; }
  /// Everything shown to the user so far.
  std::string shown() const;

 private:
  TemporaryFolder folder_;
  int console_fd_;
  base::Console console_;
  base::Log log_;
  base::Interrupt interrupt_;
  base::RunContext context_;
};

/// The processes that this one started and has not reaped.
std::vector<pid_t> children();

}  // namespace dora::test
