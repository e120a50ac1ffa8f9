// Tests the log file: its format and its content.
#include "collector/base/log.h"

#include <string>

#include <fcntl.h>
#include <gmock/gmock.h>
#include <sys/stat.h>
#include <unistd.h>

#include "collector/base/error.h"
#include "collector/base/files/atomic_file.h"
#include "tests/support/temporary_folder.h"

namespace dora::base {
namespace {

class LogFile : public testing::Test {
 protected:
  LogFile() : null_(::open("/dev/null", O_WRONLY | O_CLOEXEC)), console_(null_) {}
  ~LogFile() override { ::close(null_); }

  std::string text_after(void (*write)(Log&)) {
    {
      Log log(console_, folder_ / "run.log");
      write(log);
    }
    return files::read_file(folder_ / "run.log");
  }

  test::TemporaryFolder folder_;
  int null_;
  Console console_;
};

TEST_F(LogFile, HoldsTimeLevelAndMessage) {
  const std::string time = R"([0-9]{4}-[0-9]{2}-[0-9]{2} [0-9:]{8}\.[0-9]{3})";
  EXPECT_THAT(text_after([](Log& log) {
                log.debug("d");
                log.info("i");
                log.warning("w");
                log.error("e");
              }),
              testing::MatchesRegex(time + " - debug - d\n" + time + " - info - i\n" + time +
                                    " - warning - w\n" + time + " - error - e\n"));
}

TEST_F(LogFile, KeepsAMessageOnOneLineAndItsBracesUnchanged) {
  EXPECT_THAT(text_after([](Log& log) { log.info("a\nb {} {0} %v"); }),
              testing::EndsWith(" - info - a\\x0Ab {} {0} %v\n"));
}

TEST_F(LogFile, HoldsAllWarningsWhenTheConsoleShowsFive) {
  const std::string text = text_after([](Log& log) {
    log.warnings({"1", "2", "3", "4", "5", "6", "7"}, "such keys");
  });
  EXPECT_THAT(text, testing::HasSubstr(" - warning - 5\n"));
  EXPECT_THAT(text, testing::HasSubstr(" - debug - 6\n"));
  EXPECT_THAT(text, testing::HasSubstr(" - debug - 7\n"));
  EXPECT_THAT(text, testing::EndsWith(" - warning - and 2 more such keys\n"));
}

TEST_F(LogFile, AppendsToAnOlderLog) {
  text_after([](Log& log) { log.info("first run"); });
  const std::string text = text_after([](Log& log) { log.info("second run"); });
  EXPECT_THAT(text,
              testing::AllOf(testing::HasSubstr("first run"), testing::HasSubstr("second run")));
}

TEST_F(LogFile, IsWrittenWhenTheConsoleIsQuiet) {
  console_.set_quiet(true);
  EXPECT_THAT(text_after([](Log& log) { log.info("quiet"); }), testing::HasSubstr("quiet"));
}

TEST_F(LogFile, NamesAFileThatCannotBeOpened) {
  try {
    const Log log(console_, folder_.write("file", "") / "run.log");
    ADD_FAILURE() << "opened";
  } catch (const Error& error) {
    EXPECT_THAT(error.what(), testing::HasSubstr("file/run.log"));
  }
}

TEST_F(LogFile, CannotBeALinkToAnotherFile) {
  const std::filesystem::path victim = folder_.write("victim", "kept");
  std::filesystem::create_symlink(victim, folder_ / "run.log");
  EXPECT_THROW(Log(console_, folder_ / "run.log"), Error);
  EXPECT_EQ(files::read_file(victim), "kept");
  Log(console_, "/dev/stderr");
}

TEST_F(LogFile, AFullDiskIsAnErrorAtTheEnd) {
  Log log(console_, "/dev/full");
  EXPECT_NO_THROW(log.check());
  log.info("lost");
  try {
    log.check();
    ADD_FAILURE() << "written";
  } catch (const Error& error) {
    EXPECT_STREQ(error.what(), "cannot write the log file /dev/full: No space left on device");
  }
}

TEST_F(LogFile, AFifoDoesNotWaitForAReader) {
  const auto fifo = folder_ / "fifo";
  ASSERT_EQ(::mkfifo(fifo.c_str(), 0600), 0);
  try {
    const Log log(console_, fifo);
    ADD_FAILURE() << "opened";
  } catch (const Error& error) {
    EXPECT_THAT(error.what(), testing::HasSubstr("fifo: it is a FIFO that nobody reads"));
  }
  const int reader = ::open(fifo.c_str(), O_RDONLY | O_NONBLOCK);
  {
    Log log(console_, fifo);
    log.info("read");
    EXPECT_NO_THROW(log.check());
  }
  char text[100]{};
  EXPECT_GT(::read(reader, text, sizeof text - 1), 0);
  EXPECT_THAT(text, testing::HasSubstr(" - info - read\n"));
  ::close(reader);
}

}  // namespace
}  // namespace dora::base
