// The command-line options of `annotate`.
#pragma once

#include "reports/annotate/annotate_options.h"

namespace CLI {
class App;
}

namespace dora::reports {

/// Declares the command; its options go into `options`.
CLI::App* add_annotate_command(CLI::App& program, AnnotateOptions& options);

}  // namespace dora::reports
