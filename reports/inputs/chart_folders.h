// Finds the indexes in all chart folders and checks that they are of the same run.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "renderer/chart/chart_index.h"

namespace dora::inputs {

/// An index and the folder of its files.
struct IndexedCharts {
  std::filesystem::path folder;
  chart::ChartIndex index;
};

/// Returns the charts.json of the only folder, or the charts.K-of-N.json of all shards of one run,
/// in any folders. `summary` is the file being reported; its service_deployments.json is next to
/// it. Throws an Error that names the index that is missing, present twice, of another run, or
/// drawn from other files than these, and the next step.
std::vector<IndexedCharts> read_chart_folders(const std::vector<std::filesystem::path>& folders,
                                              const std::filesystem::path& summary);

}  // namespace dora::inputs
