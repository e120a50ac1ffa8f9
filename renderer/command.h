// The options of the renderer stage on the command line; knows nothing of what they do.
#pragma once

#include "renderer/render.h"

namespace CLI {
class App;
}

namespace dora::renderer {

/// How charts are drawn: all but --summary and --out, which `generate` decides itself. `options`
/// must outlive the parsing.
void add_render_options(CLI::App& command, RenderOptions& options);

/// The command `render` with all of its options; returns it, owned by `program`.
CLI::App* add_render_command(CLI::App& program, RenderOptions& options);

}  // namespace dora::renderer
