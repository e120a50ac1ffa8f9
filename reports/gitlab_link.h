// The address of a list of merge requests in GitLab's own pages; asks GitLab nothing.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace dora::reports {

struct LabelLink {
  std::string label;  ///< As people see it.
  std::string url;
};

/// Lists of the merge requests that carry the label of `service`, in any state, by the filters of
/// GitLab's list (https://docs.gitlab.com/user/project/merge_requests/). After a prefix that ends
/// with a colon there are two: `service:x` and, scoped, `service::x`. None when `project_url` is
/// not a web address.
std::vector<LabelLink> merge_request_lists(std::string_view project_url, std::string_view prefix,
                                           std::string_view service);

}  // namespace dora::reports
