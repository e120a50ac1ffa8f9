// The data that a report is made from, as the collector wrote it.
#pragma once

#include <vector>

#include "collector/model/collection.h"
#include "collector/model/deployment.h"
#include "collector/model/summary.h"
#include "collector/model/time_zone.h"

namespace dora::analysis {

/// `deployments` contains the same services in the same order as `summary`; each deployment has a
/// created_time, unless it is dated by its end and comes from a file that lacks it.
struct ReportData {
  model::Collection collection;
  model::TimeZone zone;
  model::Summary summary;
  std::vector<model::ServiceDeployments> deployments;
};

}  // namespace dora::analysis
