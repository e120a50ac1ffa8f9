// Tests that signals are recorded and that a second one ends the process.
#include "collector/base/interrupt.h"

#include <csignal>

#include <gtest/gtest.h>
#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

#include "collector/base/error.h"

namespace dora::base {
namespace {

TEST(Interrupt, RecordsEverySignalThatEndsARun) {
  for (const int signal : {SIGINT, SIGTERM, SIGHUP}) {
    const Interrupt interrupt;
    EXPECT_FALSE(interrupt.requested());
    EXPECT_NO_THROW(interrupt.check());
    std::raise(signal);
    EXPECT_TRUE(interrupt.requested()) << signal;
    EXPECT_TRUE(interrupt.requested()) << "asking must not forget " << signal;
    EXPECT_THROW(interrupt.check(), Interrupted);
    pollfd descriptor{interrupt.fd(), POLLIN, 0};
    EXPECT_EQ(::poll(&descriptor, 1, 0), 1);
  }
}

TEST(Interrupt, GivesExitCode130) {
  EXPECT_EQ(static_cast<int>(Interrupted().code()), 130);
  EXPECT_EQ(static_cast<int>(UsageError("x").code()), 2);
  EXPECT_EQ(static_cast<int>(Error("x").code()), 1);
}

TEST(Interrupt, ASecondSignalEndsTheProcess) {
  const pid_t child = ::fork();
  if (child == 0) {
    const Interrupt interrupt;
    std::raise(SIGTERM);
    std::raise(SIGTERM);
    ::_exit(0);
  }
  int status = 0;
  ASSERT_EQ(::waitpid(child, &status, 0), child);
  EXPECT_TRUE(WIFSIGNALED(status) && WTERMSIG(status) == SIGTERM);
}

TEST(Interrupt, EndsABlockingCall) {
  struct sigaction action {};
  for (const int signal : {SIGINT, SIGTERM, SIGHUP}) {
    const Interrupt interrupt;
    ::sigaction(signal, nullptr, &action);
    EXPECT_EQ(static_cast<unsigned>(action.sa_flags) & static_cast<unsigned>(SA_RESTART), 0U)
        << "read() would wait on after signal " << signal;
  }
}

TEST(Interrupt, AClosedPipeIsAnErrorValue) {
  const Interrupt interrupt;
  int ends[2];
  ASSERT_EQ(::pipe(ends), 0);
  ::close(ends[0]);
  EXPECT_EQ(::write(ends[1], "x", 1), -1);
  EXPECT_EQ(errno, EPIPE);
  ::close(ends[1]);
}

}  // namespace
}  // namespace dora::base
