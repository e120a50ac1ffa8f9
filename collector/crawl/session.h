// What the parts of a crawl share: fetching one project's pages concurrently and reading them.
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

/// How often a page that contradicts itself is requested; a list that changes at that very moment
/// may be miscounted once.
inline constexpr int page_attempts = 3;

/// Throws an Error if the response is not a page of merge requests, a PageContradiction if it is
/// not the page requested.
Page read_page(http::Response response, const gitlab::PageQuery& query);

model::Instant time_of(const gitlab::MergeRequest& merge_request, gitlab::TimeOrder order);
/// The time of the last merge request; nullopt for an empty page.
std::optional<model::Instant> last_time(const Page& page, gitlab::TimeOrder order);

struct CrawlSession {
  http::RetryingClient& client;
  store::Store& store;
  base::RunContext& context;
  std::string root;  ///< As returned by api_root().
  store::StoredProject project;
  std::size_t concurrency = 10;        ///< Concurrent requests.
  bool allow_partial = false;          ///< Go on without what cannot be fetched.
  std::vector<std::string> missing{};  ///< What could not be fetched, and why.

  bool clocks_compared = false;

  /// Warns once per run if the server's clock and ours differ.
  void compare_clocks(const http::Response& response);
  std::string url(const gitlab::PageQuery& query) const;
  /// Fetches concurrently and passes on each answer as it arrives; requests it again, up to
  /// page_attempts times, if `take` throws a PageContradiction. The first other Error it throws is
  /// rethrown once all are answered.
  using Take = std::function<void(std::size_t index, http::Response response)>;
  void fetch(const std::vector<std::string>& urls, const Take& take);
  /// Returns the pages in the order of the queries. Throws an Error if one cannot be fetched.
  std::vector<Page> fetch(const std::vector<gitlab::PageQuery>& queries);
};

}  // namespace dora::crawl
