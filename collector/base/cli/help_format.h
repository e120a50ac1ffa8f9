// Formats --help: each option on a line of its own, its description wrapped below it.
#pragma once

namespace CLI {
class App;
}

namespace dora::cli {

/// Call it before adding commands, which inherit the format.
void set_help_format(CLI::App& program);

}  // namespace dora::cli
