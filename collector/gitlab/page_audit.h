// Checks whether a page of a list is what was requested: status, headers and items must not
// contradict the query. Pure.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "collector/base/error.h"
#include "collector/gitlab/api.h"
#include "collector/gitlab/merge_request.h"

namespace dora::gitlab {

/// A page that cannot be part of the requested list. A list that changes while the server counts it
/// may look like that for a moment, so it is worth another request.
class PageContradiction : public base::Error {
 public:
  using Error::Error;
};

/// Returns the first contradiction between paging headers, the query and the number of items, as a
/// clause without the URL; nullopt if there is none. For lists of any kind.
std::optional<std::string> audit_paging(const PageQuery& query, const http::Response& response,
                                        std::size_t count);

/// The same for the merge requests themselves: order, bounds, dates, duplicates.
std::optional<std::string> audit_items(const PageQuery& query,
                                       const std::vector<MergeRequest>& merge_requests);

/// Throws a PageContradiction that names the URL if either audit fails.
void require_consistent_page(const PageQuery& query, const http::Response& response,
                             const std::vector<MergeRequest>& merge_requests);

}  // namespace dora::gitlab
