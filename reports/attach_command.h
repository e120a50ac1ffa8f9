// The command-line options of `attach`.
#pragma once

#include "reports/attach_options.h"

namespace CLI {
class App;
}

namespace dora::reports {

CLI::App* add_attach_command(CLI::App& program, AttachOptions& options);

}  // namespace dora::reports
