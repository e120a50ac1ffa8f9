// Reads what the collector wrote and makes sure that the files belong together; knows no pages.
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

/// Reads summary.json, service_deployments.json and collection.json of `folder`. An Error names a
/// file that is missing or unreadable, or what two files count differently, and the next step.
ReadReportData read_report_data(const std::filesystem::path& folder);

}  // namespace dora::inputs
