// Reads what the collector wrote and makes sure that the files belong together; knows no pages.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "collector/model/collection.h"
#include "collector/model/deployment.h"
#include "collector/model/summary.h"
#include "collector/model/time_zone.h"

namespace dora::reports {

/// `deployments` holds the same services in the same order as `summary`; each has a created_time
/// unless it is dated by its end and of a file that lacks it.
struct ReportData {
  model::Collection collection;
  model::TimeZone zone;
  model::Summary summary;
  std::vector<model::ServiceDeployments> deployments;
};

struct ReadReportData {
  ReportData data;
  std::vector<std::string> warnings;
};

/// Reads summary.json, service_deployments.json and collection.json of `folder`. An Error names a
/// file that is missing or unreadable, or what two files count differently, and the next step.
ReadReportData read_report_data(const std::filesystem::path& folder);

}  // namespace dora::reports
