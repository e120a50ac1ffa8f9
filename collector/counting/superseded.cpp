// Finds failed deployments that were soon replaced: closed, followed by a merged one. Pure.
#include "collector/counting/superseded.h"

#include <algorithm>
#include <numeric>
#include <tuple>
#include <utility>

namespace dora::counting {

std::vector<bool> find_superseded(const std::vector<Outcome>& deployments,
                                  std::chrono::seconds within) {
  std::vector<std::uint32_t> order(deployments.size());
  std::iota(order.begin(), order.end(), 0U);
  // Go through each tier from the last one back, so that the merge that follows is known; if two
  // end at the same moment, the merge comes first.
  std::sort(order.begin(), order.end(), [&deployments](std::uint32_t a, std::uint32_t b) {
    const auto key = [](const Outcome& finish) {
      return std::make_tuple(finish.tier, finish.time, finish.merged);
    };
    return key(deployments[a]) > key(deployments[b]);
  });
  std::vector<bool> superseded(deployments.size(), false);
  const Outcome* next_merge = nullptr;
  for (const std::uint32_t index : order) {
    const Outcome& each = deployments[index];
    if (each.merged) {
      next_merge = &each;
    } else if (next_merge != nullptr && next_merge->tier == each.tier) {
      superseded[index] = next_merge->time - each.time <= within;
    }
  }
  return superseded;
}

void SupersededFinder::add(std::string_view service, const model::Deployment& deployment) {
  if (service != service_) {
    finish_service();
    service_ = service;
  }
  auto tier = tiers_.find(deployment.tier);
  if (tier == tiers_.end()) {
    tier = tiers_.emplace(deployment.tier, static_cast<std::uint32_t>(tiers_.size())).first;
  }
  finishes_.push_back({deployment.finished_time.value_or(deployment.deployment_time), tier->second,
                       deployment.status == model::DeploymentStatus::successful});
}

std::vector<bool> SupersededFinder::finish() {
  finish_service();
  return std::move(superseded_);
}

void SupersededFinder::finish_service() {
  const std::vector<bool> found = find_superseded(finishes_, within_);
  superseded_.insert(superseded_.end(), found.begin(), found.end());
  finishes_.clear();
}

std::int64_t SupersededMergeRequests::add(const CountedMergeRequest& counted) {
  const bool failed = counted.deployment.status == model::DeploymentStatus::failed;
  unsigned char known = failed ? 0 : kept;  // Only failed deployments are superseded.
  known |= counted.services.size() > 1 ? several_services : 0;
  known |= counted.several_tiers ? several_tiers : 0;
  known |= failed && !counted.deployment.finished_time ? without_closed_at : 0;
  merge_requests_.push_back(known);
  return static_cast<std::int64_t>(merge_requests_.size()) - 1;
}

void SupersededMergeRequests::move(model::MergeRequestCounts& counts) const {
  for (const unsigned char known : merge_requests_) {
    if ((known & kept) == 0) {
      --counts.counted;
      ++counts.superseded;
      counts.with_several_services -= (known & several_services) != 0 ? 1 : 0;
      counts.with_several_tiers -= (known & several_tiers) != 0 ? 1 : 0;
      counts.closed_without_closed_at -= (known & without_closed_at) != 0 ? 1 : 0;
    }
  }
}

}  // namespace dora::counting
