// Where GitLab's address, the projects and the token come from, and which token may go where.
#pragma once

#include "collector/base/cli/config_file.h"
#include "collector/base/log.h"
#include "collector/gitlab/options.h"

namespace CLI {
class App;
}

namespace dora::gitlab {

/// After parsing: takes from `.env` in the working folder, the environment and GitLab CI what
/// stands above the config file or was not given at all. Flag > environment > .env > config file >
/// CI_API_V4_URL and CI_PROJECT_ID > default. An empty variable is none. Throws a UsageError when
/// there is no project, for a wrong `.env`, and for a token that may not go to the address
/// (http/credential_rule.h).
void apply_gitlab_settings(const CLI::App& app, const cli::ConfigFile& config, base::Log& log,
                           GitlabOptions& options);

}  // namespace dora::gitlab
