// Tests what a person sees on a pipe, on a terminal and when quiet.
#include "collector/base/console.h"

#include <array>
#include <chrono>
#include <string>

#include <gmock/gmock.h>
#include <pty.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "collector/base/log.h"
#include "collector/base/progress.h"

namespace dora::base {
namespace {

using namespace std::chrono_literals;

/// Both ends of a pipe or a terminal; read() returns what was written since the last call.
class Channel {
 public:
  enum class Kind { pipe, terminal };

  explicit Channel(Kind kind, unsigned short columns = 40) {
    std::array<int, 2> ends{};
    if (kind == Kind::terminal) {
      winsize size{};
      size.ws_col = columns;
      size.ws_row = 24;
      EXPECT_EQ(::openpty(&ends[0], &ends[1], nullptr, nullptr, &size), 0);
    } else {
      EXPECT_EQ(::pipe(ends.data()), 0);
    }
    read_end_ = ends[0];
    write_end_ = ends[1];
  }
  ~Channel() {
    ::close(read_end_);
    ::close(write_end_);
  }
  Channel(const Channel&) = delete;
  Channel& operator=(const Channel&) = delete;

  int fd() const { return write_end_; }
  /// A terminal passes on output with a delay, but in order: read up to a marker of ours.
  std::string read() const {
    constexpr char mark = '\x1e';
    EXPECT_EQ(::write(write_end_, &mark, 1), 1);
    std::string text;
    std::array<char, 65536> chunk{};
    while (!text.ends_with(mark)) {
      const ssize_t got = ::read(read_end_, chunk.data(), chunk.size());
      if (got <= 0) {
        ADD_FAILURE() << "the other end is closed";
        return text;
      }
      text.append(chunk.data(), static_cast<std::size_t>(got));
    }
    text.pop_back();
    return text;
  }

 private:
  int read_end_ = -1;
  int write_end_ = -1;
};

class ConsoleTest : public testing::Test {
 protected:
  ConsoleTest() { ::setenv("TERM", "xterm", 1); }
};

TEST_F(ConsoleTest, WritesPlainLinesToAPipe) {
  const Channel channel(Channel::Kind::pipe);
  Console console(channel.fd());
  EXPECT_FALSE(console.is_terminal());
  console.line("one");
  console.status("never shown");
  console.line("two\x1b[2J");
  EXPECT_EQ(channel.read(), "one\ntwo\\x1B[2J\n");
}

TEST_F(ConsoleTest, KeepsALiveLineBelowTheOthersOnATerminal) {
  const Channel channel(Channel::Kind::terminal);
  {
    Console console(channel.fd());
    EXPECT_TRUE(console.is_terminal());
    console.status("page 1");
    EXPECT_EQ(channel.read(), "\r\x1b[2Kpage 1");
    console.line("a warning");
    EXPECT_EQ(channel.read(), "\r\x1b[2Ka warning\r\n");
    console.status("page 2");
    channel.read();
  }
  EXPECT_EQ(channel.read(), "\r\x1b[2K");
}

TEST_F(ConsoleTest, CutsTheLiveLineToTheWidthByCharacters) {
  const Channel channel(Channel::Kind::terminal, 6);
  Console console(channel.fd());
  console.status("éééééééé");
  EXPECT_EQ(channel.read(), "\r\x1b[2Kééééé");
}

TEST_F(ConsoleTest, ADumbTerminalGetsPlainLines) {
  ::setenv("TERM", "dumb", 1);
  const Channel channel(Channel::Kind::terminal);
  EXPECT_FALSE(Console(channel.fd()).is_terminal());
  ::unsetenv("TERM");
  EXPECT_FALSE(Console(channel.fd()).is_terminal());
}

TEST_F(ConsoleTest, QuietShowsUrgentLinesOnly) {
  for (const auto kind : {Channel::Kind::pipe, Channel::Kind::terminal}) {
    const Channel channel(kind);
    Console console(channel.fd(), true);
    console.line("info");
    console.status("status");
    EXPECT_EQ(channel.read(), "");
    console.line("urgent", true);
    EXPECT_THAT(channel.read(), testing::StartsWith("urgent"));
    console.set_quiet(false);
    console.line("info");
    EXPECT_THAT(channel.read(), testing::StartsWith("info"));
  }
}

TEST_F(ConsoleTest, LogPrefixesWarningsAndErrors) {
  const Channel channel(Channel::Kind::pipe);
  Console console(channel.fd());
  Log log(console, {});
  log.debug("not for people");
  log.info("42 merge requests");
  log.warning("slow");
  log.error("broken\nline");
  EXPECT_EQ(channel.read(),
            "42 merge requests\nwarning: slow\ndora-report: error: broken\\x0Aline\n");
}

TEST_F(ConsoleTest, ProgressOnAPipeIsAnOccasionalLine) {
  const Channel channel(Channel::Kind::pipe);
  Console console(channel.fd());
  const Progress::Time start{};
  Progress progress(console, "collect", start);
  progress.update("page 1", start + 1s);
  progress.update("page 9", start + 9999ms);
  progress.update("page 10", start + 10s);
  progress.update("page 19", start + 19s);
  progress.update("page 20", start + 20s);
  EXPECT_EQ(channel.read(), "collect: page 10\ncollect: page 20\n");
}

TEST_F(ConsoleTest, ProgressOnATerminalIsALiveLineThatDoesNotFlicker) {
  const Channel channel(Channel::Kind::terminal);
  Console console(channel.fd());
  const Progress::Time start{};
  Progress progress(console, "collect", start);
  progress.update("page 1", start + 99ms);
  progress.update("page 2", start + 100ms);
  progress.update("page 3", start + 150ms);
  progress.update("page 4", start + 200ms);
  EXPECT_EQ(channel.read(), "\r\x1b[2Kcollect: page 2\r\x1b[2Kcollect: page 4");
}

}  // namespace
}  // namespace dora::base
