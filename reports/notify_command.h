// The command-line options of `notify`.
#pragma once

#include "reports/notify_options.h"

namespace CLI {
class App;
}

namespace dora::reports {

CLI::App* add_notify_command(CLI::App& program, NotifyOptions& options);

}  // namespace dora::reports
