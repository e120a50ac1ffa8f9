// The options of commands that read the collector's data and the renderer's charts.
#include "reports/input_options.h"

#include <CLI/CLI.hpp>

namespace dora::reports {

void add_input_options(CLI::App& command, std::filesystem::path& data,
                       std::vector<std::filesystem::path>& charts, bool charts_required) {
  command
      .add_option("--data", data,
                  "Folder with summary.json and the other JSON files, as `collect` writes them")
      ->type_name("FOLDER")
      ->required();
  command
      .add_option("--charts", charts,
                  "Folder with the charts and their index, as `render` writes them; give it again "
                  "for each further folder when the charts were drawn in shards")
      ->type_name("FOLDER")
      ->allow_extra_args(false)
      ->required(charts_required);
}

void add_digest_options(CLI::App& command, std::string& week, std::string& title,
                        const char* group) {
  command
      .add_option("--week", week,
                  "ISO week of the digest, such as 2024-W05 (default: the last full one)")
      ->type_name("WEEK")
      ->group(group);
  command
      .add_option("--title", title,
                  "Title of the report, in the digest (default: the name of the GitLab project)")
      ->type_name("TEXT")
      ->group(group);
}

}  // namespace dora::reports
