// Drops merge request addresses that lead anywhere but to the collection's GitLab.
#include "reports/inputs/foreign_links.h"

#include <set>
#include <string>

#include "reports/inputs/web_url.h"

namespace dora::inputs {
namespace {

std::set<std::string> hosts_of(const model::Collection& collection) {
  std::set<std::string> hosts;
  const auto add = [&](const std::string& url) {
    if (is_web_url(url)) {
      hosts.insert(authority_of(url));
    }
  };
  add(collection.project_url);
  for (const model::ProjectPart& project : collection.projects) {
    add(project.project_url);
  }
  return hosts;
}

}  // namespace

std::size_t drop_foreign_links(analysis::ReportData& data) {
  const std::set<std::string> hosts = hosts_of(data.collection);
  std::size_t dropped = 0;
  const auto check = [&](std::string& url) {
    const bool ours = is_web_url(url) && hosts.contains(authority_of(url));
    if (!ours && !url.empty()) {
      url.clear();
      ++dropped;
    }
  };
  for (model::ServiceDeployments& service : data.deployments) {
    for (model::Deployment& deployment : service.deployments) {
      check(deployment.web_url);
    }
  }
  for (model::UnreadExample& example : data.collection.unread) {
    check(example.web_url);
  }
  if (data.open) {
    for (model::ServiceOpenMergeRequests& service : *data.open) {
      for (model::OpenMergeRequest& merge_request : service.merge_requests) {
        check(merge_request.web_url);
      }
    }
  }
  return dropped;
}

}  // namespace dora::inputs
