// The renderer stage: summary.json in, a folder of charts and their index out.
#pragma once

#include <filesystem>

#include "collector/base/exit_code.h"
#include "collector/base/run_context.h"
#include "renderer/options.h"

namespace dora::renderer {

/// Throws an Error when there is no gnuplot that can draw. For `generate`, which collects for
/// minutes first.
void check_render_options(const RenderOptions& options, base::RunContext& context);

/// Draws the charts that are not up to date: those whose pictures were made from something else,
/// are missing, or were altered. `done`, or `incomplete` when single charts failed; each is named
/// in a warning and in the index. Throws an Error for what makes charts impossible, and
/// Interrupted; finished charts stay then, and the next run goes on with the others.
base::ExitCode render(const RenderOptions& options, base::RunContext& context);

/// The index that render() writes.
std::filesystem::path index_file(const RenderOptions& options);

}  // namespace dora::renderer
