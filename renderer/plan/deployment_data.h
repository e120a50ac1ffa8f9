// What charts show beyond a summary's counts: times and tiers of every service.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "collector/base/log.h"
#include "collector/model/collection.h"
#include "collector/model/four_keys.h"
#include "collector/model/summary.h"
#include "collector/model/tier_order.h"
#include "collector/occasions/occasions.h"
#include "renderer/plan/chart_plan.h"

namespace dora::plan {

struct ServiceData {
  model::History history;
  OpenCounts open{};
  std::vector<model::ServiceSummary> tiers;  ///< The tier's name takes the place of the service's.
};

struct DeploymentData {
  std::string sha256;                 ///< Of service_deployments.json.
  std::vector<ServiceData> services;  ///< In the order of the summary.
  model::History overall;
  OpenCounts open;
};

bool has_lead_times(const model::History& history);

/// What charts are planned from.
struct ChartSource {
  model::Summary summary;
  std::optional<DeploymentData> deployments{};
  chart::Credit credit{};
  model::TierOrder tier_order{};
  std::vector<occasions::Occasion> occasions{};
  std::vector<model::ServiceGroups> groups{};  ///< Of services, by name.
};

/// The collection.json in the folder; nullopt if there is none. Throws an Error if it is a link or
/// invalid.
std::optional<model::Collection> find_collection(const std::filesystem::path& folder);

/// Reads a service_deployments.json, and the time zone from the collection.json next to it (UTC if
/// it does not exist); what is still open from the open_merge_requests.json there, if dates are
/// those of creation. Throws an Error if the deployments are not those that `summary` counts.
DeploymentData read_deployment_data(const std::filesystem::path& file,
                                    const model::Summary& summary);

/// The same for `file` or, if that is empty, the file next to `summary_file`. Logs a message if it
/// does not exist or does not belong to this summary.
std::optional<DeploymentData> find_deployment_data(const std::filesystem::path& file,
                                                   const std::filesystem::path& summary_file,
                                                   const model::Summary& summary, base::Log& log);

}  // namespace dora::plan
