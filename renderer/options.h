// The options of `render`.
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
  /// A service_deployments.json, for the charts that need it; empty: the one next to `summary`, if
  /// it exists. The collection.json next to it gives the time zone.
  std::filesystem::path deployments{};
  std::filesystem::path out;
  int jobs = 0;  ///< gnuplot workers; 0: one per CPU that the process may use.
  std::chrono::seconds chart_timeout{30};
  chart::Size size;  ///< CSS pixels.
  int scale = 1;
  std::vector<chart::Theme> themes{chart::Theme::light};  ///< Of PNG files; not empty, each once.
  bool svg = true;                                        ///< Also write SVG pictures.
  bool credit = true;                                     ///< Say on pictures where they come from.
  std::filesystem::path events{};                         ///< Of occasions to mark; empty: none.
  std::vector<std::string> tier_order{};  ///< As in model::TierOrder; empty: by the usual names.
  chart::PngMode png = chart::PngMode::palette;
  bool keep_scripts = false;  ///< Leave `<picture>.gp` next to each picture.
  bool force = false;         ///< Draw charts that are up to date, too.
  chart::Shard shard;         ///< Which part of the charts to draw.
  /// A service, or `combined`: what explain() explains; render() ignores this.
  std::optional<std::string> explain;
  /// Periods that contain this day, or begin later, are unfinished; default: today.
  std::optional<std::chrono::year_month_day> as_of;
  std::string gnuplot = "gnuplot";  ///< A path, or a name to look up in PATH.
};

}  // namespace dora::renderer
