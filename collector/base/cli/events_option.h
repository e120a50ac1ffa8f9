// The option --events, which several commands share.
#pragma once

#include <filesystem>
#include <functional>

namespace CLI {
class App;
}

namespace dora::cli {

/// Adds `--events FILE`; `set` gets the file.
void add_events_option(CLI::App& command, std::function<void(const std::filesystem::path&)> set);

}  // namespace dora::cli
