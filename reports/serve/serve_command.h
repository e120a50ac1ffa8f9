// The command-line options of `serve`.
#pragma once

#include "reports/serve/serve_options.h"

namespace CLI {
class App;
}

namespace dora::serve {

CLI::App* add_serve_command(CLI::App& program, ServeOptions& options);

}  // namespace dora::serve
