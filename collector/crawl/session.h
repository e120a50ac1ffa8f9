// What the parts of a crawl share: one project's pages, asked for side by side and read. Knows
// nothing of windows.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "collector/base/run_context.h"
#include "collector/gitlab/api.h"
#include "collector/gitlab/merge_request.h"
#include "collector/http/retrying_client.h"
#include "collector/store/store.h"

namespace dora::crawl {

struct Page {
  std::vector<gitlab::MergeRequest> merge_requests;
  bool has_next = false;
  std::optional<std::int64_t> total;
  model::Instant answered;  ///< By the earlier of the server's clock and ours.
};

/// How often a page that contradicts itself is asked for; a list that changes at that very moment
/// may be counted differently once.
inline constexpr int page_attempts = 3;

/// Throws an Error for a response that is no page of merge requests, a PageContradiction for one
/// that is not the page asked for.
Page read_page(http::Response response, const gitlab::PageQuery& query);

model::Instant time_of(const gitlab::MergeRequest& merge_request, gitlab::TimeOrder order);
/// Of its last merge request; nothing for an empty page.
std::optional<model::Instant> last_time(const Page& page, gitlab::TimeOrder order);

struct CrawlSession {
  http::RetryingClient& client;
  store::Store& store;
  base::RunContext& context;
  std::string root;  ///< As api_root() gives it.
  store::StoredProject project;
  std::size_t concurrency = 10;        ///< Requests under way at the same time, at most.
  bool allow_partial = false;          ///< Go on without what cannot be fetched.
  std::vector<std::string> missing{};  ///< What could not be fetched, and why.

  bool clocks_compared = false;

  /// Warns once in a run when the server's clock and ours differ.
  void compare_clocks(const http::Response& response);
  std::string url(const gitlab::PageQuery& query) const;
  /// Asks side by side and hands over each answer as it comes; asks again, up to page_attempts
  /// times, where `take` throws a PageContradiction. The first Error that it throws is thrown when
  /// all are answered.
  using Take = std::function<void(std::size_t index, http::Response response)>;
  void fetch(const std::vector<std::string>& urls, const Take& take);
  /// The pages in the order of the queries. Throws an Error for one that cannot be fetched.
  std::vector<Page> fetch(const std::vector<gitlab::PageQuery>& queries);
};

}  // namespace dora::crawl
