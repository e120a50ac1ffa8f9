// One deployment, as service_deployments.json holds it; knows nothing of merge requests.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "collector/model/instant.h"

namespace dora::model {

enum class DeploymentStatus : std::uint8_t { successful, failed };

struct Deployment {
  /// When it was created, or finished under `--date-by finished`: what puts it into a period.
  Instant deployment_time;
  DeploymentStatus status = DeploymentStatus::successful;
  std::string tier;
  std::int64_t iid = 0;  ///< The merge request's number within its project.
  std::string web_url;   ///< As GitLab sent it: hostile until checked.
  /// merged_at or closed_at; nothing where GitLab has no such date.
  std::optional<Instant> finished_time;
  /// created_at, whatever deployments are dated by; nothing in files of versions without it.
  std::optional<Instant> created_time;

  bool operator==(const Deployment&) const = default;
};

/// `deployments` by deployment_time, then iid.
struct ServiceDeployments {
  std::string service;
  std::vector<Deployment> deployments;

  bool operator==(const ServiceDeployments&) const = default;
};

}  // namespace dora::model
