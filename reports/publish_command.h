// The command-line options of `publish`.
#pragma once

#include "reports/publish_options.h"

namespace CLI {
class App;
}

namespace dora::reports {

CLI::App* add_publish_command(CLI::App& program, PublishOptions& options);

}  // namespace dora::reports
