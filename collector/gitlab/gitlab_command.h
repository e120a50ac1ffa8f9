// The options of the command line that say how GitLab is reached.
#pragma once

#include <string>

#include "collector/gitlab/options.h"

namespace CLI {
class App;
}

namespace dora::gitlab {

/// `--api-url`, `--token-file` and others; not the project. `scope` says in a sentence what the
/// token needs.
void add_connection_options(CLI::App& app, GitlabOptions& options, const std::string& scope);

}  // namespace dora::gitlab
