// Assigns charts to pages, and placeholders where a chart is missing.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "collector/model/summary.h"
#include "reports/inputs/chart_folders.h"

namespace dora::inputs {

/// A picture in a folder of charts.
struct ChartSource {
  std::string file;    ///< Not a path, which takes three times the memory.
  std::string sha256;  ///< From the index.
};

/// A chart as shown on a page, or why it cannot be shown. Files are named relative to the site's
/// folder of charts; their names contain no characters that need escaping.
struct ChartView {
  bool shown = false;
  bool has_data = true;  ///< False: there is no data to show, and so no picture.
  std::string file;
  std::string dark_file;  ///< For readers who prefer dark pages; empty if none.
  std::string svg_file;   ///< Empty if none.
  bool on_light = true;   ///< `file` has a light background.
  int scale = 1;          ///< Pixels of the files per CSS pixel.
  std::string width;
  std::string height;
  std::string alt;
  std::string reason;                ///< Why it is not shown.
  std::vector<ChartSource> sources;  ///< All of its files, where they are now; not opened yet.
};

struct SiteCharts {
  ChartView combined;
  std::vector<ChartView> services;  ///< In the order of the summary.
  /// The renderer had the deployments. Without them it drew only the charts above.
  bool has_details = false;
  ChartView heatmap;
  ChartView lead_time;
  ChartView restore_time;
  std::vector<ChartView> times;      ///< Like `services`; empty without details.
  std::vector<ChartView> tiers;      ///< Likewise; has no data if the service has one tier.
  std::size_t failed = 0;            ///< According to the index.
  std::vector<std::string> missing;  ///< Charts not in any index, or without a file: of whom.
  /// Why existing pictures were refused: sentences for the log, in order.
  std::vector<std::string> refused;
};

/// Every chart that may be on a page.
std::vector<ChartView*> all_charts(SiteCharts& charts);

SiteCharts site_charts(const std::vector<IndexedCharts>& folders, const model::Summary& summary);

}  // namespace dora::inputs
