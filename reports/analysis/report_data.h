// The data that a report is made from, as the collector wrote it.
#pragma once

#include <map>
#include <optional>
#include <vector>

#include "collector/model/collection.h"
#include "collector/model/deployment.h"
#include "collector/model/open_merge_requests.h"
#include "collector/model/summary.h"
#include "collector/model/time_zone.h"
#include "collector/occasions/occasions.h"

namespace dora::analysis {

/// `deployments` contains the same services in the same order as `summary`; each deployment has a
/// created_time, unless it is dated by its end and comes from a file that lacks it.
struct ReportData {
  model::Collection collection;
  model::TimeZone zone;
  model::Summary summary;
  std::vector<model::ServiceDeployments> deployments;
  /// By service; some of the services may be unknown to `summary`. nullopt in data of an older
  /// version: then what is still open is not known.
  std::optional<std::vector<model::ServiceOpenMergeRequests>> open;
  std::vector<occasions::Occasion> occasions{};  ///< By day.
  /// Past weeks whose history changed afterwards, and when a collection saw that last.
  std::map<model::Period, model::Instant> changed_weeks;
};

}  // namespace dora::analysis
