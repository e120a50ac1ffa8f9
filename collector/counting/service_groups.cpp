// Finds the groups of each service: those that the labels of its newest deployment name, and those
// that a file names.
#include "collector/counting/service_groups.h"

#include <algorithm>
#include <tuple>
#include <utility>

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

std::vector<model::ServiceGroups> groups_of(const model::Summary& summary,
                                            const std::vector<model::ServiceGroups>& labelled,
                                            const GroupsFile& file) {
  std::vector<model::ServiceGroups> result;
  auto label = labelled.begin();
  for (const model::ServiceSummary& service : summary.services) {
    label = std::find_if(label, labelled.end(), [&](const model::ServiceGroups& each) {
      return each.service >= service.service;
    });
    std::vector<std::string> groups = file.groups_of(service.service);
    if (label != labelled.end() && label->service == service.service) {
      groups.insert(groups.end(), label->groups.begin(), label->groups.end());
      std::ranges::sort(groups);
      groups.erase(std::unique(groups.begin(), groups.end()), groups.end());
    }
    if (!groups.empty()) {
      result.push_back({service.service, std::move(groups)});
    }
  }
  return result;
}

}  // namespace dora::counting
