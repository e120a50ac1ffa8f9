// The renderer stage: summary.json in, a folder of PNG charts and charts.json out.
#include "renderer/render.h"

#include <algorithm>
#include <cstddef>
#include <utility>

#include <fmt/format.h>

#include "collector/base/progress.h"
#include "collector/model/instant.h"
#include "collector/model/summary_json.h"
#include "renderer/chart_plan.h"
#include "renderer/cpu_quota.h"
#include "renderer/gnuplot_pool.h"
#include "renderer/gnuplot_program.h"
#include "renderer/gnuplot_script.h"
#include "renderer/output_folder.h"

namespace dora::renderer {
namespace {

using Clock = std::chrono::steady_clock;

/// Enough to see what is wrong; all of them stand where the last line says.
constexpr std::size_t most_warnings = 10;

int workers_for(const RenderOptions& options, std::size_t charts) {
  const int wanted = options.jobs > 0 ? options.jobs : usable_cpus();
  return static_cast<int>(std::min(static_cast<std::size_t>(wanted), charts));
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

/// One run: plans, draws and publishes chart by chart, so that memory holds the summary, the index
/// and the few scripts that are under way.
class Run {
 public:
  Run(const RenderOptions& options, base::RunContext& context, const model::Summary& summary)
      : options_(options),
        context_(context),
        summary_(summary),
        axis_(shared_axis(summary, options.as_of.value_or(today(context)))),
        folder_(options.out, context.log),
        progress_(context.console, "render", Clock::now()) {}

  void draw(const GnuplotProgram& gnuplot, int workers) {
    index_.charts.resize(count());
    GnuplotPool pool({worker_command(gnuplot, folder_.path()), workers, options_.chart_timeout},
                     context_.interrupt);
    std::size_t started = 0;
    for (std::size_t finished = 0; finished < count(); ++finished) {
      while (started < count() && pool.has_room()) {
        pool.start(prepare(started++));
      }
      take(pool.wait());
      progress_.update(fmt::format("{}/{} charts", model::count_text(to_count(finished + 1)),
                                   model::count_text(to_count(count()))),
                       Clock::now());
    }
  }

  void finish() { folder_.finish(index_); }

  /// One for every service and the combined one.
  std::size_t count() const { return summary_.services.size() + 1; }
  std::size_t failed() const { return failed_; }
  std::filesystem::path index_file() const { return options_.out / chart::chart_index_file; }

 private:
  static std::int64_t to_count(std::size_t number) { return static_cast<std::int64_t>(number); }

  static std::chrono::year_month_day today(const base::RunContext& context) {
    return std::chrono::floor<std::chrono::days>(context.now);
  }

  PlotJob prepare(std::size_t number) {
    PlannedChart planned = number == 0 ? plan_combined(summary_, axis_)
                                       : plan_service(summary_.services[number - 1], axis_);
    const PictureStyle style{{options_.width, options_.height}};
    const std::string& file = planned.entry.file;
    if (options_.keep_scripts) {
      folder_.write_script(file, gnuplot_script(planned.chart, style, file));
    }
    PlotJob job{number, "", OutputFolder::temporary_name(file), style.format, size_of(style)};
    job.script = gnuplot_script(planned.chart, style, job.output);
    planned.entry.width = style.size.width;
    planned.entry.height = style.size.height;
    index_.charts[number] = std::move(planned.entry);
    return job;
  }

  void take(const PlotResult& result) {
    chart::ChartEntry& entry = index_.charts[result.id];
    if (result.ok) {
      entry.sha256 = folder_.publish(entry.file);
      return;
    }
    folder_.discard(entry.file);
    entry.status = chart::Status::failed;
    entry.reason = result.reason;
    const std::string message = fmt::format("chart {} failed: {}", entry.file, entry.reason);
    failed_++ < most_warnings ? context_.log.warning(message) : context_.log.debug(message);
  }

  const RenderOptions& options_;
  base::RunContext& context_;
  const model::Summary& summary_;
  Axis axis_;
  OutputFolder folder_;
  base::Progress progress_;
  chart::ChartIndex index_;
  std::size_t failed_ = 0;
};

void report(const Run& run, int workers, Clock::duration took, base::RunContext& context) {
  if (run.failed() > most_warnings) {
    context.log.warning(fmt::format("and {} more failed; {} has every reason",
                                    run.failed() - most_warnings, run.index_file().string()));
  }
  const auto text = [](std::size_t number) {
    return model::count_text(static_cast<std::int64_t>(number));
  };
  const std::string failed =
      run.failed() == 0 ? "" : fmt::format(", {} failed", text(run.failed()));
  context.log.info(fmt::format(
      "rendered {} charts in {:.1f} s ({} worker{}){}", text(run.count() - run.failed()),
      std::chrono::duration<double>(took).count(), workers, workers == 1 ? "" : "s", failed));
}

}  // namespace

void check_render_options(const RenderOptions& options, base::RunContext& context) {
  find_gnuplot(options.gnuplot, context.interrupt);
}

base::ExitCode render(const RenderOptions& options, base::RunContext& context) {
  const auto start = Clock::now();
  const GnuplotProgram gnuplot = find_gnuplot(options.gnuplot, context.interrupt);
  context.log.debug(fmt::format("render: {}, gnuplot {}", gnuplot.path.string(), gnuplot.version));
  const model::Summary summary = read(options, context.log);
  check_chart_files(summary);
  Run run(options, context, summary);
  const int workers = workers_for(options, run.count());
  run.draw(gnuplot, workers);
  run.finish();
  report(run, workers, Clock::now() - start, context);
  return run.failed() == 0 ? base::ExitCode::done : base::ExitCode::incomplete;
}

}  // namespace dora::renderer
