// Adds the charts' pictures to a site, if their bytes match the renderer's index.
#include "reports/site/chart_pictures.h"

#include <algorithm>
#include <iterator>
#include <mutex>

#include <fmt/format.h>

#include "collector/base/cpu_quota.h"
#include "collector/base/error.h"
#include "collector/base/parallel.h"
#include "reports/inputs/picture_file.h"

namespace dora::site {
namespace {

/// All of them, before one is added: a chart is not published in part.
std::vector<inputs::Picture> read_pictures(const inputs::ChartView& chart) {
  std::vector<inputs::Picture> pictures;
  std::ranges::transform(chart.sources, std::back_inserter(pictures), inputs::read_picture);
  return pictures;
}

}  // namespace

void add_pictures(inputs::SiteCharts& charts, SiteFolder& site) {
  const std::vector<inputs::ChartView*> all = all_charts(charts);
  std::mutex mutex;  // Guards the list.
  base::in_parallel(all.size(), base::usable_cpus(), [&](std::size_t i) {
    inputs::ChartView& chart = *all[i];
    if (!chart.shown) {
      return;
    }
    std::vector<inputs::Picture> pictures;
    try {
      pictures = read_pictures(chart);
    } catch (const base::Error& error) {
      chart.shown = false;
      chart.reason = "its file is not the one that was drawn";
      const std::lock_guard lock(mutex);
      charts.refused.push_back(fmt::format("a chart is left out: {}; render again", error.what()));
      return;
    }
    for (const inputs::Picture& picture : pictures) {
      site.add("charts/" + picture.file.path.filename().string(), picture.file, picture.bytes);
    }
  });
  std::ranges::sort(charts.refused);
}

}  // namespace dora::site
