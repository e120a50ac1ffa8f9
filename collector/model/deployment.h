// One deployment, as stored in service_deployments.json.
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
  /// When it was created, or finished under `--date-by finished`: decides its period.
  Instant deployment_time;
  DeploymentStatus status = DeploymentStatus::successful;
  std::string tier;
  std::int64_t iid = 0;  ///< The merge request's number within its project.
  std::string web_url;   ///< As GitLab sent it: hostile until checked.
  /// merged_at or closed_at; nullopt if GitLab has no such date.
  std::optional<Instant> finished_time;
  /// created_at, however deployments are dated; nullopt in files of older versions.
  std::optional<Instant> created_time;
  std::string title{};   ///< Of the merge request; empty in files of older versions.
  std::string author{};  ///< Its user name; empty in files of older versions, or if there is none.

  bool operator==(const Deployment&) const = default;
};

/// `deployments` are ordered by deployment_time, then iid.
struct ServiceDeployments {
  std::string service;
  std::vector<Deployment> deployments;
  std::vector<std::string> groups{};  ///< Such as its team; by name.

  bool operator==(const ServiceDeployments&) const = default;
};

}  // namespace dora::model
