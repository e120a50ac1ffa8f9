// What `render` can be asked for.
#pragma once

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "renderer/chart/picture.h"
#include "renderer/chart/shard.h"

namespace dora::renderer {

struct RenderOptions {
  std::filesystem::path summary;
  /// A service_deployments.json, for the charts that need it; empty: the one beside `summary`, if
  /// there is one. The collection.json beside it tells the time zone.
  std::filesystem::path deployments{};
  std::filesystem::path out;
  int jobs = 0;  ///< gnuplot workers; 0: one for each CPU that the process may use.
  std::chrono::seconds chart_timeout{30};
  chart::Size size;  ///< CSS pixels.
  int scale = 1;
  std::vector<chart::Theme> themes{chart::Theme::light,
                                   chart::Theme::dark};  ///< Not empty, each once, in this order.
  bool svg = false;                                      ///< SVG pictures beside the PNG ones.
  chart::PngMode png = chart::PngMode::palette;
  bool keep_scripts = false;  ///< Leaves `<picture>.gp` beside each picture.
  bool force = false;         ///< Draws what is up to date, too.
  chart::Shard shard;         ///< Which part of the charts to draw.
  /// A service, or `combined`: explain() tells of it; render() does not look at this.
  std::optional<std::string> explain;
  /// Periods that this day falls into, or that begin later, are unfinished; default: today.
  std::optional<std::chrono::year_month_day> as_of;
  std::string gnuplot = "gnuplot";  ///< A path, or a name to be found in PATH.
};

}  // namespace dora::renderer
