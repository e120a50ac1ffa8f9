// The options of commands that read the collector's data and the renderer's charts.
#pragma once

#include <filesystem>
#include <vector>

namespace CLI {
class App;
}

namespace dora::reports {

/// Adds --data and --charts, the first required, and the second unless `charts_required` is false.
void add_input_options(CLI::App& command, std::filesystem::path& data,
                       std::vector<std::filesystem::path>& charts, bool charts_required = true);

}  // namespace dora::reports
