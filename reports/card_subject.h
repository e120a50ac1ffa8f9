// Which services and tiers a card is about: those of a merge request.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "collector/gitlab/merge_request.h"
#include "collector/model/counting_settings.h"

namespace dora::reports {

struct CardSubject {
  std::vector<std::string> services;
  std::vector<std::string> tiers;  ///< Empty: all tiers.
};

/// Read as `collect` read the merge requests of the report: from labels, then by its rules;
/// renamed. Throws an Error if the settings hold a pattern that is none.
CardSubject subject_of(const gitlab::MergeRequest& merge_request,
                       const model::CountingSettings& settings);

/// The number of the merge request whose pipeline runs; 0: none does.
std::int64_t merge_request_iid_in_ci();

/// What GitLab CI says of the merge request whose pipeline runs: labels, which hold no comma, title
/// and branches. Returns nullopt if it is another one.
std::optional<gitlab::MergeRequest> merge_request_in_ci(std::int64_t iid);

}  // namespace dora::reports
