// Tells why a chart would be drawn again; draws nothing and changes no file.
#include "renderer/explain.h"

#include <algorithm>

#include <fmt/format.h>

#include "collector/base/atomic_file.h"
#include "collector/base/error.h"
#include "collector/base/printable.h"
#include "collector/base/sha256.h"
#include "collector/model/summary_json.h"
#include "renderer/chart/chart_name.h"
#include "renderer/chart_pictures.h"
#include "renderer/chart_run.h"
#include "renderer/differences.h"
#include "renderer/output_folder.h"

namespace dora::renderer {
namespace {

/// As plan_chart() counts charts.
std::size_t number_of(const model::Summary& summary, const std::string& service,
                      const std::filesystem::path& file) {
  const auto found = std::ranges::find(summary.services, service, &model::ServiceSummary::service);
  if (found != summary.services.end()) {
    return static_cast<std::size_t>(found - summary.services.begin()) + 1;
  }
  if (service == chart::combined_stem) {
    return 0;
  }
  throw base::Error(
      fmt::format("--explain: {} has no service '{}'", file.string(), base::printable(service)));
}

/// The shard whose charts the folder holds and this is among; of shards none may be named.
chart::Shard shard_in(const RenderOptions& options, std::size_t number) {
  const std::vector<chart::Shard> present = chart::shards_in(options.out);
  if (!options.shard.is_whole() || present.empty() || present.front().is_whole()) {
    return options.shard;
  }
  const int count = present.front().count;
  return {number == 0 ? 1 : chart::shard_of(*options.explain, count), count};
}

std::vector<std::string> problems_of(const std::filesystem::path& folder,
                                     const ChartRecord& record) {
  std::vector<std::string> lines;
  for (const PictureRecord& picture : record.pictures) {
    if (const auto stamp = stamp_of(folder / picture.file); !stamp) {
      lines.push_back(fmt::format("the file {} is missing", picture.file));
    } else if (*stamp != picture.stamp &&
               base::sha256(base::read_file(folder / picture.file)) != picture.sha256) {
      lines.push_back(fmt::format("the file {} was altered", picture.file));
    }
  }
  return lines;
}

}  // namespace

std::vector<std::string> explain(const RenderOptions& options, base::RunContext& context) {
  const model::Summary summary = model::read_summary(options.summary).summary;
  const std::size_t number = number_of(summary, *options.explain, options.summary);
  const ChartMemory memory(options.out / memory_file(shard_in(options, number)));
  const DrawingSetup setup = drawing_setup(options, memory, context.interrupt);
  const Axis axis = run_axis(summary, options, context);
  const PlannedChart planned = plan_chart(summary, axis, number, setup.styles);
  const ChartRecord* record = memory.find(planned.entry.id);
  if (record == nullptr) {
    return {"it was not drawn yet"};
  }
  const auto [shared, own] = memory.inputs_of(planned.entry.id);
  std::vector<std::string> lines = differences(shared, setup.inputs);
  std::ranges::move(differences(own, inputs_of(planned.chart, script_hash(planned, setup.styles))),
                    std::back_inserter(lines));
  std::ranges::move(problems_of(options.out, *record), std::back_inserter(lines));
  return lines.empty() ? std::vector<std::string>{"nothing changed"} : lines;
}

}  // namespace dora::renderer
