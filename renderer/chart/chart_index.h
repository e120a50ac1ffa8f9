// charts.json: the charts and their outcomes, as the renderer hands them to the report.
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "renderer/chart/kind.h"
#include "renderer/chart/picture.h"

namespace dora::chart {

enum class Status { rendered, failed };

inline constexpr int narrow_layout_width = 540;  ///< CSS pixels.

/// Another picture of a chart: in a different theme or format.
struct ChartVariant {
  Theme theme = Theme::light;  ///< Of a PNG; an SVG follows its reader's theme.
  PictureFormat format = PictureFormat::png;
  std::string file;    ///< Relative to the folder of charts.json.
  std::string sha256;  ///< Of the file's bytes, in hexadecimal.
  /// Of an SVG, in CSS pixels: the size of its wide layout, and that of the one which it shows in
  /// boxes of at most `narrow_layout_width`.
  Size size{0, 0};
  Size narrow{0, 0};

  bool operator==(const ChartVariant&) const = default;
};

/// The rows of a heatmap, which are equally high, in CSS pixels of its SVG's wide layout.
struct ChartRows {
  int top = 0;     ///< Of the first row.
  int bottom = 0;  ///< Of the last row.
  std::vector<std::string> services;

  bool operator==(const ChartRows&) const = default;
};

struct ChartEntry {
  std::string id;  ///< chart_id(); unique.
  Kind kind = Kind::service;
  std::string service;  ///< Empty for charts of all services.
  std::string file;     ///< Relative to the folder of charts.json.
  int width = 0;        ///< CSS pixels: the file has `scale` times as many.
  int height = 0;       ///< CSS pixels.
  int scale = 1;
  std::string alt;     ///< States the figures in words.
  std::string sha256;  ///< Of the file's bytes, in hexadecimal; empty if failed.
  std::vector<ChartVariant> variants;
  std::optional<ChartRows> rows{};  ///< Of a heatmap that has an SVG.
  std::string key;  ///< Of everything the pictures are drawn from; empty if unknown.
  Status status = Status::rendered;
  std::string reason;  ///< Why it failed, in gnuplot's own words; empty if rendered.

  bool operator==(const ChartEntry&) const = default;
};

/// The charts of all services first, then those of each service by name.
struct ChartIndex {
  std::string summary_sha256;  ///< Of the summary.json that was drawn; empty if unknown.
  /// Of the service_deployments.json that was drawn; empty if there was none: then only charts of
  /// the kinds `combined` and `service` exist.
  std::string deployments_sha256;
  int shard = 1;   ///< This index lists part `shard` ...
  int shards = 1;  ///< ... of this many.
  std::vector<ChartEntry> charts;

  bool operator==(const ChartIndex&) const = default;
};

inline constexpr const char* chart_index_file = "charts.json";

std::string to_json(const ChartIndex& index);
/// The same text, piece by piece: an index of many thousand charts is large.
void write_json(const ChartIndex& index, const std::function<void(std::string_view)>& write);
/// Throws an Error that names the file and what is wrong with it.
ChartIndex read_chart_index(const std::filesystem::path& path);

}  // namespace dora::chart
