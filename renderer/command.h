// The options of the renderer stage on the command line; knows nothing of what they do.
#pragma once

#include "renderer/options.h"

namespace CLI {
class App;
}

namespace dora::renderer {

/// How charts are drawn: all but --summary and --out, which `generate` decides itself, and what
/// makes no sense there: --shard and --explain. `options`
/// must outlive the parsing.
void add_render_options(CLI::App& command, RenderOptions& options);

/// The command `render` with all of its options; returns it, owned by `program`.
CLI::App* add_render_command(CLI::App& program, RenderOptions& options);

/// Takes the shard from CI_NODE_INDEX and CI_NODE_TOTAL, which GitLab sets in the jobs of
/// `parallel: N` (https://docs.gitlab.com/ci/variables/predefined_variables/), when `command`,
/// which is `render`, was given none. Throws a UsageError when they make no sense. Not for
/// `generate`: a job that does everything must not leave charts out because others run beside it.
void apply_environment(const CLI::App& command, RenderOptions& options);

}  // namespace dora::renderer
