// Tests that programs run with exactly what the test gives them.
#include "tests/support/program.h"

#include <csignal>
#include <string>

#include <gmock/gmock.h>

#include "collector/base/error.h"
#include "tests/support/temporary_folder.h"

namespace dora::test {
namespace {

ProgramCall shell(const std::string& script) {
  ProgramCall call;
  call.program = "/bin/sh";
  call.arguments = {"-c", script};
  return call;
}

TEST(Program, CapturesBothOutputsAndTheExitCode) {
  const ProgramResult result = run_program(shell("echo out; echo err >&2; exit 7"));
  EXPECT_EQ(result.output, "out\n");
  EXPECT_EQ(result.errors, "err\n");
  EXPECT_EQ(result.exit_code, 7);
}

TEST(Program, SeesOnlyTheEnvironmentThatItIsGiven) {
  ::setenv("DORA_TEST_SECRET", "x", 1);
  ProgramCall call = shell("echo ${DORA_TEST_SECRET-none} $GIVEN");
  call.environment.push_back("GIVEN=yes");
  EXPECT_EQ(run_program(call).output, "none yes\n");
}

TEST(Program, RunsInTheFolder) {
  const TemporaryFolder folder;
  ProgramCall call = shell("pwd -P");
  call.folder = folder.path();
  EXPECT_EQ(run_program(call).output, std::filesystem::canonical(folder.path()).string() + "\n");
}

TEST(Program, ReadsAndWritesMoreThanPipesHoldWithoutBlocking) {
  ProgramCall call = shell("cat; head -c 300000 /dev/zero >&2");
  call.input = std::string(1'000'000, 'a');
  const ProgramResult result = run_program(call);
  EXPECT_EQ(result.output, call.input);
  EXPECT_EQ(result.errors.size(), 300'000U);
}

TEST(Program, SurvivesAProgramThatDoesNotReadItsInput) {
  ProgramCall call = shell("exec <&-; exit 3");
  call.input = std::string(1'000'000, 'a');
  EXPECT_EQ(run_program(call).exit_code, 3);
}

TEST(Program, CanBeSentASignalOnceItIsReady) {
  RunningProgram program(shell("trap 'echo caught; exit 5' INT; echo ready; while :; do :; done"));
  ASSERT_TRUE(program.wait_for_output("ready"));
  program.send(SIGINT);
  const ProgramResult result = program.wait();
  EXPECT_EQ(result.output, "ready\ncaught\n");
  EXPECT_EQ(result.exit_code, 5);
}

TEST(Program, SaysWhichSignalEndedIt) {
  EXPECT_EQ(run_program(shell("kill -TERM $$")).exit_code, 128 + SIGTERM);
}

TEST(Program, StopsWaitingForTextWhenTheProgramEnds) {
  RunningProgram program(shell("echo one >&2"));
  EXPECT_FALSE(program.wait_for_output("one"));
  EXPECT_TRUE(program.wait_for_errors("one"));
}

TEST(Program, WaitsForAConditionOrTheProgramsEnd) {
  const TemporaryFolder folder;
  ProgramCall call = shell("echo > done; exec sleep 1000");
  call.folder = folder.path();
  RunningProgram sleeping(call);
  EXPECT_TRUE(sleeping.wait_until([&] { return std::filesystem::exists(folder / "done"); }));
  sleeping.send(SIGTERM);
  EXPECT_FALSE(sleeping.wait_until([] { return false; }));
  EXPECT_EQ(sleeping.wait().exit_code, 128 + SIGTERM);
}

TEST(Program, KeepsTheInputOpenOnRequest) {
  ProgramCall call = shell("read line; echo \"got $line\"; read next || echo end");
  call.input = "word\n";
  EXPECT_EQ(run_program(call).output, "got word\nend\n");
  call.keep_input_open = true;
  RunningProgram program(call);
  EXPECT_TRUE(program.wait_for_output("got word\n"));
  program.send(SIGKILL);
  EXPECT_EQ(program.wait().output, "got word\n");
}

TEST(Program, NamesAProgramThatCannotBeStarted) {
  ProgramCall call;
  call.program = "/nonexistent/program";
  try {
    run_program(call);
    ADD_FAILURE() << "started";
  } catch (const base::Error& error) {
    EXPECT_THAT(error.what(), testing::HasSubstr("/nonexistent/program: No such file"));
  }
}

}  // namespace
}  // namespace dora::test
