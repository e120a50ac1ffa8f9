// Attaches a card to a merge request or an issue: one note, which later runs update.
#pragma once

#include "collector/base/exit_code.h"
#include "collector/base/run_context.h"
#include "reports/attach_options.h"

namespace dora::reports {

/// Prints one line about the note to stdout. Throws a UsageError for options that do not go
/// together.
base::ExitCode attach(const AttachOptions& options, base::RunContext& context);

/// True if the options need neither GitLab nor a token.
bool is_local(const AttachOptions& options);

}  // namespace dora::reports
