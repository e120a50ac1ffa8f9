// The counting rules: merge requests -> deployments, every exclusion counted. Pure.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "collector/counting/exclusion.h"
#include "collector/gitlab/merge_request.h"
#include "collector/model/collection.h"
#include "collector/model/deployment.h"

namespace dora::counting {

struct CountingRules {
  std::string service_prefix = "service:";
  std::string tier_prefix = "tier:";
  model::DateBy date_by = model::DateBy::created;
  std::optional<model::Instant> since;  ///< The first moment that counts.
  std::optional<model::Instant> until;  ///< The first moment that counts no more.
  Exclusions exclusions;
  std::chrono::minutes superseded_within{0};  ///< 0: no deployment is superseded.
};

/// A merge request that counts: one deployment for each of the services.
struct CountedMergeRequest {
  std::vector<std::string_view> services;  ///< They live as long as the merge request.
  model::Deployment deployment;
};

/// Puts the merge request into its one group of `counts`; nothing unless it counts. A deployment is
/// successful when its merge request is merged, failed when it is closed: by state, never by dates.
/// Its tier is the first tier label in byte order. Under DateBy::finished a merge request without
/// merged_at or closed_at counts at its creation time: unlike updated_at, it never moves.
std::optional<CountedMergeRequest> count(const gitlab::MergeRequest& merge_request,
                                         const CountingRules& rules,
                                         model::MergeRequestCounts& counts);

/// What a label names.
struct LabelName {
  std::string_view text;  ///< Empty: nothing.
  bool scoped = false;    ///< Of two colons, where the prefix ends with one.
};
LabelName name_in_label(std::string_view label, std::string_view prefix);

/// What labels name after a prefix, in byte order, each once: `service:x` -> `x`. After a prefix
/// that ends with a colon, a second one is part of it (GitLab's scoped labels): `service::x` ->
/// `x`. An empty name names nothing.
std::vector<std::string_view> names_in_labels(const std::vector<std::string>& labels,
                                              std::string_view prefix);

}  // namespace dora::counting
