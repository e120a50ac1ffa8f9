// The counting rules: merge requests -> deployments, every exclusion counted. Pure.
#include "collector/counting.h"

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

namespace dora::collector {
namespace {

using model::Deployment;
using model::DeploymentStatus;

std::optional<model::Instant> finished_time(const MergeRequest& merge_request) {
  return merge_request.state == State::merged ? merge_request.merged_at : merge_request.closed_at;
}

model::Instant deployment_time(const MergeRequest& merge_request, model::DateBy date_by) {
  return date_by == model::DateBy::finished
             ? finished_time(merge_request).value_or(merge_request.created_at)
             : merge_request.created_at;
}

bool is_in_range(model::Instant time, const CountingRules& rules) {
  return (!rules.since || time >= *rules.since) && (!rules.until || time < *rules.until);
}

using Log = std::map<std::string, std::vector<Deployment>, std::less<>>;

/// Puts the merge request into its one group, and its deployments into the log.
void count(const MergeRequest& merge_request, const CountingRules& rules, Counted& result,
           Log& log) {
  auto& counts = result.counts;
  ++counts.seen;
  if (merge_request.state == State::opened || merge_request.state == State::locked) {
    ++counts.in_flight;
    return;
  }
  if (merge_request.state == State::other) {
    ++counts.unknown_state;
    return;
  }
  const auto services = names_in_labels(merge_request.labels, rules.service_prefix);
  const auto tiers = names_in_labels(merge_request.labels, rules.tier_prefix);
  const model::Instant time = deployment_time(merge_request, rules.date_by);
  if (services.empty()) {
    ++counts.without_service_label;
    return;
  }
  if (tiers.empty()) {
    ++counts.without_tier_label;
    return;
  }
  if (!is_in_range(time, rules)) {
    ++counts.outside_range;
    return;
  }
  ++counts.counted;
  const bool merged = merge_request.state == State::merged;
  counts.with_several_services += services.size() > 1 ? 1 : 0;
  counts.with_several_tiers += tiers.size() > 1 ? 1 : 0;
  counts.merged_without_merged_at += merged && !merge_request.merged_at ? 1 : 0;
  counts.closed_without_closed_at += !merged && !merge_request.closed_at ? 1 : 0;
  const Deployment deployment{time,
                              merged ? DeploymentStatus::successful : DeploymentStatus::failed,
                              std::string(tiers.front()),
                              merge_request.iid,
                              merge_request.web_url,
                              finished_time(merge_request),
                              merge_request.created_at};
  for (const std::string_view service : services) {
    log[std::string(service)].push_back(deployment);
  }
}

}  // namespace

std::vector<std::string_view> names_in_labels(const std::vector<std::string>& labels,
                                              std::string_view prefix) {
  std::vector<std::string_view> names;
  for (const std::string_view label : labels) {
    if (!label.starts_with(prefix)) {
      continue;
    }
    std::string_view name = label.substr(prefix.size());
    if (prefix.ends_with(':') && name.starts_with(':')) {
      name.remove_prefix(1);
    }
    if (!name.empty()) {
      names.push_back(name);
    }
  }
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  return names;
}

Counted count_deployments(const std::vector<MergeRequest>& merge_requests,
                          const CountingRules& rules) {
  Counted result;
  Log log;
  for (const MergeRequest& merge_request : merge_requests) {
    count(merge_request, rules, result, log);
  }
  const auto by_time = [](const Deployment& a, const Deployment& b) {
    return std::tie(a.deployment_time, a.iid) < std::tie(b.deployment_time, b.iid);
  };
  for (auto& [service, deployments] : log) {
    std::sort(deployments.begin(), deployments.end(), by_time);
    result.services.push_back({service, std::move(deployments)});
  }
  return result;
}

}  // namespace dora::collector
