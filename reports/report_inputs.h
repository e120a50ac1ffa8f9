// Reads what a report or a card is made from: the collector's data and the renderer's indexes.
#pragma once

#include <filesystem>
#include <vector>

#include "collector/base/log.h"
#include "reports/analysis/report_data.h"
#include "reports/inputs/chart_folders.h"

namespace dora::reports {

struct ReportInputs {
  analysis::ReportData data;
  std::vector<inputs::IndexedCharts> indexes;
};

/// Logs what is odd about them; no folders of charts, no indexes. Throws an Error that names the
/// file and the cause.
ReportInputs read_report_inputs(const std::filesystem::path& data,
                                const std::vector<std::filesystem::path>& charts, base::Log& log);

}  // namespace dora::reports
