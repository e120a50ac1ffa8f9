// The options of commands that read the collector's data and the renderer's charts.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace dora::reports {

/// Adds --data and --charts, the first required, and the second unless `charts_required` is false.
void add_input_options(CLI::App& command, std::filesystem::path& data,
                       std::vector<std::filesystem::path>& charts, bool charts_required = true);

/// Adds --week and --title of a digest, in this group of the help.
void add_digest_options(CLI::App& command, std::string& week, std::string& title,
                        const char* group);

}  // namespace dora::reports
