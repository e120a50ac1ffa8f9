// Finds the indexes of all chart folders and makes sure that they are one run's; shows no chart.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "renderer/chart/chart_index.h"

namespace dora::inputs {

/// An index and where its files are.
struct IndexedCharts {
  std::filesystem::path folder;
  chart::ChartIndex index;
};

/// The charts.json of the only folder, or the charts.K-of-N.json of all shards of one run, in
/// whichever folders. `summary` is the file being reported, the service_deployments.json that
/// belongs to it lies beside it. Throws an Error that names what is missing, there twice, of
/// another run, or drawn from another file than these, and the next step.
std::vector<IndexedCharts> read_chart_folders(const std::vector<std::filesystem::path>& folders,
                                              const std::filesystem::path& summary);

}  // namespace dora::inputs
