// Tells why a chart would be drawn again; draws nothing and changes no file.
#pragma once

#include <string>
#include <vector>

#include "collector/base/run_context.h"
#include "renderer/options.h"

namespace dora::renderer {

/// One line for each input of the chart of `options.explain` that is not what it was when the chart
/// was drawn, and for each of its pictures that is missing or altered; one line that says so when
/// nothing changed. Throws an Error when the summary has no such service.
std::vector<std::string> explain(const RenderOptions& options, base::RunContext& context);

}  // namespace dora::renderer
