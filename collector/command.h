// The command line of the first stage: its options, their meaning and their defaults.
#pragma once

#include "collector/collect.h"

namespace CLI {
class App;
}

namespace dora::collector {

/// Declares everything but the output folder, which `generate` has of its own.
void add_collect_options(CLI::App& app, CollectOptions& options);

/// Declares `collect`; CLI11 owns the result.
CLI::App* add_collect_command(CLI::App& program, CollectOptions& options);

/// After parsing: settings of GitLab CI where nothing else was given, and the token. Throws a
/// UsageError when there is no project.
void complete_from_environment(const CLI::App& app, CollectOptions& options);

}  // namespace dora::collector
