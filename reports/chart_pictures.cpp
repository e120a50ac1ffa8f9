// Puts the charts' pictures into a site: only those whose bytes the renderer's index vouches for.
#include "reports/chart_pictures.h"

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <mutex>

#include <fmt/format.h>

#include "collector/base/cpu_quota.h"
#include "collector/base/error.h"
#include "collector/base/sha256.h"
#include "reports/inert_picture.h"
#include "reports/parallel.h"

namespace dora::reports {
namespace {

namespace fs = std::filesystem;

/// All of them, before one is added: a chart is not published by halves.
std::vector<Picture> read_pictures(const ChartView& chart) {
  std::vector<Picture> pictures;
  std::ranges::transform(chart.sources, std::back_inserter(pictures), read_picture);
  return pictures;
}

}  // namespace

Picture read_picture(const ChartSource& source) {
  const fs::path path = source.file;
  base::OpenFile file = base::open_file_inside(path.parent_path(), path.filename().string());
  if (file.size > largest_picture) {
    throw base::Error(fmt::format("cannot read {}: it is larger than any chart", source.file));
  }
  std::string bytes = base::read_all(file);
  if (base::sha256(bytes) != source.sha256) {
    throw base::Error(fmt::format(
        "{} is not the picture that was drawn: its SHA-256 differs from the index", source.file));
  }
  if (!(path.extension() == ".svg" ? is_inert_svg(bytes) : is_png(bytes))) {
    throw base::Error(fmt::format("{} is neither a PNG nor a plain SVG", source.file));
  }
  return {std::move(file), std::move(bytes)};
}

void add_pictures(SiteCharts& charts, SiteFolder& site) {
  const std::vector<ChartView*> all = all_charts(charts);
  std::mutex mutex;  // Of the list.
  in_parallel(all.size(), base::usable_cpus(), [&](std::size_t i) {
    ChartView& chart = *all[i];
    if (!chart.shown) {
      return;
    }
    std::vector<Picture> pictures;
    try {
      pictures = read_pictures(chart);
    } catch (const base::Error& error) {
      chart.shown = false;
      chart.reason = "its file is not the one that was drawn";
      const std::lock_guard lock(mutex);
      charts.refused.push_back(fmt::format("a chart is left out: {}; render again", error.what()));
      return;
    }
    for (const Picture& picture : pictures) {
      site.add("charts/" + picture.file.path.filename().string(), picture.file, picture.bytes);
    }
  });
  std::ranges::sort(charts.refused);
}

}  // namespace dora::reports
