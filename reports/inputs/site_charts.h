// Which chart belongs on which page, and what stands in for one that is not there; draws nothing.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "collector/model/summary.h"
#include "reports/inputs/chart_folders.h"

namespace dora::inputs {

/// A picture in a folder of charts.
struct ChartSource {
  std::string file;    ///< A text, because a path takes thrice the memory.
  std::string sha256;  ///< As the index has it.
};

/// A chart as a page shows it, or the reason why it cannot. Files are named as within the site's
/// folder of charts; their names are made of characters that need no care.
struct ChartView {
  bool shown = false;
  bool has_data = true;  ///< False: there is nothing to show, and so no picture.
  std::string file;
  std::string dark_file;  ///< For readers who prefer dark pages; empty: there is none.
  std::string svg_file;   ///< Empty: there is none.
  bool on_light = true;   ///< `file` has a light background.
  int scale = 1;          ///< Pixels of the files for one of the page.
  std::string width;
  std::string height;
  std::string alt;
  std::string reason;                ///< Why it is not shown.
  std::vector<ChartSource> sources;  ///< All of its files, where they are now; not yet opened.
};

struct SiteCharts {
  ChartView combined;
  std::vector<ChartView> services;  ///< In the order of the summary.
  /// The renderer had the deployments. Else it drew the charts above alone, and there are no
  /// others.
  bool has_details = false;
  ChartView heatmap;
  ChartView lead_time;
  ChartView restore_time;
  std::vector<ChartView> times;      ///< As `services`; empty without details.
  std::vector<ChartView> tiers;      ///< The same; one of a service of one tier has no data.
  std::size_t failed = 0;            ///< The index says so.
  std::vector<std::string> missing;  ///< Not in an index, or without a file: whose charts.
  /// Why pictures that are there could not be taken: sentences for the log, in order.
  std::vector<std::string> refused;
};

/// Every chart that there may be.
std::vector<ChartView*> all_charts(SiteCharts& charts);

SiteCharts site_charts(const std::vector<IndexedCharts>& folders, const model::Summary& summary);

}  // namespace dora::inputs
