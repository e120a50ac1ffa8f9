// Whether a page of a list is what was asked for: what its status, headers and items contradict.
// Pure.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "collector/base/error.h"
#include "collector/gitlab/api.h"
#include "collector/gitlab/merge_request.h"

namespace dora::gitlab {

/// A page that cannot be a part of the list that was asked for. A list that changes while the
/// server counts it may look so for a moment: worth asking again.
class PageContradiction : public base::Error {
 public:
  using Error::Error;
};

/// The first contradiction between paging headers, the query and the number of items, as a clause
/// without the URL; nullopt if there is none. For a list of any kind.
std::optional<std::string> audit_paging(const PageQuery& query, const http::Response& response,
                                        std::size_t count);

/// The same for the merge requests themselves: order, bounds, dates, repetitions.
std::optional<std::string> audit_items(const PageQuery& query,
                                       const std::vector<MergeRequest>& merge_requests);

/// Throws a PageContradiction that names the URL unless both audits pass.
void require_consistent_page(const PageQuery& query, const http::Response& response,
                             const std::vector<MergeRequest>& merge_requests);

}  // namespace dora::gitlab
