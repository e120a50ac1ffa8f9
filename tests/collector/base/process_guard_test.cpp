// Tests of collector/base/process_guard, each in its own process.
#include "collector/base/process_guard.h"

#include <cerrno>
#include <csignal>

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

namespace dora::base {
namespace {

/// Returns whether `holds` is true in a child process.
template <class Check>
bool in_child(Check holds) {
  const pid_t child = ::fork();
  if (child == 0) {
    ::_exit(holds() ? 0 : 1);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

TEST(ProcessGuard, LeavesNoCoreDump) {
  EXPECT_TRUE(in_child([] {
    guard_process();
    rlimit limit{1, 1};
    ::getrlimit(RLIMIT_CORE, &limit);
    return limit.rlim_cur == 0 && limit.rlim_max == 0 && ::prctl(PR_GET_DUMPABLE) == 0;
  }));
}

TEST(ProcessGuard, AFileThatGrowsTooLargeIsAnError) {
  EXPECT_TRUE(in_child([] {
    guard_process();
    const rlimit limit{1, 1};
    ::setrlimit(RLIMIT_FSIZE, &limit);
    const int fd = ::open("/tmp", O_TMPFILE | O_WRONLY, 0600);
    return ::write(fd, "xy", 2) == 1 && ::write(fd, "z", 1) < 0 && errno == EFBIG;
  }));
}

TEST(ProcessGuard, KeepsFilesFromTakingClosedDescriptors) {
  EXPECT_TRUE(in_child([] {
    for (const int fd : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
      ::close(fd);
    }
    guard_process();
    return ::open("/dev/null", O_RDONLY) > STDERR_FILENO && ::write(STDOUT_FILENO, "x", 1) < 0;
  }));
}

}  // namespace
}  // namespace dora::base
