// Which chart belongs on which page, and what stands in for one that is not there; draws nothing.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "collector/model/summary.h"

namespace dora::reports {

/// A chart as a page shows it, or the reason why it cannot.
struct ChartView {
  bool shown = false;
  std::string file;  ///< Within the site's folder of charts; made of characters that need no care.
  std::string width;
  std::string height;
  std::string alt;
  std::string reason;  ///< Why it is not shown.
};

struct SiteCharts {
  ChartView combined;
  std::vector<ChartView> services;   ///< In the order of the summary.
  std::size_t failed = 0;            ///< charts.json says so.
  std::vector<std::string> missing;  ///< Not in charts.json, or without a file: whose charts.
};

/// Reads charts.json in `folder`. Throws an Error when it is missing or unreadable.
SiteCharts read_site_charts(const std::filesystem::path& folder, const model::Summary& summary);

}  // namespace dora::reports
