// Draws the charts of a run that are out of date and keeps the others.
#include "renderer/chart_run.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "collector/base/error.h"
#include "collector/model/wording.h"
#include "collector/occasions/occasions.h"
#include "renderer/journal/change_report.h"
#include "renderer/plan/chart_captions.h"
#include "renderer/png/picture_texts.h"
#include "renderer/png/recolour.h"
#include "renderer/script/gnuplot_script.h"

namespace dora::renderer {
namespace {

/// A job's id combines the chart's index and the number of the picture's style.
constexpr std::size_t most_styles = 8;

bool has_files(const journal::ChartRecord& record, const std::vector<std::string>& files) {
  return std::equal(
      record.pictures.begin(), record.pictures.end(), files.begin(), files.end(),
      [](const journal::PictureRecord& a, const std::string& b) { return a.file == b; });
}

void set_hashes(chart::ChartEntry& entry, const journal::ChartRecord& record) {
  entry.sha256 = record.pictures.front().sha256;
  for (std::size_t i = 0; i < entry.variants.size(); ++i) {
    entry.variants[i].sha256 = record.pictures[i + 1].sha256;
  }
}

}  // namespace

plan::Axis run_axis(const model::Summary& summary, const RenderOptions& options,
                    const base::RunContext& context) {
  const std::chrono::year_month_day today = std::chrono::floor<std::chrono::days>(context.now);
  return plan::shared_axis(summary, options.as_of.value_or(today));
}

void complete(plan::ChartSource& source, const RenderOptions& options, base::Log& log) {
  source.tier_order = model::TierOrder(options.tier_order);
  if (!options.events.empty()) {
    source.occasions = occasions::read_occasions(options.events);
  }
  const std::filesystem::path& file =
      options.deployments.empty() ? options.summary : options.deployments;
  model::Collection collection;
  try {
    collection = plan::find_collection(file.parent_path()).value_or(model::Collection());
  } catch (const base::Error& error) {
    log.warning(fmt::format("{}; pictures do not say where they come from", error.what()));
  }
  source.groups = std::move(collection.service_groups);
  if (options.credit) {
    source.credit = plan::credit_of(collection);
  }
}

ChartRun::ChartRun(const RenderOptions& options, const DrawingSetup& setup,
                   const plan::ChartSource& source, std::vector<plan::ChartRef> charts,
                   base::RunContext& context)
    : options_(options),
      setup_(setup),
      source_(source),
      charts_(std::move(charts)),
      context_(context),
      axis_(run_axis(source.summary, options, context)),
      shared_hash_(journal::hash_of(setup.inputs)),
      progress_(context.console, "render", std::chrono::steady_clock::now()),
      entries_(charts_.size()) {
  counts_.charts = charts_.size();
}

void ChartRun::draw(OutputFolder& folder, gnuplot::Plotter& plotter, std::size_t most_failures) {
  for (;;) {
    while (plotter.has_room() && has_next_job(folder)) {
      plotter.start(std::move(ready_.front()));
      ready_.pop_front();
    }
    if (drawings_.empty()) {
      return;
    }
    take(plotter.wait(), folder);
    give_up_on(most_failures);
    show_progress(next_ - drawings_.size());
  }
}

void ChartRun::give_up_on(std::size_t most_failures) const {
  const std::size_t left = charts_.size() - next_ + drawings_.size();
  if (failures_in_a_row_ < most_failures || left == 0) {
    return;
  }
  throw base::Error(fmt::format(
      "{} charts in a row could not be drawn, {} were not attempted; the last one, {}; check "
      "{} (or choose another with --gnuplot) and run again: finished charts are kept",
      failures_in_a_row_, left, last_failure_, setup_.gnuplot.path.string()));
}

bool ChartRun::has_next_job(OutputFolder& folder) {
  while (ready_.empty() && next_ < charts_.size()) {
    context_.interrupt.check();
    prepare(next_++, folder);
  }
  return !ready_.empty();
}

void ChartRun::prepare(std::size_t place, OutputFolder& folder) {
  ChartJob drawing{plan_chart(source_, axis_, charts_[place], setup_.styles), {}, {}, 0, {}};
  fit_to_fonts(drawing.planned, setup_.characters, missing_characters_);
  drawing.scripts = scripts_of(drawing.planned, setup_);
  drawing.script_hash = hash_of(drawing.planned, drawing.scripts);
  drawing.planned.entry.key = chart_key(shared_hash_, drawing.script_hash);
  if (options_.keep_scripts) {
    write_scripts(drawing, folder);
  }
  entries_[place] = drawing.planned.entry;
  if (!options_.force && keep(drawing, place, folder)) {
    ++counts_.up_to_date;
  } else {
    begin(place, std::move(drawing), folder);
  }
}

/// Returns true if the chart is up to date.
bool ChartRun::keep(const ChartJob& drawing, std::size_t place, OutputFolder& folder) {
  chart::ChartEntry& entry = entries_[place];
  auto record = folder.intact(entry.id, entry.key);
  if (!record || !has_files(*record, picture_files(entry))) {
    return false;
  }
  set_hashes(entry, *record);
  folder.keep(*record);
  const journal::ChartRecord* remembered = folder.memory().find(entry.id);
  if (remembered == nullptr || *remembered != *record) {
    folder.memory().remember(entry.id, std::move(*record), setup_.inputs,
                             journal::inputs_of(drawing.planned.chart, drawing.script_hash));
  }
  return true;
}

void ChartRun::begin(std::size_t place, ChartJob drawing, OutputFolder& folder) {
  ChartJob& begun = drawings_[place] = std::move(drawing);
  for (std::size_t style = 0; style < setup_.styles.size(); ++style) {
    if (setup_.styles[style].format == chart::PictureFormat::png &&
        !recoloured_from(begun.planned, setup_, style)) {
      add_job(place, style, begun, folder);
    }
  }
}

void ChartRun::add_job(std::size_t place, std::size_t style, ChartJob& drawing,
                       const OutputFolder& folder) {
  const chart::PictureStyle wanted = style_for(drawing.planned, setup_.styles[style]);
  gnuplot::PlotJob job;
  job.id = place * most_styles + style;
  job.output = folder.temporary_name(picture_files(drawing.planned.entry)[style]);
  job.script = script(drawing, style).writing(job.output);
  job.size = size_of(wanted);
  ready_.push_back(std::move(job));
  ++drawing.left;
}

const script::GnuplotScript& ChartRun::script(ChartJob& job, std::size_t style) const {
  auto& made = job.scripts[style];
  if (!made) {
    made = script_of(job.planned, setup_.styles[style]);
  }
  return *made;
}

void ChartRun::write_scripts(ChartJob& job, OutputFolder& folder) const {
  const std::vector<std::string> files = picture_files(job.planned.entry);
  for (std::size_t style = 0; style < files.size(); ++style) {
    if (setup_.styles[style].format == chart::PictureFormat::svg) {
      continue;
    }
    folder.write_script(files[style], script(job, style).writing(files[style]));
  }
}

void ChartRun::take(const gnuplot::PlotResult& result, OutputFolder& folder) {
  const std::size_t place = result.id / most_styles;
  ChartJob& drawing = drawings_.at(place);
  if (!result.ok && drawing.reason.empty()) {
    drawing.reason = result.reason;
  }
  --drawing.left;
  if (drawing.reason.empty()) {
    recolour_others(place, result.id % most_styles, folder);
  }
  if (drawing.left == 0) {
    ChartJob finished = std::move(drawing);
    drawings_.erase(place);
    finish(place, finished, folder);
  }
}

/// Recolours this picture to make the others or, where that is not possible, has them drawn.
void ChartRun::recolour_others(std::size_t place, std::size_t style, OutputFolder& folder) {
  ChartJob& drawing = drawings_.at(place);
  const std::vector<std::string> files = picture_files(drawing.planned.entry);
  for (std::size_t other = 0; other < setup_.styles.size(); ++other) {
    if (recoloured_from(drawing.planned, setup_, other) != style) {
      continue;
    }
    const auto picture = png::recolour(folder.drawn(files[style]), setup_.styles[style].theme,
                                       setup_.styles[other].theme);
    if (picture) {
      folder.put_drawn(files[other], *picture);
    } else {
      add_job(place, other, drawing, folder);
    }
  }
}

void ChartRun::finish(std::size_t place, const ChartJob& drawing, OutputFolder& folder) {
  chart::ChartEntry& entry = entries_[place];
  if (!drawing.reason.empty()) {
    entry.reason = drawing.reason;
    fail(entry, folder);
    return;
  }
  failures_in_a_row_ = 0;
  journal::ChartRecord record{entry.key, {}};
  const std::vector<std::string> files = picture_files(entry);
  for (std::size_t style = 0; style < files.size(); ++style) {
    const chart::PictureStyle& wanted = setup_.styles[style];
    if (wanted.format == chart::PictureFormat::svg) {
      record.pictures.push_back(folder.publish(files[style], svg_of(drawing.planned, wanted.size)));
      continue;
    }
    const std::string drawn = folder.drawn(files[style]);
    record.pictures.push_back(folder.publish(files[style],
                                             png::with_texts(drawn, texts_of(drawing.planned)),
                                             drawn.size() - png::end_chunk_size));
  }
  set_hashes(entry, record);
  folder.memory().remember(entry.id, std::move(record), setup_.inputs,
                           journal::inputs_of(drawing.planned.chart, drawing.script_hash));
}

void ChartRun::fail(chart::ChartEntry& entry, OutputFolder& folder) {
  for (const std::string& file : picture_files(entry)) {
    folder.discard(file);
  }
  entry.status = chart::Status::failed;
  entry.variants.clear();
  ++failures_in_a_row_;
  last_failure_ = fmt::format("{}: {}", entry.file, entry.reason);
  const std::string message = fmt::format("chart {} failed: {}", entry.file, entry.reason);
  counts_.failed++ < most_warnings ? context_.log.warning(message) : context_.log.debug(message);
}

void ChartRun::show_progress(std::size_t finished) {
  progress_.update(finished, counts_.charts, "charts", std::chrono::steady_clock::now());
}

}  // namespace dora::renderer
