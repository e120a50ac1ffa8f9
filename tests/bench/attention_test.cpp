// Tests that scripts/bench attention counts what a report says: with a handful of services, and
// with reports written by hand.
#include <filesystem>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/program.h"
#include "tests/support/temporary_folder.h"

namespace dora::test {
namespace {

using testing::ContainsRegex;
using testing::HasSubstr;

ProgramResult bench_attention(const std::filesystem::path& build,
                              const std::vector<std::string>& options) {
  ProgramCall call;
  call.program = BENCH_ATTENTION;
  call.arguments = {build};
  call.arguments.insert(call.arguments.end(), options.begin(), options.end());
  return run_program(call);
}

/// A program that writes the same report.json whatever it reads, and says that charts are missing.
std::filesystem::path folder_with_program(const TemporaryFolder& folder, const std::string& json) {
  const std::filesystem::path program = folder.write(
      "build/dora-report", "#!/bin/sh\nmkdir -p \"${8}\"\ncat >\"${8}/report.json\" <<'END'\n" +
                               json + "\nEND\nexit 3\n");
  std::filesystem::permissions(program, std::filesystem::perms::owner_all);
  return program.parent_path();
}

constexpr const char* one_verdict_of_each =
    R"("verdicts": {"deployments": "more", "failure_rate": "too_early",
    "lead_time": "no_significant_change", "restore_time": "too_few"})";

TEST(BenchAttention, PrintsWhatTheReportSaysOfSimulatedServices) {
  const TemporaryFolder folder;
  const ProgramResult result =
      bench_attention(BUILD_FOLDER, {"--only", "naming", "constant", "--services", "30",
                                     "--planted", "2", "--seeds", "1", "--projects", "1", "--weeks",
                                     "10", "--folder", folder / "it's here"});
  ASSERT_EQ(result.exit_code, 0) << result.errors;
  for (const char* row :
       {"\\| retried \\| [0-9.]+ \\| [0-9]+ \\|",
        "\\| production broken for three days, 10 a week( \\| [0-9]+%){3} \\| 98.6% \\|",
        "\\| 20 services, closes slow \\| by month, created \\| project \\| 4 \\|",
        "\\| 20 services, closes slow \\| by week, finished \\| each service \\| [0-9]+ \\|",
        "\\| all \\|  \\| project \\| 120 \\|"}) {
    EXPECT_THAT(result.output, ContainsRegex(std::string("\n") + row)) << result.errors;
  }
  EXPECT_TRUE(std::filesystem::exists(folder / "it's here/results.json"));
}

TEST(BenchAttention, CountsEachNamedServiceOnce) {
  const TemporaryFolder folder;
  const auto build = folder_with_program(folder, R"({
    "attention": {"services": [
      {"service": "healthy-1", "reasons": [{"rule": "failing"}, {"rule": "quiet"}]},
      {"service": "planted-0-0", "reasons": [{"rule": "failure_rate_up"}]}]},
    "weeks": [{"more": [{"service": "healthy-9"}], "fewer": [], "quiet": []},
              {"more": [{"service": "healthy-2"}], "fewer": [{"service": "planted-3-1"}],
               "quiet": [{"service": "healthy-1"}]}]})");
  const ProgramResult result = bench_attention(
      build,
      {"--only", "naming", "--services", "10", "--planted", "2", "--seeds", "1", "--weeks", "4"});
  ASSERT_EQ(result.exit_code, 0) << result.errors;
  for (const char* row :
       {"| independent | 2.0 | 2 | 50% | at most 0.02 | missed |", "| failing | 1.0 | 1.0 | 1.0 |",
        "| week: more | 1.0 | 1.0 | 1.0 |", "| week: quiet | 1.0 | 1.0 | 1.0 |",
        "| 8.9 -> 1 a week, for two weeks | 50% | 50% | 50% | 99.7% | 99.9% | 99.2% | 90%:",
        "| 10 -> 20 a week, for two weeks | 0% | 0% | 0% | 83.5% | 87.9% | 76.3% | 90%:"}) {
    EXPECT_THAT(result.output, HasSubstr(std::string("\n") + row));
  }
}

TEST(BenchAttention, CountsVerdictsOfProjectsAndServices) {
  const TemporaryFolder folder;
  const auto build =
      folder_with_program(folder, std::string(R"({"period": {)") + one_verdict_of_each +
                                      R"(}, "weeks": [{)" + one_verdict_of_each +
                                      R"(}], "services": [{"service": "new-20-3", "period": null},
                      {"service": "new-60-0", "period": {)" +
                                      one_verdict_of_each + R"(}}]})");
  const ProgramResult result = bench_attention(
      build, {"--only", "constant", "new", "--projects", "1", "--new", "1", "--weeks", "3"});
  ASSERT_EQ(result.exit_code, 0) << result.errors;
  const std::string one_of_four =
      " | 4 | 100.00% | 0.00% (100%) | 0.00% | 0.00% | 25.00% | 4.56–69.94% | 25.0% | 25.0"
      "% | "
      "0.0% | missed |";
  for (const char* row : {"| 1 service, ends alike | by week, created | project",
                          "| 20 services, closes slow | by month, finished | project",
                          "| 1 service, merges slow | newest week's digest | project",
                          "| 60 a month | by week, created | each service"}) {
    EXPECT_THAT(result.output, HasSubstr("\n" + (row + one_of_four)));
  }
  EXPECT_THAT(result.output,
              HasSubstr("\n| 20 a month | by month, created | each service | 4 | 0.00% | 0.00% | "
                        "0.00% | 0.00% | 0.00% | 0.00–48.99% | 0.0% | 0.0% | 100.0% | "
                        "unclear |"));
}

TEST(BenchAttention, FailsOnAVerdictThatItDoesNotKnow) {
  const TemporaryFolder folder;
  const auto build = folder_with_program(
      folder, R"({"period": {"verdicts": {"deployments": "up"}}, "weeks": [], "services": []})");
  const ProgramResult result =
      bench_attention(build, {"--only", "batches", "--batches", "1", "--weeks", "2"});
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_THAT(result.errors, HasSubstr("bench: report.json has an unknown verdict, 'up'"));
}

TEST(BenchAttention, RejectsUnknownArgumentsByName) {
  const ProgramResult option = bench_attention(BUILD_FOLDER, {"--sevrices", "3"});
  EXPECT_EQ(option.exit_code, 2);
  EXPECT_THAT(option.errors, HasSubstr("unknown option '--sevrices'"));
  const ProgramResult part = bench_attention(BUILD_FOLDER, {"--only", "nmaing"});
  EXPECT_EQ(part.exit_code, 2);
  EXPECT_THAT(part.errors, HasSubstr("unknown part 'nmaing'"));
}

}  // namespace
}  // namespace dora::test
