// Completion of the command line in bash, zsh and fish.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace CLI {
class App;
}

namespace dora::cli {

/// The script for `bash`, `zsh` or `fish`, made from the declared commands and options; nullopt for
/// another shell.
std::optional<std::string> completion_script(const CLI::App& program, std::string_view shell);

/// Adds the command `completion SHELL`. `shell` is borrowed.
CLI::App* add_completion_command(CLI::App& program, std::string& shell);
/// Prints the script to stdout. Throws a UsageError for an unknown shell.
void print_completion(const CLI::App& program, const std::string& shell);

}  // namespace dora::cli
