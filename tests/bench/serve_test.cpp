// Tests that the load of scripts/bench still works, with a handful of services.
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/program.h"
#include "tests/support/temporary_folder.h"

namespace dora::test {
namespace {

TEST(BenchServe, LoadsAServerAndPrintsWhatClientsWait) {
  const TemporaryFolder folder;
  ProgramCall call;
  call.program = BENCH_SERVE;
  call.arguments = {
      BUILD_FOLDER, "--services", "5",        "--per-service",     "8", "--clients", "4",
      "--seconds",  "1",          "--folder", folder / "it's here"};
  const ProgramResult result = run_program(call);
  ASSERT_EQ(result.exit_code, 0) << result.errors;
  for (const char* row : {"| pages, with the question box put in | ", "| pictures | ",
                          "| answers: the figures of a service | ", "| errors | 0 | 0 |",
                          "| memory: ready, peak under load | bounded | "}) {
    EXPECT_THAT(result.output, testing::HasSubstr(std::string("\n") + row)) << result.errors;
  }
}

}  // namespace
}  // namespace dora::test
