// The address of a list of merge requests in GitLab's own pages; asks GitLab nothing.
#include "reports/gitlab_link.h"

#include <fmt/format.h>

#include "collector/base/percent_encode.h"
#include "collector/base/printable.h"
#include "reports/display.h"

namespace dora::reports {

std::vector<LabelLink> merge_request_lists(std::string_view project_url, std::string_view prefix,
                                           std::string_view service) {
  std::vector<LabelLink> links;
  if (!is_web_url(project_url)) {
    return links;
  }
  const auto add = [&](const std::string& label) {
    links.push_back({base::printable(label),
                     fmt::format("{}/-/merge_requests?scope=all&state=all&label_name%5B%5D={}",
                                 project_url, base::percent_encode(label))});
  };
  add(fmt::format("{}{}", prefix, service));
  if (prefix.ends_with(':')) {
    add(fmt::format("{}:{}", prefix, service));
  }
  return links;
}

}  // namespace dora::reports
