// Explains why a chart would be redrawn; changes no file.
#pragma once

#include <string>
#include <vector>

#include "collector/base/run_context.h"
#include "renderer/options.h"

namespace dora::renderer {

/// Returns one line for each input of the chart `options.explain` that has changed since it was
/// drawn, and for each of its pictures that is missing or altered; a single line if nothing
/// changed. Throws an Error if the summary has no such service.
std::vector<std::string> explain(const RenderOptions& options, base::RunContext& context);

}  // namespace dora::renderer
