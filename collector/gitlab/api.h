// GitLab's REST API as far as it is used here: builds URLs and interprets answers. Pure.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "collector/base/error.h"
#include "collector/gitlab/query.h"
#include "collector/http/http_client.h"

namespace dora::gitlab {

/// Returns the root that requests are built on: `https://host/gitlab` gets `/api/v4`; a URL that
/// already ends with `/api/v4` (CI_API_V4_URL) is kept. Throws a UsageError if the text is not an
/// http(s) URL or has a user, a query or a fragment.
std::string api_root(std::string_view url);

/// `project`: a numeric id or a path such as `group/project`.
std::string project_url(std::string_view root, std::string_view project);

/// Lists merge requests in every state. Ordered by creation, positions change only when one is
/// deleted; ordered by update, also when one is updated: it moves to the end.
std::string merge_requests_url(std::string_view root, std::int64_t project_id,
                               const PageQuery& query);

/// Lists those of the iids that GitLab still has, by creation. Pass at most largest_page, so that
/// the answer fits on one page.
std::string merge_requests_url(std::string_view root, std::int64_t project_id,
                               const std::vector<std::int64_t>& iids);

/// Lists labels by name, including those of the project's groups.
std::string labels_url(std::string_view root, std::int64_t project_id, std::size_t page);

/// Throws an Error if the body is not a project.
Project parse_project(const http::Response& response);

/// Returns whether a Link header (RFC 8288) has a link with the relation `next`.
bool has_next_link(std::string_view link);

/// The same for all Link headers; nullopt if there are none. The URLs are never followed.
std::optional<bool> links_to_next(const http::Response& response);

/// Returns the number of the next page; nullopt on the last one. X-Next-Page decides; if a proxy
/// removed it, Link does; without both, a full page is not the last. Throws an Error if the number
/// does not advance.
std::optional<int> next_page(const http::Response& response, const PageQuery& query,
                             std::size_t count);

/// Returns how many merge requests match the query; nullopt above 10,000, where GitLab does not
/// count.
std::optional<std::int64_t> total_of(const http::Response& response);

/// GitLab's own words in an answer that is no success; empty for other bodies (a proxy's HTML).
std::string message_of(const http::Response& response);

/// GitLab refused access, or says that there is no such thing: 401, 403 or 404.
class AccessError : public base::Error {
 public:
  using base::Error::Error;
};

/// Throws an Error unless the status is 2xx and the content type is JSON: what was requested, what
/// GitLab answered, what to check.
void require_success(const http::Response& response);

}  // namespace dora::gitlab
