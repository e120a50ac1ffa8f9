// Which chart belongs on which page, and what stands in for one that is not there; draws nothing.
#include "reports/site_charts.h"

#include <map>
#include <string_view>

#include <fmt/format.h>

#include "collector/base/error.h"
#include "collector/base/printable.h"
#include "renderer/chart/chart_index.h"
#include "renderer/chart/chart_name.h"

namespace dora::reports {
namespace {

ChartView absent(SiteCharts& charts, std::string_view whose, const char* reason) {
  charts.missing.push_back(base::printable(whose));
  ChartView view;
  view.reason = reason;
  return view;
}

/// `site_file` is what the renderer calls the file; any other name is not of its making.
ChartView view_of(const std::filesystem::path& folder, const chart::ChartEntry& entry,
                  const std::string& site_file, SiteCharts& charts) {
  if (entry.status == chart::Status::failed) {
    ++charts.failed;
    ChartView view;
    view.reason = base::printable(entry.reason);
    return view;
  }
  std::error_code error;
  if (entry.file != site_file || !std::filesystem::is_regular_file(folder / entry.file, error)) {
    return absent(charts, entry.kind == chart::Kind::combined ? "all services" : entry.service,
                  "its file is missing");
  }
  return {true,
          site_file,
          std::to_string(entry.width),
          std::to_string(entry.height),
          base::printable(entry.alt),
          {}};
}

}  // namespace

SiteCharts read_site_charts(const std::filesystem::path& folder, const model::Summary& summary) {
  const std::filesystem::path index_file = folder / chart::chart_index_file;
  std::error_code error;
  if (!std::filesystem::exists(index_file, error)) {
    throw base::Error(fmt::format(
        "there is no {}: run `dora-report render --summary DATA/summary.json --out {}` first",
        index_file.string(), folder.string()));
  }
  const chart::ChartIndex index = chart::read_chart_index(index_file);
  const chart::ChartEntry* combined = nullptr;
  std::map<std::string_view, const chart::ChartEntry*> by_service;
  for (const chart::ChartEntry& entry : index.charts) {
    if (entry.kind == chart::Kind::combined) {
      combined = &entry;
    } else {
      by_service.emplace(entry.service, &entry);
    }
  }
  SiteCharts charts;
  charts.combined = combined != nullptr
                        ? view_of(folder, *combined, chart::combined_chart_file(), charts)
                        : absent(charts, "all services", "it was not rendered");
  for (const model::ServiceSummary& service : summary.services) {
    const auto found = by_service.find(service.service);
    charts.services.push_back(
        found != by_service.end()
            ? view_of(folder, *found->second, chart::service_chart_file(service.service), charts)
            : absent(charts, service.service, "it was not rendered"));
  }
  return charts;
}

}  // namespace dora::reports
