// Tests that every way of drawing that scripts/bench compares still works, with a handful of
// charts.
#include <map>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "collector/base/files/atomic_file.h"
#include "tests/support/program.h"
#include "tests/support/temporary_folder.h"

namespace dora::test {
namespace {

using testing::HasSubstr;

ProgramResult bench_render(const std::vector<std::string>& options) {
  ProgramCall call;
  call.program = BENCH_RENDER;
  call.arguments = {BUILD_FOLDER};
  call.arguments.insert(call.arguments.end(), options.begin(), options.end());
  return run_program(call);
}

TEST(BenchRender, DrawsInEveryWayAndPrintsTheCost) {
  const TemporaryFolder folder;
  const ProgramResult result =
      bench_render({"--services", "5", "--periods", "6", "--rounds", "1", "--subset", "2",
                    "--large", "4x9", "--demo", "3", "--folder", folder / "it's here"});
  ASSERT_EQ(result.exit_code, 0) << result.errors;
  // Its row in the first table or, if it has none, in the second.
  const std::map<std::string, std::string> rows{
      {"program", "| dora-report, one PNG | 6 |"},
      {"again", "| nothing changed, 6 charts: ratio of times |"},
      {"both", "| second theme on top: CPU |"},
      {"scale2", "| 2x on top: CPU |"},
      {"svg", "| SVG on top of PNG: CPU |"},
      {"one-worker", "| scaling from 1 worker"},
      {"three", "| dora-report, three charts a service, PNG and SVG | "},
      {"three-again", "| the same again, nothing changed | "},
      {"gnuplot-long", "| one long-lived gnuplot a CPU, its own encoder | 6 |"},
      {"gnuplot-each", "| against one gnuplot a chart |"},
      {"rrdtool", "| against rrdtool in pipe mode |"},
      {"matplotlib", "| against matplotlib's pool |"},
      {"floor", "| against Cairo by hand: CPU |"},
      {"large", "| peak memory at 4x9 services x periods |"},
      {"demo", "| mean PNG of the demo's charts |"}};
  for (const auto& [way, row] : rows) {
    if (result.errors.find("skipped " + way + ":") == std::string::npos) {
      EXPECT_THAT(result.output, HasSubstr("\n" + row)) << way << "\n" << result.errors;
    }
  }
}

TEST(BenchRender, DrawsOnlyInTheRequestedWays) {
  const ProgramResult result =
      bench_render({"--services", "3", "--rounds", "2", "--only", "floor"});
  ASSERT_EQ(result.exit_code, 0) << result.errors;
  EXPECT_THAT(result.output, HasSubstr("| Cairo by hand, the same encoder | 4 |"));
  EXPECT_THAT(result.output, testing::Not(HasSubstr("rrdtool")));
  EXPECT_THAT(result.output, testing::Not(HasSubstr("reached")));
}

TEST(BenchRender, RejectsUnknownArgumentsByName) {
  EXPECT_THAT(bench_render({"--only", "crayons"}).errors, HasSubstr("unknown way 'crayons'"));
  EXPECT_THAT(bench_render({"--sevrices", "3"}).errors, HasSubstr("unknown option '--sevrices'"));
  EXPECT_EQ(bench_render({"--sevrices", "3"}).exit_code, 2);
}

}  // namespace
}  // namespace dora::test
