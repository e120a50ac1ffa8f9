// Sends the week's digest to a chat.
#pragma once

#include "collector/base/exit_code.h"
#include "collector/base/run_context.h"
#include "reports/notify_options.h"

namespace dora::reports {

/// Prints one line about it to stdout, or with dry_run the message. Throws a UsageError for a
/// webhook that is missing or invalid, and an Error if the digest was not posted or may not have
/// been.
base::ExitCode notify(const NotifyOptions& options, base::RunContext& context);

}  // namespace dora::reports
