// Runs every part of scripts/soak briefly, so that none of it can rot.
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/program.h"
#include "tests/support/temporary_folder.h"

namespace dora::test {
namespace {

using testing::HasSubstr;

ProgramResult soak(const std::vector<std::string>& options) {
  ProgramCall call;
  call.program = SOAK;
  call.arguments = {BUILD_FOLDER};
  call.arguments.insert(call.arguments.end(), options.begin(), options.end());
  return run_program(call);
}

TEST(Soak, KillsGrowsAndReportsTheOutcomes) {
  const TemporaryFolder folder;
  const ProgramResult result =
      soak({"--kills", "2", "--seed", "7", "--services", "5", "--deployments", "200", "--only",
            "kills", "services", "deployments", "--folder", folder / "it's here"});
  ASSERT_EQ(result.exit_code, 0) << result.errors;
  EXPECT_THAT(result.output, HasSubstr("| sites after 2 kills, seed 7 | 1 | 1 | 0 | "));
  EXPECT_THAT(result.output, HasSubstr("| 5 services | 1 | 1 | 0 | "));
  EXPECT_THAT(result.output, HasSubstr("| 200 merge requests of one service | 1 | 1 | 0 | "));
}

TEST(Soak, NamesUnknownArguments) {
  EXPECT_THAT(soak({"--only", "floods"}).errors, HasSubstr("unknown part 'floods'"));
  EXPECT_THAT(soak({"--klils", "3"}).errors, HasSubstr("unknown option '--klils'"));
  EXPECT_EQ(soak({"--klils", "3"}).exit_code, 2);
}

}  // namespace
}  // namespace dora::test
