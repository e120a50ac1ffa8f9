// Turns merge requests into deployments and counts every exclusion. Pure.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "collector/counting/exclusion.h"
#include "collector/counting/name_rules.h"
#include "collector/gitlab/merge_request.h"
#include "collector/model/collection.h"
#include "collector/model/deployment.h"

namespace dora::counting {

struct CountingRules {
  std::string service_prefix = "service:";
  std::string tier_prefix = "tier:";
  model::DateBy date_by = model::DateBy::created;
  std::optional<model::Instant> since;  ///< The first moment that counts.
  std::optional<model::Instant> until;  ///< The first moment that no longer counts.
  Exclusions exclusions;
  std::chrono::minutes superseded_within{0};  ///< 0: none is superseded.
  std::string group_prefix{};                 ///< Empty: services have no groups.
  NameRules names{};                          ///< Besides labels with these prefixes.
};

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
