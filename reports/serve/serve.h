// Serves a finished site with a question box, until it is interrupted.
#pragma once

#include "collector/base/exit_code.h"
#include "collector/base/run_context.h"
#include "reports/serve/serve_options.h"

namespace dora::serve {

/// Prints the address on stdout once it can be opened. Ends with `done` when it is interrupted.
base::ExitCode serve(const ServeOptions& options, base::RunContext& context);

}  // namespace dora::serve
