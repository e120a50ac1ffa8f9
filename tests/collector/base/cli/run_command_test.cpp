// Tests of collector/base/cli/run_command: results, messages, exit codes.
#include "collector/base/cli/run_command.h"

#include <csignal>
#include <filesystem>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "collector/base/error.h"
#include "collector/base/files/atomic_file.h"
#include "tests/support/temporary_folder.h"

namespace dora::cli {
namespace {

using base::ExitCode;
using testing::EndsWith;
using testing::HasSubstr;
using testing::Not;

class RunCommand : public testing::Test {
 protected:
  ExitCode run(Command command) {
    testing::internal::CaptureStdout();
    const ExitCode code = cli::run(command, log_, console_);
    output_ = testing::internal::GetCapturedStdout();
    return code;
  }
  std::string log() const { return files::read_file(log_); }

  test::TemporaryFolder folder_;
  std::filesystem::path log_ = folder_ / "log.txt";
  base::Console console_{-1};
  std::string output_;
};

TEST_F(RunCommand, PrintsTheFileToOpen) {
  const auto incomplete = [](base::RunContext&) { return ExitCode::incomplete; };
  EXPECT_EQ(run({nullptr, incomplete, [] { return "site/in\x1b[1mdex.html"; }}),
            ExitCode::incomplete);
  EXPECT_THAT(output_, testing::AllOf(EndsWith("dex.html\n"), Not(HasSubstr("\x1b"))));
  EXPECT_EQ(run({nullptr, incomplete, [] { return std::filesystem::path(); }}),
            ExitCode::incomplete);
  EXPECT_EQ(output_, "");
  EXPECT_EQ(run({nullptr, incomplete, {}}), ExitCode::incomplete);
  EXPECT_EQ(output_, "");
}

TEST_F(RunCommand, TurnsErrorsIntoMessagesAndExitCodes) {
  const auto result = [] { return "site/index.html"; };
  EXPECT_EQ(
      run({nullptr, [](base::RunContext&) -> ExitCode { throw base::UsageError("--out is wrong"); },
           result}),
      ExitCode::usage);
  EXPECT_EQ(output_, "") << "there is no result";
  EXPECT_THAT(log(), HasSubstr("--out is wrong"));
  EXPECT_EQ(run({nullptr,
                 [](base::RunContext&) -> ExitCode {
                   throw std::runtime_error("bug of glpat-abcdefghijklmnopqrst");
                 },
                 result}),
            ExitCode::failed);
  EXPECT_THAT(log(), HasSubstr("internal error, please report it: bug of "));
  EXPECT_THAT(log(), Not(HasSubstr("glpat-abc"))) << "tokens stay secret";
}

TEST_F(RunCommand, AFailureAfterASignalIsAnInterruption) {
  EXPECT_EQ(run({nullptr,
                 [](base::RunContext&) -> ExitCode {
                   ::raise(SIGTERM);
                   throw base::Error("read: Interrupted system call");
                 },
                 {}}),
            ExitCode::interrupted);
}

TEST_F(RunCommand, ALogOfItsOwnIsPrivate) {
  const auto done = [](base::RunContext&) { return ExitCode::done; };
  const std::filesystem::path own = folder_ / "own.log";
  log_.clear();
  EXPECT_EQ(run({nullptr, done, {}, own.c_str()}), ExitCode::done);
  EXPECT_EQ(std::filesystem::status(own).permissions(),
            std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
}

}  // namespace
}  // namespace dora::cli
