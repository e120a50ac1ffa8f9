// Tests that the report measurements of scripts/bench still work, with a handful of services.
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/program.h"
#include "tests/support/temporary_folder.h"

namespace dora::test {
namespace {

using testing::ContainsRegex;
using testing::HasSubstr;

ProgramResult bench_report(const std::vector<std::string>& options) {
  ProgramCall call;
  call.program = BENCH_REPORT;
  call.arguments = {BUILD_FOLDER};
  call.arguments.insert(call.arguments.end(), options.begin(), options.end());
  return run_program(call);
}

TEST(BenchReport, WritesSitesOpensOneAndPrintsTheCost) {
  const TemporaryFolder folder;
  const ProgramResult result =
      bench_report({"--services", "5", "--large", "9", "--per-service", "8", "--rounds", "1",
                    "--loads", "1", "--folder", folder / "it's here"});
  ASSERT_EQ(result.exit_code, 0) << result.errors;
  for (const char* row : {"| from scratch | 5 | 40 |", "| again, nothing changed | 5 | 40 |",
                          "| from scratch | 9 | 72 |", "| again, nothing changed | 9 | 72 |",
                          "| site of 5 services written |", "| 9 services: 1.8 times as many |",
                          "| peak memory, 9 services |"}) {
    EXPECT_THAT(result.output, HasSubstr(std::string("\n") + row)) << result.errors;
  }
  EXPECT_THAT(result.output,
              ContainsRegex("\n\\| nothing changed \\|[^\n]* 0 files rewritten \\| "));
  if (result.errors.find("skipped the browser:") == std::string::npos) {
    EXPECT_THAT(result.output, HasSubstr("\n| first content, from disk |"));
    EXPECT_THAT(result.output, HasSubstr("\n| search, from the key to the rows drawn, 30 keys |"));
  }
}

TEST(BenchReport, RejectsUnknownArgumentsByName) {
  const ProgramResult result = bench_report({"--sevrices", "3"});
  EXPECT_EQ(result.exit_code, 2);
  EXPECT_THAT(result.errors, HasSubstr("unknown option '--sevrices'"));
}

}  // namespace
}  // namespace dora::test
