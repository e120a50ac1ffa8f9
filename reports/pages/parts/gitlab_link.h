// Builds the addresses of merge request lists in GitLab's own pages.
#pragma once

#include <string>
#include <vector>

#include "collector/model/collection.h"
#include "collector/model/deployment.h"

namespace dora::pages {

struct LabelLink {
  std::string label;    ///< As shown to people.
  std::string project;  ///< Empty if there is only one.
  std::string url;
};

/// The GitLab lists of exactly the merge requests with a label of the service, in any state: one
/// for each project that deployed it and each spelling of its label that was seen (without
/// service_labels: each that is possible). Leaves out projects whose address is not a web address.
std::vector<LabelLink> merge_request_lists(const model::Collection& collection,
                                           const model::ServiceDeployments& service);

}  // namespace dora::pages
