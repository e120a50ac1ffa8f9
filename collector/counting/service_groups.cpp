// Finds the groups of each service: those that the labels of its newest deployment name.
#include "collector/counting/service_groups.h"

#include <tuple>

namespace dora::counting {

void ServiceGroups::see(const CountedMergeRequest& counted) {
  if (counted.groups.empty()) {
    return;
  }
  const model::Deployment& deployment = counted.deployment;
  for (const std::string_view service : counted.services) {
    auto found = services_.find(service);
    if (found == services_.end()) {
      found = services_.try_emplace(std::string(service)).first;
    } else if (std::tie(deployment.deployment_time, deployment.iid) <=
               std::tie(found->second.time, found->second.iid)) {
      continue;
    }
    found->second = {
        deployment.deployment_time, deployment.iid, {counted.groups.begin(), counted.groups.end()}};
  }
}

std::vector<model::ServiceGroups> ServiceGroups::result() const {
  std::vector<model::ServiceGroups> result;
  for (const auto& [service, newest] : services_) {
    result.push_back({service, newest.groups});
  }
  return result;
}

}  // namespace dora::counting
