// Writes the files that a project needs to run dora-report in GitLab CI.
#pragma once

#include <filesystem>
#include <string>

#include "collector/base/exit_code.h"
#include "collector/base/run_context.h"

namespace CLI {
class App;
}

namespace dora::reports {

struct InitOptions {
  std::filesystem::path out = ".";
  std::string component;  ///< Address of the component to include; empty: the whole pipeline.
  std::string image;      ///< For the component.
};

CLI::App* add_init_command(CLI::App& program, InitOptions& options);

/// Writes .gitlab-ci.yml, and dora-report.toml with this text. Throws a UsageError if one of them
/// exists: nothing is replaced.
base::ExitCode init(const InitOptions& options, const std::string& config,
                    base::RunContext& context);

}  // namespace dora::reports
