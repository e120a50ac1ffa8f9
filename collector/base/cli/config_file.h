// The config file: one flat TOML file for every command, below flags, environment and .env.
#pragma once

#include <filesystem>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "collector/base/authority.h"

namespace CLI {
class App;
}

namespace dora::cli {

/// What the config file of this run is, known once the command line is parsed.
struct ConfigFile {
  std::filesystem::path path;  ///< Empty: none was read.
  /// A file within the working folder belongs to the folder, also one that --config names: whoever
  /// can write the folder can write it.
  base::Authority authority = base::Authority::config_of_folder;
  std::set<std::string> set;  ///< Options that have their value from it: `--project`.

  bool sets(const std::string& option) const { return set.count(option) > 0; }
};

/// What a config file of the working folder may not do, by options' names without dashes.
struct FolderRules {
  std::set<std::string> refused;  ///< It may not set them: `gnuplot`.
  std::set<std::string> inside;   ///< It may only name places in the working folder: `theme`.
};

/// Adds `--config FILE` to the program; without it, `dora-report.toml` in the working folder is
/// read if it exists. Keys are the options' names without dashes in front (`project =
/// "group/project"`, `jobs = 4`); a `[collect]` section holds for that command alone. A key of
/// another command is passed over, so that one file serves all; a key of none is an error, and so
/// is one that breaks `rules` in a file of the working folder. A setting whose environment variable
/// is set is taken from there.
std::shared_ptr<const ConfigFile> add_config_option(CLI::App& program, FolderRules rules);

/// Whether the file lies in the folder, as its name is written or where its links lead.
bool is_within(const std::filesystem::path& file, const std::filesystem::path& folder);

}  // namespace dora::cli
