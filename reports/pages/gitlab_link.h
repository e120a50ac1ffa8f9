// The address of a list of merge requests in GitLab's own pages; asks GitLab nothing.
#pragma once

#include <string>
#include <vector>

#include "collector/model/collection.h"
#include "collector/model/deployment.h"

namespace dora::pages {

struct LabelLink {
  std::string label;    ///< As people see it.
  std::string project;  ///< Empty where there is but one.
  std::string url;
};

/// The lists of GitLab that hold exactly the merge requests with a label of the service, in any
/// state: one for each project that deployed it and each spelling of its label that was seen
/// (without service_labels: that may be). None of a project whose address is not a web address.
std::vector<LabelLink> merge_request_lists(const model::Collection& collection,
                                           const model::ServiceDeployments& service);

}  // namespace dora::pages
