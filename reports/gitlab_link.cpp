// The address of a list of merge requests in GitLab's own pages; asks GitLab nothing.
#include "reports/gitlab_link.h"

#include <fmt/format.h>

#include "collector/base/printable.h"
#include "reports/display.h"

namespace dora::reports {
namespace {

/// All but RFC 3986's unreserved characters as %XX.
std::string percent_encoded(std::string_view text) {
  constexpr std::string_view unreserved =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
  std::string encoded;
  for (const char c : text) {
    if (unreserved.find(c) != std::string_view::npos) {
      encoded += c;
    } else {
      encoded += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
  }
  return encoded;
}

}  // namespace

std::vector<LabelLink> merge_request_lists(std::string_view project_url, std::string_view prefix,
                                           std::string_view service) {
  std::vector<LabelLink> links;
  if (!is_web_url(project_url)) {
    return links;
  }
  const auto add = [&](const std::string& label) {
    links.push_back({base::printable(label),
                     fmt::format("{}/-/merge_requests?scope=all&state=all&label_name%5B%5D={}",
                                 project_url, percent_encoded(label))});
  };
  add(fmt::format("{}{}", prefix, service));
  if (prefix.ends_with(':')) {
    add(fmt::format("{}:{}", prefix, service));
  }
  return links;
}

}  // namespace dora::reports
