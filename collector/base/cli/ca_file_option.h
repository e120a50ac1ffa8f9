// The option --ca-file, which every command that sends requests has.
#pragma once

#include <filesystem>

namespace CLI {
class App;
}

namespace dora::cli {

/// `file` is borrowed.
void add_ca_file_option(CLI::App& command, std::filesystem::path& file);

}  // namespace dora::cli
