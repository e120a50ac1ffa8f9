// Resolves GitLab's address, the projects and the token, and checks that the token may go to that
// address.
#pragma once

#include "collector/base/cli/config_file.h"
#include "collector/base/log.h"
#include "collector/gitlab/options.h"

namespace CLI {
class App;
}

namespace dora::gitlab {

/// Call it after parsing: reads from `.env` in the working folder, the environment and GitLab CI
/// whatever takes precedence over the config file or was not set at all. Flag > environment > .env
/// > config file > CI_API_V4_URL and CI_PROJECT_ID > default. An empty variable counts as unset.
/// Throws a UsageError if there is no project, if `.env` is invalid, and if the token may not go to
/// the address (http/credential_rule.h).
void apply_gitlab_settings(const CLI::App& app, const cli::ConfigFile& config, base::Log& log,
                           GitlabOptions& options);

}  // namespace dora::gitlab
