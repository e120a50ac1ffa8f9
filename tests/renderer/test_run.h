// What a test hands to a stage as its surroundings: a console and a log that can be read back.
#pragma once

#include <string>
#include <vector>

#include <sys/types.h>

#include "collector/base/run_context.h"
#include "tests/support/temporary_folder.h"

namespace dora::test {

/// One at a time: it holds the process's Interrupt.
class TestRun {
 public:
  TestRun();
  ~TestRun();
  TestRun(const TestRun&) = delete;
  TestRun& operator=(const TestRun&) = delete;

  base::RunContext& context() { return context_; }
  const base::Interrupt& interrupt() const { return interrupt_; }
  /// Everything shown to the person so far.
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
