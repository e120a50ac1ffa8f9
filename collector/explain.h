// Explains how a merge request was read, and why it counts or not; asks no server.
#pragma once

#include <string>
#include <vector>

#include "collector/base/run_context.h"
#include "collector/options.h"

namespace dora::collector {

/// Returns lines for people, by the settings of the last `collect` into the folder; several merge
/// requests if several projects have one with the number. Throws an Error that names what is
/// missing.
std::vector<std::string> explain(const ExplainOptions& options, base::RunContext& context);

}  // namespace dora::collector
