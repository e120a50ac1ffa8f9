// Tests that every collector that scripts/bench compares still works, on a small project.
#include <map>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/program.h"
#include "tests/support/temporary_folder.h"

namespace dora::test {
namespace {

using testing::HasSubstr;

ProgramResult bench_collect(const std::vector<std::string>& options) {
  ProgramCall call;
  call.program = BENCH_COLLECT;
  call.arguments = {BUILD_FOLDER};
  call.arguments.insert(call.arguments.end(), options.begin(), options.end());
  return run_program(call);
}

TEST(BenchCollect, CollectsInEveryWayAndPrintsTheCost) {
  const TemporaryFolder folder;
  const ProgramResult result = bench_collect(
      {"--merge-requests", "600", "--latency", "1", "--sequential", "500", "--changed", "20",
       "--large", "700", "--rounds", "2", "--folder", folder / "it's here"});
  ASSERT_EQ(result.exit_code, 0) << result.errors;
  for (const char* row :
       {"| dora-report, first run, 10 in flight | 600 |", "| dora-report, 20 changed | 600 |",
        "| dora-report, --concurrency 1 | 500 |", "| dora-report, nothing new, no latency | 600 |",
        "| dora-report, first run, no latency | 700 |", "| dora-report, --full, no latency | 700 |",
        "| weekly run: 20 changed of 600 |",
        "| peak memory of any run, 600 and 700 merge requests |",
        "| page parser alone, a page of "}) {
    EXPECT_THAT(result.output, HasSubstr(std::string("\n") + row)) << result.errors;
  }
  if (result.errors.find("skipped asyncio:") == std::string::npos) {
    EXPECT_THAT(result.output, HasSubstr("| asyncio and aiohttp, 10 in flight | 600 |"));
  }
}

TEST(BenchCollect, RejectsUnknownArgumentsByName) {
  const ProgramResult result = bench_collect({"--latentcy", "3"});
  EXPECT_EQ(result.exit_code, 2);
  EXPECT_THAT(result.errors, HasSubstr("unknown option '--latentcy'"));
}

}  // namespace
}  // namespace dora::test
