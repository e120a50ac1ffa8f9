// Tests that an array of Slurm draws what one run draws, though one of its tasks is killed.
#include <filesystem>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/program.h"

namespace dora::test {
namespace {

using testing::HasSubstr;

ProgramResult bench_shards(const std::vector<std::string>& options) {
  ProgramCall call;
  call.program = BENCH_SHARDS;
  call.arguments = {BUILD_FOLDER};
  call.arguments.insert(call.arguments.end(), options.begin(), options.end());
  call.environment = {"PATH=/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL=C.UTF-8"};
  return run_program(call);
}

TEST(BenchShards, DrawsTheSameInAnArrayAndInOneRun) {
  if (!std::filesystem::exists("/usr/sbin/slurmctld") ||
      !std::filesystem::exists("/usr/sbin/munged")) {
    GTEST_SKIP() << "needs Slurm: scripts/install-packages slurm; scripts/nightly runs it";
  }
  const ProgramResult result =
      bench_shards({"--services", "300", "--tasks", "3", "--periods", "6"});
  ASSERT_EQ(result.exit_code, 0) << result.errors;
  EXPECT_THAT(result.output,
              testing::ContainsRegex("\n[|] 300 [|] 3 [|].*[|] 1 [|].*[|] 603 [|] 0 [|]\n"));
}

TEST(BenchShards, RejectsUnknownArgumentsByName) {
  EXPECT_THAT(bench_shards({"--sevrices", "3"}).errors, HasSubstr("unknown option '--sevrices'"));
  EXPECT_EQ(bench_shards({"--sevrices", "3"}).exit_code, 2);
  for (const char* tasks : {"0", "x", "-1", "10000"}) {
    EXPECT_EQ(bench_shards({"--tasks", tasks}).exit_code, 2) << tasks;
  }
}

}  // namespace
}  // namespace dora::test
