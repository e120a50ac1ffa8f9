// GitLab's REST API as far as it is used here: URLs to ask, answers in words. Pure: sends nothing.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "collector/gitlab/query.h"
#include "collector/http/http_client.h"

namespace dora::gitlab {

/// The root that requests are built on: `https://host/gitlab` gets `/api/v4`; a URL that ends with
/// `/api/v4` (CI_API_V4_URL) stays. Throws a UsageError for a text that is no http(s) URL or
/// carries a user, a query or a fragment.
std::string api_root(std::string_view url);

/// `project`: a numeric id or a path such as `group/project`.
std::string project_url(std::string_view root, std::string_view project);

/// Every state. Ordered by creation, positions move only when a merge request is deleted; ordered
/// by update, also when one is updated: it goes to the end.
std::string merge_requests_url(std::string_view root, std::int64_t project_id,
                               const PageQuery& query);

/// Those of them that GitLab still has, by creation. At most largest_page, so that the answer is
/// one page.
std::string merge_requests_url(std::string_view root, std::int64_t project_id,
                               const std::vector<std::int64_t>& iids);

/// Labels by name, those of the project's groups among them.
std::string labels_url(std::string_view root, std::int64_t project_id, std::size_t page);

/// Throws an Error for a body that is no project.
Project parse_project(const http::Response& response);

/// Whether a Link header (RFC 8288) has a link with the relation `next`.
bool has_next_link(std::string_view link);

/// The same over all Link headers; nullopt if there is none. The URLs are never followed.
std::optional<bool> links_to_next(const http::Response& response);

/// The number of the page that follows; nothing on the last one. X-Next-Page decides; where a proxy
/// took it away, Link does; without both, a page of as many as were asked for is not the last.
/// Throws an Error for a number that does not advance.
std::optional<int> next_page(const http::Response& response, const PageQuery& query,
                             std::size_t count);

/// How many merge requests match the query; nothing above 10,000, where GitLab does not count.
std::optional<std::int64_t> total_of(const http::Response& response);

/// Throws an Error unless the status is 2xx and the body is said to be JSON: what was asked, what
/// GitLab said, what to check.
void require_success(const http::Response& response);

}  // namespace dora::gitlab
