// The renderer stage: summary.json in, a folder of charts and their index out.
#pragma once

#include <filesystem>

#include "collector/base/exit_code.h"
#include "collector/base/run_context.h"
#include "renderer/options.h"

namespace dora::renderer {

/// Throws an Error if no gnuplot that can draw is found. For `generate`, which would otherwise
/// collect for minutes first.
void check_render_options(const RenderOptions& options, base::RunContext& context);

/// Draws the charts that are not up to date: those whose pictures were made from other inputs, are
/// missing, or were altered. Returns `done`, or `incomplete` if single charts failed; each is named
/// in a warning and in the index. Throws an Error if no chart can be drawn, and Interrupted;
/// finished charts stay, and the next run continues with the others.
base::ExitCode render(const RenderOptions& options, base::RunContext& context);

/// The index that render() writes.
std::filesystem::path index_file(const RenderOptions& options);

}  // namespace dora::renderer
