// The words of the command line: those that stand for others, and what is wrong with them.
#pragma once

#include <string>
#include <vector>

namespace CLI {
class App;
class ParseError;
}  // namespace CLI

namespace dora::cli {

/// Returns the arguments after the program's name, the last one first, as CLI11 takes them. `help
/// COMMAND` and `version` are what other programs call `COMMAND --help` and `--version`.
std::vector<std::string> arguments_of(int argc, const char* const* argv);

/// Returns one line for the user, which ends with the command whose help tells more.
std::string describe(const CLI::App& program, const CLI::ParseError& error);

}  // namespace dora::cli
