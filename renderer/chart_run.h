// Draws the charts of a run that are out of date and keeps the others.
#pragma once

#include <cstddef>
#include <deque>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "collector/base/progress.h"
#include "collector/base/run_context.h"
#include "renderer/chart_pictures.h"
#include "renderer/gnuplot/plotter.h"
#include "renderer/output_folder.h"

namespace dora::renderer {

/// Enough to see what is wrong; the log's last line says where to find all of them.
inline constexpr std::size_t most_warnings = 10;

struct RunCounts {
  std::size_t charts = 0;      ///< All charts of this run.
  std::size_t up_to_date = 0;  ///< Not drawn.
  std::size_t failed = 0;
};

/// The axis of all charts, as of the day given in the options, or today.
plan::Axis run_axis(const model::Summary& summary, const RenderOptions& options,
                    const base::RunContext& context);

/// Sets what charts show beyond their figures: credit and the order of tiers. Logs a warning if the
/// collection.json that names the project cannot be read.
void complete(plan::ChartSource& source, const RenderOptions& options, base::Log& log);

/// Plans, draws and publishes one chart at a time, so that memory holds only the summary, the index
/// and the few scripts in progress. A chart is published once all of its pictures exist.
class ChartRun {
 public:
  /// Everything is borrowed. `charts`: which of the source's charts to draw.
  ChartRun(const RenderOptions& options, const DrawingSetup& setup, const plan::ChartSource& source,
           std::vector<plan::ChartRef> charts, base::RunContext& context);

  /// Draws what must be drawn. Throws what ends the run, including an Error if
  /// `most_failures` charts fail in a row and others are left: then the charts are not to blame.
  void draw(OutputFolder& folder, gnuplot::Plotter& plotter, std::size_t most_failures);

  const RunCounts& counts() const { return counts_; }
  /// The characters of all texts that the fonts lack.
  const std::set<char32_t>& missing_characters() const { return missing_characters_; }
  std::vector<chart::ChartEntry> take_entries() { return std::move(entries_); }

 private:
  struct ChartJob {
    plan::PlannedChart planned;
    Scripts scripts;
    std::string script_hash;
    std::size_t left = 0;  ///< Pictures still being drawn.
    std::string reason;    ///< Why the first failed one did.
  };

  bool has_next_job(OutputFolder& folder);
  void prepare(std::size_t place, OutputFolder& folder);
  bool keep(const ChartJob& drawing, std::size_t place, OutputFolder& folder);
  void begin(std::size_t place, ChartJob drawing, OutputFolder& folder);
  void add_job(std::size_t place, std::size_t style, ChartJob& drawing, const OutputFolder& folder);
  void write_scripts(ChartJob& job, OutputFolder& folder) const;
  /// Makes it unless the chart has it already.
  const script::GnuplotScript& script(ChartJob& job, std::size_t style) const;
  void take(const gnuplot::PlotResult& result, OutputFolder& folder);
  void recolour_others(std::size_t place, std::size_t style, OutputFolder& folder);
  void finish(std::size_t place, const ChartJob& drawing, OutputFolder& folder);
  void fail(chart::ChartEntry& entry, OutputFolder& folder);
  void give_up_on(std::size_t most_failures) const;
  void show_progress(std::size_t finished);

  const RenderOptions& options_;
  const DrawingSetup& setup_;
  const plan::ChartSource& source_;
  const std::vector<plan::ChartRef> charts_;
  base::RunContext& context_;
  plan::Axis axis_;
  std::string shared_hash_;
  base::Progress progress_;
  std::size_t next_ = 0;  ///< Index into charts_.
  std::deque<gnuplot::PlotJob> ready_;
  std::map<std::size_t, ChartJob> drawings_;  ///< In progress, by index in entries_.
  std::vector<chart::ChartEntry> entries_;
  RunCounts counts_;
  std::size_t failures_in_a_row_ = 0;
  std::string last_failure_;
  std::set<char32_t> missing_characters_;
};

}  // namespace dora::renderer
