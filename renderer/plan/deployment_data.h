// What charts show beyond a summary's counts: times and tiers of every service; plans no chart.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "collector/base/log.h"
#include "collector/model/four_keys.h"
#include "collector/model/summary.h"

namespace dora::plan {

struct ServiceData {
  model::History history;
  std::vector<model::ServiceSummary>
      tiers;  ///< By the tier's name, which stands for the service's.
};

struct DeploymentData {
  std::string sha256;                 ///< Of service_deployments.json.
  std::vector<ServiceData> services;  ///< In the order of the summary.
  model::History overall;
};

bool has_lead_times(const model::History& history);

/// What charts are planned from.
struct ChartSource {
  model::Summary summary;
  std::optional<DeploymentData> deployments;
};

/// Reads a service_deployments.json, and the time zone from the collection.json beside it (UTC
/// where there is none). Throws an Error when the deployments are not those that `summary` counts.
DeploymentData read_deployment_data(const std::filesystem::path& file,
                                    const model::Summary& summary);

/// The same of `file` or, where that is empty, of the one beside `summary_file`. Without one, and
/// when that is not of this summary, the log says so.
std::optional<DeploymentData> find_deployment_data(const std::filesystem::path& file,
                                                   const std::filesystem::path& summary_file,
                                                   const model::Summary& summary, base::Log& log);

}  // namespace dora::plan
