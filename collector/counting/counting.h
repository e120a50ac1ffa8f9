// Turns merge requests into deployments and counts every exclusion. Pure.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "collector/counting/counting_rules.h"
#include "collector/gitlab/merge_request.h"
#include "collector/model/collection.h"
#include "collector/model/deployment.h"

namespace dora::counting {

/// Why a merge request counts or not.
enum class Decision : std::uint8_t {
  counted,
  in_flight,
  unknown_state,
  outside_range,
  without_service,
  without_tier,
  excluded_author,
  excluded_label,
  excluded_bot
};

/// The first reason that applies, in the order of the values after `counted`.
Decision decision_of(const gitlab::MergeRequest& merge_request, const CountingRules& rules);

/// A merge request that counts: one deployment for each service.
struct CountedMergeRequest {
  std::vector<std::string_view> services;  ///< Valid as long as the merge request and the rules.
  model::Deployment deployment;
  bool several_tiers = false;
  std::vector<std::string_view> groups{};  ///< Named by its labels; valid as `services` are.
  std::size_t service_rule = 0;            ///< Which of the rules read its services, and its tier.
  std::size_t tier_rule = 0;
};

/// Adds the merge request to exactly one group of `counts`; returns nullopt unless it counts. A
/// deployment is successful if its merge request was merged, failed if it was closed: by state,
/// never by dates. Its tier is the first tier label in byte order. Under DateBy::finished a merge
/// request without merged_at or closed_at is dated by its creation, which, unlike updated_at, never
/// changes.
std::optional<CountedMergeRequest> count(const gitlab::MergeRequest& merge_request,
                                         const CountingRules& rules,
                                         model::MergeRequestCounts& counts);

/// What an open or locked merge request would be if it ended now: dated by its creation, and
/// neither successful nor failed, whatever its status says. Returns nullopt for any other one, and
/// if it would not be counted. Under DateBy::finished it would be dated now, so `since` does not
/// matter; `until` bounds the creation.
std::optional<CountedMergeRequest> open_deployment(const gitlab::MergeRequest& merge_request,
                                                   const CountingRules& rules);

}  // namespace dora::counting
