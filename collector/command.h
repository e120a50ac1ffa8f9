// The command line of the first stage: its options, their meaning and their defaults.
#pragma once

#include "collector/options.h"

namespace CLI {
class App;
}

namespace dora::collector {

/// Declares all options but the output folder: `generate` has its own.
void add_collect_options(CLI::App& app, CollectOptions& options);

/// Declares `collect`; CLI11 owns the result.
CLI::App* add_collect_command(CLI::App& program, CollectOptions& options);

/// Declares `explain`; CLI11 owns the result.
CLI::App* add_explain_command(CLI::App& program, ExplainOptions& options);

}  // namespace dora::collector
