// Deployments of two services in three months, as a collection writes them, for tests of charts.
#pragma once

#include <filesystem>
#include <string_view>
#include <vector>

#include "collector/model/deployment.h"

namespace dora::test {

/// `hours` from its creation to its end.
model::Deployment finished(std::string_view created, model::DeploymentStatus status,
                           std::string_view tier, int hours);

/// `api` in January to March 2024: five deployments in two tiers, two failed, one of those
/// restored. `web` in March: one deployment, failed.
std::vector<model::ServiceDeployments> sample_deployments();

/// Writes summary.json, service_deployments.json and, with a zone, collection.json.
void write_collection(const std::filesystem::path& folder,
                      const std::vector<model::ServiceDeployments>& services,
                      std::string_view zone = {});

}  // namespace dora::test
