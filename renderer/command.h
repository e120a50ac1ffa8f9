// The command-line options of the renderer stage.
#pragma once

#include "renderer/options.h"

namespace CLI {
class App;
}

namespace dora::renderer {

/// Adds the options for drawing: all but --summary and --out, which `generate` sets itself, and
/// --shard and --explain, which make no sense there. `options` must outlive the parsing.
void add_render_options(CLI::App& command, RenderOptions& options);

/// Adds the command `render` with all of its options and returns it; owned by `program`.
CLI::App* add_render_command(CLI::App& program, RenderOptions& options);

/// Takes the shard from CI_NODE_INDEX and CI_NODE_TOTAL, which GitLab sets in jobs with `parallel:
/// N` (https://docs.gitlab.com/ci/variables/predefined_variables/), or else from Slurm's variables
/// of a task of a job array (https://slurm.schedmd.com/job_array.html), if `command`, which is
/// `render`, was given none. Throws a UsageError if they are invalid. Not for `generate`: a job
/// that does everything must not leave out charts because others run in parallel.
void apply_environment(const CLI::App& command, RenderOptions& options);

}  // namespace dora::renderer
