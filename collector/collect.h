// The first stage: projects' merge requests -> deployments.db -> the JSON files.
#pragma once

#include "collector/base/exit_code.h"
#include "collector/base/run_context.h"
#include "collector/options.h"

namespace dora::collector {

/// Writes all JSON files, or throws an Error and leaves the old ones untouched; what was fetched
/// stays in the store. Returns `incomplete` if something is missing and that is allowed.
base::ExitCode collect(const CollectOptions& options, base::RunContext& context);

}  // namespace dora::collector
