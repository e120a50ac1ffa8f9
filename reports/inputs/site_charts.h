// Assigns charts to pages, and placeholders where a chart is missing.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "collector/model/summary.h"
#include "renderer/chart/chart_index.h"
#include "renderer/chart/picture.h"
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
  std::string file;      ///< A PNG; empty if the site has only the SVG.
  std::string
      dark_file;  ///< For readers who prefer dark pages; empty if none or if there is an SVG.
  bool on_light = true;  ///< `file` has a light background.
  int scale = 1;         ///< Pixels of the PNG files per CSS pixel.
  std::string width;     ///< Of the PNG files, in CSS pixels.
  std::string height;
  std::string svg_file;  ///< Suits light and dark pages; empty if none.
  chart::Size svg_size{0, 0};
  chart::Size svg_narrow{0, 0};          ///< In boxes of at most chart::narrow_layout_width.
  std::optional<chart::ChartRows> rows;  ///< Of a heatmap's SVG; its services are in the summary.
  std::string alt;
  std::string reason;  ///< Why it is not shown.
  /// The files that the site needs, where they are now; not opened yet. A PNG comes first.
  std::vector<ChartSource> sources;
};

struct SiteCharts {
  ChartView combined;
  std::vector<ChartView> services;  ///< In the order of the summary.
  /// The renderer had the deployments. Without them it drew only the charts above.
  bool has_details = false;
  ChartView heatmap;
  ChartView worst_heatmap;  ///< Has no data if all services are in the other one.
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
