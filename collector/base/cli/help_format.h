// How --help looks: each option on a line of its own, its description wrapped below it.
#pragma once

namespace CLI {
class App;
}

namespace dora::cli {

/// Call it before commands are added: they take it over.
void set_help_format(CLI::App& program);

}  // namespace dora::cli
