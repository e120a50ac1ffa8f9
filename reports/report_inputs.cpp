// Reads what a report or a card is made from: the collector's data and the renderer's indexes.
#include "reports/report_inputs.h"

#include <utility>

#include <fmt/format.h>

#include "collector/base/files/open_file.h"
#include "collector/base/parallel.h"
#include "collector/model/data_files.h"
#include "reports/inputs/foreign_links.h"
#include "reports/inputs/read_report_data.h"

namespace dora::reports {

ReportInputs read_report_inputs(const std::filesystem::path& data,
                                const std::vector<std::filesystem::path>& charts, base::Log& log) {
  inputs::ReadReportData read;
  std::vector<inputs::IndexedCharts> indexes;
  // This thread reuses memory that reading the indexes needs for a while; the data stay.
  for (const char* name : {model::summary_file, model::deployments_file, model::collection_file,
                           model::open_merge_requests_file, model::weeks_file}) {
    files::require_no_link(data, name);
  }
  base::run_both([&] { read = inputs::read_report_data(data); },
                 [&] {
                   if (!charts.empty()) {
                     indexes = inputs::read_chart_folders(charts, data / model::summary_file);
                   }
                 });
  log.warnings(read.warnings, "such keys; --log-file lists them");
  if (const std::size_t dropped = inputs::drop_foreign_links(read.data); dropped > 0) {
    log.warning(fmt::format(
        "addresses of merge requests that are not on their project's host, or contain credentials: "
        "{}; they are left out",
        dropped));
  }
  return {std::move(read.data), std::move(indexes)};
}

}  // namespace dora::reports
