// The command-line options of `serve`.
#pragma once

#include "reports/serve_options.h"

namespace CLI {
class App;
}

namespace dora::reports {

CLI::App* add_serve_command(CLI::App& program, ServeOptions& options);

}  // namespace dora::reports
