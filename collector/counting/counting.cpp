// Turns merge requests into deployments and counts every exclusion. Pure.
#include "collector/counting/counting.h"

#include <algorithm>
#include <utility>

#include "collector/base/text/printable.h"
#include "collector/gitlab/label_name.h"

namespace dora::counting {
namespace {

/// In bytes: GitLab's titles have at most 255 characters.
constexpr std::size_t longest_title = std::size_t{4} * 255;

using model::Deployment;
using model::DeploymentStatus;

std::optional<model::Instant> finished_time(const gitlab::MergeRequest& merge_request) {
  return merge_request.state == gitlab::State::merged ? merge_request.merged_at
                                                      : merge_request.closed_at;
}

model::Instant deployment_time(const gitlab::MergeRequest& merge_request, model::DateBy date_by) {
  return date_by == model::DateBy::finished
             ? finished_time(merge_request).value_or(merge_request.created_at)
             : merge_request.created_at;
}

bool is_in_range(model::Instant time, const CountingRules& rules) {
  return (!rules.since || time >= *rules.since) && (!rules.until || time < *rules.until);
}

bool is_open(const gitlab::MergeRequest& merge_request) {
  return merge_request.state == gitlab::State::opened ||
         merge_request.state == gitlab::State::locked;
}

Decision decision_of(Exclusion exclusion) {
  switch (exclusion) {
    case Exclusion::author:
      return Decision::excluded_author;
    case Exclusion::label:
      return Decision::excluded_label;
    case Exclusion::bot:
      return Decision::excluded_bot;
    case Exclusion::none:
      break;
  }
  return Decision::counted;
}

/// The group of merge requests with this decision.
std::int64_t& group_of(Decision decision, model::MergeRequestCounts& counts) {
  switch (decision) {
    case Decision::in_flight:
      return counts.in_flight;
    case Decision::unknown_state:
      return counts.unknown_state;
    case Decision::outside_range:
      return counts.outside_range;
    case Decision::without_service:
      return counts.without_service_label;
    case Decision::without_tier:
      return counts.without_tier_label;
    case Decision::excluded_author:
      return counts.excluded_author;
    case Decision::excluded_label:
      return counts.excluded_label;
    case Decision::excluded_bot:
      return counts.excluded_bot;
    case Decision::counted:
      break;
  }
  return counts.counted;
}

}  // namespace

Decision decision_of(const gitlab::MergeRequest& merge_request, const CountingRules& rules) {
  if (is_open(merge_request)) {
    return Decision::in_flight;
  }
  if (merge_request.state == gitlab::State::other) {
    return Decision::unknown_state;
  }
  if (!is_in_range(deployment_time(merge_request, rules.date_by), rules)) {
    return Decision::outside_range;
  }
  if (rules.names.services(merge_request, rules.service_prefix).names.empty()) {
    return Decision::without_service;
  }
  if (rules.names.tiers(merge_request, rules.tier_prefix).names.empty()) {
    return Decision::without_tier;
  }
  return decision_of(exclusion_of(merge_request, rules.exclusions));
}

std::optional<CountedMergeRequest> count(const gitlab::MergeRequest& merge_request,
                                         const CountingRules& rules,
                                         model::MergeRequestCounts& counts) {
  ++counts.seen;
  const Decision decision = decision_of(merge_request, rules);
  ++group_of(decision, counts);
  if (decision != Decision::counted) {
    return std::nullopt;
  }
  CountedMergeRequest result;
  names::ReadNames services = rules.names.services(merge_request, rules.service_prefix);
  result.services = std::move(services.names);
  result.service_rule = services.rule;
  const auto [tiers, tier_rule] = rules.names.tiers(merge_request, rules.tier_prefix);
  result.tier_rule = tier_rule;
  const bool merged = merge_request.state == gitlab::State::merged;
  counts.with_several_services += result.services.size() > 1 ? 1 : 0;
  result.several_tiers = tiers.size() > 1;
  counts.with_several_tiers += result.several_tiers ? 1 : 0;
  counts.merged_without_merged_at += merged && !merge_request.merged_at ? 1 : 0;
  counts.closed_without_closed_at += !merged && !merge_request.closed_at ? 1 : 0;
  result.deployment = {deployment_time(merge_request, rules.date_by),
                       merged ? DeploymentStatus::successful : DeploymentStatus::failed,
                       std::string(tiers.front()),
                       merge_request.iid,
                       merge_request.web_url,
                       finished_time(merge_request),
                       merge_request.created_at,
                       std::string(text::cut_text(merge_request.title, longest_title)),
                       merge_request.author};
  if (!rules.group_prefix.empty()) {
    result.groups = gitlab::names_in_labels(merge_request.labels, rules.group_prefix);
  }
  return result;
}

std::optional<CountedMergeRequest> open_deployment(const gitlab::MergeRequest& merge_request,
                                                   const CountingRules& rules) {
  const model::Instant created = merge_request.created_at;
  const bool too_early =
      rules.date_by == model::DateBy::created && rules.since && created < *rules.since;
  if (!is_open(merge_request) || too_early || (rules.until && created >= *rules.until) ||
      exclusion_of(merge_request, rules.exclusions) != Exclusion::none) {
    return std::nullopt;
  }
  const auto tiers = rules.names.tiers(merge_request, rules.tier_prefix).names;
  CountedMergeRequest result;
  result.services = rules.names.services(merge_request, rules.service_prefix).names;
  if (tiers.empty() || result.services.empty()) {
    return std::nullopt;
  }
  result.deployment.deployment_time = created;
  result.deployment.tier = tiers.front();
  result.deployment.iid = merge_request.iid;
  result.deployment.web_url = merge_request.web_url;
  result.deployment.created_time = created;
  return result;
}

}  // namespace dora::counting
