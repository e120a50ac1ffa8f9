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

}  // namespace dora::cli
