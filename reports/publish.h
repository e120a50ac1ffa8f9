// Publishes a site: checked before anything is written, switched in one step.
#pragma once

#include "collector/base/exit_code.h"
#include "collector/base/run_context.h"
#include "reports/publish_options.h"

namespace dora::reports {

/// Prints what was found of the site to stdout. Throws an Error for a site that the target would
/// refuse, or that has fewer than half of the deployments of the one that it would replace.
base::ExitCode publish(const PublishOptions& options, base::RunContext& context);

}  // namespace dora::reports
