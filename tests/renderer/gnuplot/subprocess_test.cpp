// Tests that children get what they should, and that nothing is left of them.
#include "renderer/gnuplot/subprocess.h"

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <string>

#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "collector/base/error.h"
#include "tests/support/temporary_folder.h"

namespace dora::gnuplot {
namespace {

using std::chrono::milliseconds;
using testing::HasSubstr;

std::string read_all(int fd) {
  std::string text;
  for (;;) {
    pollfd descriptor{fd, POLLIN, 0};
    if (::poll(&descriptor, 1, 20'000) <= 0) {
      return text + "<nothing within 20 s>";
    }
    char c = 0;
    if (::read(fd, &c, 1) <= 0) {
      return text;
    }
    text += c;
  }
}

Command shell(const std::string& script) {
  return {{"/bin/sh", "-c", script}, {"A=b"}, {}};
}

long count_descriptors() {
  return std::distance(std::filesystem::directory_iterator("/proc/self/fd"), {});
}

TEST(Subprocess, CommunicatesOverItsThreePipes) {
  Subprocess child(shell("read line; echo got $line; echo oops >&2"));
  ASSERT_EQ(::write(child.input(), "hello\n", 6), 6);
  EXPECT_EQ(read_all(child.output()), "got hello\n");
  EXPECT_EQ(read_all(child.errors()), "oops\n");
  EXPECT_EQ(child.end(milliseconds(20'000)), "exited with code 0");
}

TEST(Subprocess, PassesArgumentsFolderAndEnvironmentUnchanged) {
  const test::TemporaryFolder folder;
  const auto odd = folder / "it's a \"folder\"";
  std::filesystem::create_directory(odd);
  Command command{{"/bin/sh", "-c", "pwd; printf '%s|' \"$@\"; env", "sh", "a b", "$HOME;`x`"},
                  {"ONLY=this"},
                  odd};
  Subprocess child(command);
  const std::string said = read_all(child.output());
  EXPECT_THAT(said, HasSubstr(std::filesystem::canonical(odd).string() + "\na b|$HOME;`x`|"));
  EXPECT_THAT(said, HasSubstr("ONLY=this\n"));
  EXPECT_THAT(said, testing::Not(HasSubstr("PATH=/")));
}

TEST(Subprocess, LeadsItsOwnProcessGroup) {
  Subprocess child(shell("read line"));
  EXPECT_EQ(::getpgid(child.pid()), child.pid());
  EXPECT_NE(::getpgid(child.pid()), ::getpgrp());
}

TEST(Subprocess, ReportsHowItEnded) {
  EXPECT_EQ(Subprocess(shell("exit 7")).end(milliseconds(20'000)), "exited with code 7");
  EXPECT_EQ(Subprocess(shell("kill -15 $$")).end(milliseconds(20'000)), "was killed by signal 15");
  EXPECT_EQ(Subprocess(shell("read line")).end(milliseconds(0)), "was killed by signal 9");
}

TEST(Subprocess, StartsWithDefaultSignalHandling) {
  const auto before = std::signal(SIGPIPE, SIG_IGN);
  Subprocess child(shell("kill -13 $$; echo survived"));
  EXPECT_EQ(read_all(child.output()), "");
  EXPECT_EQ(child.end(milliseconds(20'000)), "was killed by signal 13");
  std::signal(SIGPIPE, before);
}

TEST(Subprocess, EndsTheWholeGroup) {
  Subprocess child(shell("sleep 1000 & echo $!; wait"));
  char text[16] = {};
  pollfd descriptor{child.output(), POLLIN, 0};
  ASSERT_EQ(::poll(&descriptor, 1, 20'000), 1);
  ASSERT_GT(::read(child.output(), text, sizeof text - 1), 0);
  child.end(milliseconds(0));
  // Its grandchild held the other end of the pipe: end of file means that it has ended, too.
  EXPECT_EQ(read_all(child.output()), "");
}

/// Starts a child that ignores its input, reports its process id, and is killed.
[[noreturn]] void start_and_die(int answer) {
  Subprocess child(shell("trap '' TERM HUP INT PIPE; exec sleep 1000"));
  const pid_t pid = child.pid();
  if (::write(answer, &pid, sizeof pid) == sizeof pid) {
    ::raise(SIGKILL);
  }
  std::abort();
}

TEST(Subprocess, EndsWhenItsParentIsKilled) {
  // Orphans become our children, so that we see how they end.
  ASSERT_EQ(::prctl(PR_SET_CHILD_SUBREAPER, 1), 0);
  std::array<int, 2> answer{};
  ASSERT_EQ(::pipe(answer.data()), 0);
  const pid_t parent = ::fork();
  if (parent == 0) {
    start_and_die(answer[1]);
  }
  pid_t orphan = -1;
  ASSERT_EQ(::read(answer[0], &orphan, sizeof orphan), ssize_t{sizeof orphan});
  ASSERT_EQ(::waitpid(parent, nullptr, 0), parent);
  int status = 0;
  pid_t reaped = 0;
  for (int i = 0; i < 20'000 && reaped == 0; ++i) {
    reaped = ::waitpid(orphan, &status, WNOHANG);
    ::usleep(1000);
  }
  EXPECT_EQ(reaped, orphan);
  EXPECT_TRUE(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL) << status;
  ::kill(orphan, SIGKILL);
  ::prctl(PR_SET_CHILD_SUBREAPER, 0);
  ::close(answer[0]);
  ::close(answer[1]);
}

TEST(Subprocess, StartsWithNoSignalBlocked) {
  sigset_t usual{};
  sigset_t all{};
  ::sigfillset(&all);
  ::pthread_sigmask(SIG_SETMASK, &all, &usual);
  {
    Subprocess child(shell("grep SigBlk /proc/self/status"));
    EXPECT_EQ(read_all(child.output()), "SigBlk:\t0000000000000000\n");
  }
  ::pthread_sigmask(SIG_SETMASK, &usual, nullptr);
}

TEST(Subprocess, LeavesNoDescriptorAndNoZombie) {
  const long before = count_descriptors();
  for (int i = 0; i < 20; ++i) {
    Subprocess child(shell("read line"));
  }
  EXPECT_EQ(count_descriptors(), before);
  EXPECT_EQ(::waitpid(-1, nullptr, WNOHANG), -1);
  EXPECT_EQ(errno, ECHILD);
}

TEST(Subprocess, DoesNotInheritPipesOfOtherChildren) {
  Subprocess first(shell("read line"));
  Subprocess second(shell("ls -l /proc/self/fd"));
  const std::string seen = read_all(second.output());
  for (const int fd : {first.input(), first.output(), first.errors()}) {
    const auto pipe = std::filesystem::read_symlink("/proc/self/fd/" + std::to_string(fd));
    EXPECT_THAT(pipe.string(), testing::StartsWith("pipe:["));
    EXPECT_THAT(seen, testing::Not(HasSubstr(pipe.string())));
  }
  EXPECT_THAT(seen, HasSubstr("pipe:["));  // Its own.
}

TEST(Subprocess, NamesAProgramThatCannotBeStarted) {
  const long before = count_descriptors();
  EXPECT_THAT(
      [] {
        Subprocess child({{"/no/such/program"}, {}, {}});
      },
      testing::ThrowsMessage<base::Error>(
          HasSubstr("cannot start /no/such/program: No such file")));
  EXPECT_EQ(count_descriptors(), before);
}

}  // namespace
}  // namespace dora::gnuplot
