// The words of the command line: those that stand for others, and what is wrong with them.
#include "collector/base/cli/command_line.h"

#include <algorithm>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "collector/base/cli/unknown_arguments.h"

namespace dora::cli {

std::vector<std::string> arguments_of(int argc, const char* const* argv) {
  std::vector<std::string> arguments(argv + std::min(argc, 1), argv + argc);
  if (!arguments.empty() && arguments.front() == "help") {
    arguments.erase(arguments.begin());
    arguments.emplace_back("--help");
  } else if (!arguments.empty() && arguments.front() == "version") {
    arguments.front() = "--version";
  }
  std::reverse(arguments.begin(), arguments.end());
  return arguments;
}

std::string describe(const CLI::App& program, const CLI::ParseError& error) {
  // A mistyped --out is also a missing one: what is unknown says more.
  return program.remaining(true).empty()
             ? fmt::format("{}; see {}", error.what(), help_command(program))
             : describe_unknown(program);
}

}  // namespace dora::cli
