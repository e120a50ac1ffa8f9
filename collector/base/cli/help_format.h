// Formats --help: each option on a line of its own, its description wrapped below it.
#pragma once

namespace CLI {
class App;
}

namespace dora::cli {

/// The group of options that only --help-all shows.
inline constexpr const char* advanced_group = "Advanced";

/// Call it before adding commands, which inherit the format.
void set_help_format(CLI::App& program);

}  // namespace dora::cli
