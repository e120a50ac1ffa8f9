// The --config file: one flat TOML file for every command, below flags and environment.
#pragma once

namespace CLI {
class App;
}

namespace dora::base {

/// Adds `--config FILE` to the program. Its keys are the options' names without dashes in front
/// (`project = "group/project"`, `jobs = 4`); a `[collect]` section holds for that command alone.
/// A key of another command is passed over, so that one file serves all; a key of none is an error.
/// A setting whose environment variable is set is taken from there.
void add_config_option(CLI::App& program);

}  // namespace dora::base
