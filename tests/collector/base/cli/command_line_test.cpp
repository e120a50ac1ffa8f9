// Tests of collector/base/cli/command_line.
#include "collector/base/cli/command_line.h"

#include <CLI/CLI.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace dora::cli {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::vector<std::string> read(std::vector<const char*> words) {
  return arguments_of(static_cast<int>(words.size()), words.data());
}

TEST(CommandLine, IsReadFromItsEnd) {
  EXPECT_THAT(read({"dora-report", "collect", "--out", "x"}), ElementsAre("x", "--out", "collect"));
  EXPECT_THAT(read({"dora-report"}), IsEmpty());
  EXPECT_THAT(read({}), IsEmpty());
}

TEST(CommandLine, TakesTheWordsOfOtherPrograms) {
  EXPECT_THAT(read({"dora-report", "help"}), ElementsAre("--help"));
  EXPECT_THAT(read({"dora-report", "help", "collect"}), ElementsAre("--help", "collect"));
  EXPECT_THAT(read({"dora-report", "version"}), ElementsAre("--version"));
  EXPECT_THAT(read({"dora-report", "collect", "help"}), ElementsAre("help", "collect"));
}

std::string problem_of(const std::string& arguments) {
  CLI::App program;
  std::string out;
  program.add_subcommand("collect")->add_option("--out", out)->required();
  try {
    program.parse(arguments);
    return "";
  } catch (const CLI::ParseError& error) {
    return describe(program, error);
  }
}

TEST(CommandLine, ErrorsNameTheHelpOfTheCommand) {
  EXPECT_EQ(problem_of("collect"), "--out is required; see 'dora-report collect --help'");
  EXPECT_EQ(problem_of("collect --ouf x"),
            "unknown option --ouf: did you mean --out? See 'dora-report collect --help'")
      << "not that --out is missing";
}

}  // namespace
}  // namespace dora::cli
