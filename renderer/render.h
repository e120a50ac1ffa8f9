// The renderer stage: summary.json in, a folder of PNG charts and charts.json out.
#pragma once

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>

#include "collector/base/exit_code.h"
#include "collector/base/run_context.h"

namespace dora::renderer {

struct RenderOptions {
  std::filesystem::path summary;
  std::filesystem::path out;
  int jobs = 0;  ///< gnuplot workers; 0: one for each CPU that the process may use.
  std::chrono::seconds chart_timeout{30};
  int width = 1000;           ///< Pixels.
  int height = 500;           ///< Pixels.
  bool keep_scripts = false;  ///< Leaves `<chart file>.gp` beside each chart.
  /// Periods that this day falls into, or that begin later, are unfinished; default: today.
  std::optional<std::chrono::year_month_day> as_of;
  std::string gnuplot = "gnuplot";  ///< A path, or a name to be found in PATH.
};

/// Throws an Error when there is no gnuplot that can draw. For `generate`, which collects for
/// minutes first.
void check_render_options(const RenderOptions& options, base::RunContext& context);

/// `done`, or `incomplete` when single charts failed; each is named in a warning and in
/// charts.json. Throws an Error for what makes charts impossible, and Interrupted; finished charts
/// stay then.
base::ExitCode render(const RenderOptions& options, base::RunContext& context);

}  // namespace dora::renderer
