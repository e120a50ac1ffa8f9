// What happened to one service, in the order in which it happened.
#include "reports/analysis/events.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "collector/model/four_keys.h"

namespace dora::analysis {

Events events_of(const std::vector<model::Deployment>& deployments, const model::TimeZone& zone) {
  Events result;
  std::map<std::string_view, std::uint32_t> numbers;
  result.events.reserve(deployments.size());
  for (std::size_t i = 0; i < deployments.size(); ++i) {
    const model::Deployment& deployment = deployments[i];
    const auto [place, is_new] =
        numbers.try_emplace(deployment.tier, static_cast<std::uint32_t>(result.tiers.size()));
    if (is_new) {
      result.tiers.push_back(deployment.tier);
    }
    const model::Instant time = result_time(deployment);
    result.events.push_back({time, zone.local_day(time), static_cast<std::uint32_t>(i),
                             place->second, deployment.status == model::DeploymentStatus::failed});
  }
  const auto key = [&](const Event& event) {
    return std::tuple(event.time, deployments[event.deployment].iid);
  };
  std::sort(result.events.begin(), result.events.end(),
            [&](const Event& a, const Event& b) { return key(a) < key(b); });
  return result;
}

}  // namespace dora::analysis
