// The surroundings that a test gives a stage: a console and a log that can be read back.
#include "tests/renderer/test_run.h"

#include <fstream>

#include <fcntl.h>
#include <unistd.h>

#include "collector/base/files/atomic_file.h"

namespace dora::test {

TestRun::TestRun()
    : console_fd_(::open((folder_ / "console").c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0600)),
      console_(console_fd_),
      log_(console_, {}),
      context_{log_, console_, interrupt_,
               std::chrono::sys_days{std::chrono::year(2024) / 7 / 15}} {}

TestRun::~TestRun() {
  ::close(console_fd_);
}

std::string TestRun::shown() const {
  return files::read_file(folder_ / "console");
}

std::vector<pid_t> children() {
  std::ifstream list("/proc/thread-self/children");
  std::vector<pid_t> result;
  for (pid_t pid = 0; list >> pid;) {
    result.push_back(pid);
  }
  return result;
}

}  // namespace dora::test
