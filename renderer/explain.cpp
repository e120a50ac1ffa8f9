// Explains why a chart would be redrawn; changes no file.
#include "renderer/explain.h"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "collector/base/error.h"
#include "collector/base/files/sha256.h"
#include "collector/base/text/printable.h"
#include "collector/model/summary_json.h"
#include "renderer/chart/chart_name.h"
#include "renderer/chart_pictures.h"
#include "renderer/chart_run.h"
#include "renderer/journal/change_report.h"
#include "renderer/output_folder.h"

namespace dora::renderer {
namespace {

/// The charts of the service, or of all services; never empty.
std::vector<plan::ChartRef> charts_to_explain(const plan::ChartSource& source,
                                              const RenderOptions& options) {
  const auto& services = source.summary.services;
  const std::string& service = *options.explain;
  const auto found = std::ranges::find(services, service, &model::ServiceSummary::service);
  if (found == services.end() && service != chart::combined_stem) {
    throw base::Error(fmt::format("--explain: {} has no service '{}'", options.summary.string(),
                                  text::printable(service)));
  }
  const auto place = static_cast<std::size_t>(found - services.begin());
  std::vector<plan::ChartRef> charts = charts_of(source);
  std::erase_if(charts, [&](const plan::ChartRef& chart) {
    return chart::is_overall(chart.kind) ? found != services.end() : chart.service != place;
  });
  return charts;
}

/// The shard given, or that of these charts if the folder contains shards and none was given.
chart::Shard shard_in(const RenderOptions& options, chart::Kind kind) {
  const std::vector<chart::Shard> present = chart::shards_in(options.out);
  if (!options.shard.is_whole() || present.empty() || present.front().is_whole()) {
    return options.shard;
  }
  const int count = present.front().count;
  return {chart::is_overall(kind) ? 1 : chart::shard_of(*options.explain, count), count};
}

std::vector<std::string> problems_of(const std::filesystem::path& folder,
                                     const journal::ChartRecord& record) {
  std::vector<std::string> lines;
  for (const journal::PictureRecord& picture : record.pictures) {
    if (const auto stamp = journal::stamp_of_own(folder / picture.file); !stamp) {
      lines.push_back(fmt::format("the file {} is missing", picture.file));
    } else if (*stamp != picture.stamp &&
               files::sha256_of_file(folder / picture.file) != picture.sha256) {
      lines.push_back(fmt::format("the file {} was altered", picture.file));
    }
  }
  return lines;
}

/// What all explained charts have in common.
struct Explanation {
  const RenderOptions& options;
  const DrawingSetup& setup;
  const journal::RenderJournal& memory;
};

std::vector<std::string> changes_of(const plan::PlannedChart& planned,
                                    const Explanation& explanation) {
  const auto& [options, setup, memory] = explanation;
  const journal::ChartRecord* record = memory.find(planned.entry.id);
  if (record == nullptr) {
    return {"it has not been drawn yet"};
  }
  const auto [shared, own] = memory.inputs_of(planned.entry.id);
  std::vector<std::string> lines = journal::differences(shared, setup.inputs);
  std::ranges::move(
      journal::differences(
          own, journal::inputs_of(planned.chart, hash_of(planned, scripts_of(planned, setup)))),
      std::back_inserter(lines));
  std::ranges::move(problems_of(options.out, *record), std::back_inserter(lines));
  return lines;
}

/// Adds the lines not yet in `all`; except for the first chart's, they name their chart.
void add_lines(std::vector<std::string>& all, const std::vector<std::string>& lines,
               chart::Kind kind) {
  const bool first = kind == chart::Kind::combined || kind == chart::Kind::service;
  const std::vector<std::string> said = all;
  for (const std::string& line : lines) {
    if (std::ranges::find(said, line) == said.end()) {
      all.push_back(first ? line : fmt::format("{}: {}", name_of(kind), line));
    }
  }
}

}  // namespace

std::vector<std::string> explain(const RenderOptions& options, base::RunContext& context) {
  plan::ChartSource source{model::read_summary(options.summary).summary};
  source.deployments =
      plan::find_deployment_data(options.deployments, options.summary, source.summary, context.log);
  complete(source, options, context.log);
  const std::vector<plan::ChartRef> charts = charts_to_explain(source, options);
  const journal::RenderJournal memory(options.out /
                                      memory_file(shard_in(options, charts.front().kind)));
  const DrawingSetup setup = drawing_setup(options, memory, context.interrupt);
  const plan::Axis axis = run_axis(source.summary, options, context);
  std::vector<std::string> lines;
  for (const plan::ChartRef& chart : charts) {
    plan::PlannedChart planned = plan_chart(source, axis, chart, setup.styles);
    std::set<char32_t> missing;
    fit_to_fonts(planned, setup.characters, missing);
    add_lines(lines, changes_of(planned, {options, setup, memory}), chart.kind);
  }
  return lines.empty() ? std::vector<std::string>{"nothing changed"} : lines;
}

}  // namespace dora::renderer
