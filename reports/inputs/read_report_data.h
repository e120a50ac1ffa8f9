// Reads the collector's files and checks that they belong together.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "reports/analysis/report_data.h"

namespace dora::inputs {

struct ReadReportData {
  analysis::ReportData data;
  std::vector<std::string> warnings;
};

/// Reads summary.json, service_deployments.json, collection.json and, if they are there,
/// open_merge_requests.json and weeks.json from `folder`. Throws an Error that names a missing or
/// unreadable file, or what two files count differently, and the next step.
ReadReportData read_report_data(const std::filesystem::path& folder);

}  // namespace dora::inputs
