// Everything that a report is made of: what the collector wrote.
#pragma once

#include <vector>

#include "collector/model/collection.h"
#include "collector/model/deployment.h"
#include "collector/model/summary.h"
#include "collector/model/time_zone.h"

namespace dora::analysis {

/// `deployments` holds the same services in the same order as `summary`; each has a created_time
/// unless it is dated by its end and of a file that lacks it.
struct ReportData {
  model::Collection collection;
  model::TimeZone zone;
  model::Summary summary;
  std::vector<model::ServiceDeployments> deployments;
};

}  // namespace dora::analysis
