// Publishes a site below a prefix of an S3 bucket.
#pragma once

#include "collector/base/run_context.h"
#include "reports/publish/preflight.h"
#include "reports/publish/target.h"
#include "reports/publish_options.h"

namespace dora::reports {

/// Prints to stdout what was sent, or with --check what would be. Throws a UsageError without keys
/// in the environment, and an Error that says what S3 refused.
void publish_to_bucket(const PublishOptions& options, const publish::Target& target,
                       const publish::SiteFacts& facts, base::RunContext& context);

}  // namespace dora::reports
