// The config file: one TOML file for every command, below flags, environment and .env.
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

/// The config file of this run, known once the command line is parsed.
struct ConfigFile {
  std::filesystem::path path;  ///< Empty if no file was read.
  /// A file in the working folder belongs to the folder, even if --config names it: whoever can
  /// write to the folder can write the file.
  base::Authority authority = base::Authority::config_of_folder;
  std::set<std::string> set;  ///< Options whose value comes from it: `--project`.

  bool sets(const std::string& option) const { return set.count(option) > 0; }
};

/// What a config file in the working folder may not do. Options are named without dashes.
struct FolderRules {
  std::set<std::string> refused;  ///< Options that it may not set: `gnuplot`.
  std::set<std::string> inside;  ///< Options that may only name a place inside the folder: `theme`.
};

/// Adds `--config FILE` to the program; without it, `dora-report.toml` in the working folder is
/// read if it exists. Keys are option names without leading dashes (`project = "group/project"`,
/// `jobs = 4`); a `[collect]` section applies to that command only, and its keys take precedence
/// over those above. Keys of other commands are ignored, so that one file serves all commands; so
/// is a value above the sections that only another command's option of that name accepts. A key
/// that no command knows is an error, and so is one that breaks `rules` in a file in the working
/// folder. If the environment variable of a setting is set, it takes precedence.
std::shared_ptr<const ConfigFile> add_config_option(CLI::App& program, FolderRules rules);

/// Returns whether a flag, the environment or the config file sets the option: `--project`.
bool is_given(const CLI::App& command, const std::string& option);

/// Returns whether the file is in the folder, judged by its name as written or by where its links
/// lead.
bool is_within(const std::filesystem::path& file, const std::filesystem::path& folder);

}  // namespace dora::cli
