// Builds the addresses of merge request lists in GitLab's own pages.
#include "reports/pages/parts/gitlab_link.h"

#include <algorithm>

#include <fmt/format.h>

#include "collector/base/text/percent_encode.h"
#include "collector/base/text/printable.h"
#include "reports/inputs/web_url.h"

namespace dora::pages {
namespace {

std::vector<std::string> labels_of(const model::Collection& collection,
                                   const std::string& service) {
  using enum model::LabelSpelling;
  const std::string& prefix = collection.counting.service_prefix;
  const bool can_be_scoped = prefix.ends_with(':');
  const auto spelling = !can_be_scoped ? plain
                        : collection.service_labels
                            ? spelling_of(*collection.service_labels, service)
                            : both;
  std::vector<std::string> labels;
  if (spelling != scoped) {
    labels.push_back(prefix + service);
  }
  if (spelling != plain) {
    labels.push_back(prefix + ":" + service);
  }
  return labels;
}

/// The addresses of merge requests are below that of their project.
bool deploys(const model::ProjectPart& project, const model::ServiceDeployments& service) {
  const std::string below = project.project_url + "/-/";
  return std::any_of(service.deployments.begin(), service.deployments.end(),
                     [&](const model::Deployment& deployment) {
                       return std::string_view(deployment.web_url).starts_with(below);
                     });
}

}  // namespace

std::vector<LabelLink> merge_request_lists(const model::Collection& collection,
                                           const model::ServiceDeployments& service) {
  std::vector<LabelLink> links;
  const auto add = [&](const std::string& project, const std::string& url) {
    for (const std::string& label : labels_of(collection, service.service)) {
      links.push_back({text::printable(label), text::printable(project),
                       fmt::format("{}/-/merge_requests?scope=all&state=all&label_name%5B%5D={}",
                                   url, text::percent_encode(label))});
    }
  };
  if (inputs::is_web_url(collection.project_url)) {
    add("", collection.project_url);
    return links;
  }
  for (const model::ProjectPart& project : collection.projects) {
    if (inputs::is_web_url(project.project_url) && deploys(project, service)) {
      add(project.project, project.project_url);
    }
  }
  return links;
}

}  // namespace dora::pages
