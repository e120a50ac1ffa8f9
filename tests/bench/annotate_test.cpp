// Tests that the annotate measurements of scripts/bench still work, with a handful of records.
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/program.h"
#include "tests/support/temporary_folder.h"

namespace dora::test {
namespace {

using testing::ContainsRegex;
using testing::HasSubstr;

TEST(BenchAnnotate, AsksKillsAndCounts) {
  const TemporaryFolder folder;
  ProgramCall call;
  call.program = BENCH_ANNOTATE;
  call.arguments = {
      BUILD_FOLDER, "--records", "40",       "--concurrency",     "4", "--latency", "20",
      "--kills",    "2",         "--folder", folder / "it's here"};
  const ProgramResult result = run_program(call);
  if (result.errors.find("skipped:") != std::string::npos) {
    GTEST_SKIP() << result.errors;
  }
  // It ends with 1 if the machine is too slow for its limits.
  EXPECT_THAT(result.output, HasSubstr("annotate: 40 records, 4 at a time, 20 ms\n"))
      << result.errors;
  EXPECT_THAT(result.output, ContainsRegex("\n\\| peak memory, MiB \\| [1-9][0-9.]+ \\| 64 \\|\n"));
  EXPECT_THAT(result.output,
              ContainsRegex("\n\\| asked again over 2 kills \\| [0-8] \\| 8 in flight"));
}

}  // namespace
}  // namespace dora::test
