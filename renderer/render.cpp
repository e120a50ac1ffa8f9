// The renderer stage: summary.json in, a folder of charts and their index out.
#include "renderer/render.h"

#include <algorithm>
#include <cstddef>
#include <future>
#include <utility>

#include <fmt/format.h>

#include "collector/base/cpu_quota.h"
#include "collector/base/files/sha256.h"
#include "collector/model/summary_json.h"
#include "collector/model/wording.h"
#include "renderer/chart_run.h"
#include "renderer/gnuplot/pool.h"
#include "renderer/layout/drawable_text.h"

namespace dora::renderer {
namespace {

using Clock = std::chrono::steady_clock;

int workers_for(const RenderOptions& options, std::size_t charts) {
  const int wanted = options.jobs > 0 ? options.jobs : base::usable_cpus();
  return static_cast<int>(std::clamp<std::size_t>(charts, 1, static_cast<std::size_t>(wanted)));
}

/// How many charts may fail in a row before a run ends. Enough that bad charts among good ones do
/// not reach it, and few enough that a gnuplot that hangs costs only minutes.
std::size_t most_failures_in_a_row(int workers) {
  return static_cast<std::size_t>(std::max(20, 4 * workers));
}

model::Summary read(const RenderOptions& options, base::Log& log) {
  model::ReadSummary read = model::read_summary(options.summary);
  for (std::size_t i = 0; i < read.warnings.size(); ++i) {
    const std::string message = fmt::format("{}: {}", options.summary.string(), read.warnings[i]);
    i < most_warnings ? log.warning(message) : log.debug(message);
  }
  if (read.warnings.size() > most_warnings) {
    log.warning(fmt::format("{}: and {} more such keys; --log-file lists them",
                            options.summary.string(), read.warnings.size() - most_warnings));
  }
  return std::move(read.summary);
}

std::string text(std::size_t number) {
  return model::count_text(static_cast<std::int64_t>(number));
}

void report(const RunCounts& counts, int workers, Clock::duration took,
            const RenderOptions& options, base::Log& log) {
  if (counts.failed > most_warnings) {
    log.warning(fmt::format("and {} more failed; {} lists every reason",
                            counts.failed - most_warnings, index_file(options).string()));
  }
  const double seconds = std::chrono::duration<double>(took).count();
  const std::string kept =
      fmt::format("{} of {} charts were up to date", text(counts.up_to_date), text(counts.charts));
  if (counts.up_to_date == counts.charts) {
    log.info(fmt::format("{} ({:.1f} s)", kept, seconds));
    return;
  }
  const std::size_t drawn = counts.charts - counts.up_to_date - counts.failed;
  log.info(fmt::format("rendered {} in {:.1f} s ({} worker{}){}{}",
                       model::counted(static_cast<std::int64_t>(drawn), "chart"), seconds, workers,
                       workers == 1 ? "" : "s",
                       counts.failed == 0 ? "" : fmt::format(", {} failed", text(counts.failed)),
                       counts.up_to_date == 0 ? "" : "; " + kept));
}

}  // namespace

void check_render_options(const RenderOptions& options, base::RunContext& context) {
  const journal::RenderJournal memory(options.out / memory_file(options.shard));
  drawing_setup(options, memory, context.interrupt);
}

base::ExitCode render(const RenderOptions& options, base::RunContext& context) {
  const auto start = Clock::now();
  // Runs while the summary is read: if no chart changed, reading is all that a run does. A missing
  // or outdated gnuplot is reported before a folder is made. Uses the default policy, because then
  // libstdc++ runs it in get() if the system grants no thread.
  std::future<DrawingSetup> setting_up = std::async([&] {
    return drawing_setup(options, journal::RenderJournal(options.out / memory_file(options.shard)),
                         context.interrupt);
  });
  chart::ChartIndex index{
      files::sha256_of_file(options.summary), {}, options.shard.number, options.shard.count, {}};
  plan::ChartSource source{read(options, context.log)};
  plan::check_chart_files(source.summary);
  source.deployments =
      plan::find_deployment_data(options.deployments, options.summary, source.summary, context.log);
  complete(source, options, context.log);
  index.deployments_sha256 = source.deployments ? source.deployments->sha256 : "";
  const DrawingSetup setup = setting_up.get();
  context.log.debug(
      fmt::format("render: {}, gnuplot {}", setup.gnuplot.path.string(), setup.gnuplot.version));
  if (!setup.encoder.problem.empty()) {
    context.log.warning(setup.encoder.problem);
  }
  OutputFolder folder(options.out, options.shard, context.log);
  if (folder.memory().facts_of(setup.gnuplot.path) != setup.gnuplot_facts) {
    folder.memory().remember_facts(setup.gnuplot.path, setup.gnuplot_facts);
  }
  ChartRun run(options, setup, source, charts_of(source, options.shard), context);
  const int workers = workers_for(options, run.counts().charts);
  gnuplot::GnuplotPool pool(
      {worker_command(setup.gnuplot, folder.path(), setup.encoder), workers, options.chart_timeout},
      context.interrupt);
  run.draw(folder, pool, most_failures_in_a_row(workers));
  if (!run.missing_characters().empty()) {
    context.log.warning(layout::missing_characters_text(run.missing_characters()));
  }
  index.charts = run.take_entries();
  folder.finish(index);
  report(run.counts(), workers, Clock::now() - start, options, context.log);
  return run.counts().failed == 0 ? base::ExitCode::done : base::ExitCode::incomplete;
}

std::filesystem::path index_file(const RenderOptions& options) {
  return options.out / chart::index_file(options.shard);
}

}  // namespace dora::renderer
