// Brings the store up to date with GitLab's merge requests of a project: all of them the first
// time, later those that were updated.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "collector/base/run_context.h"
#include "collector/http/retrying_client.h"
#include "collector/store/store.h"

namespace dora::crawl {

struct CrawlRange {
  std::optional<model::Instant> created_after{};   ///< Inclusive.
  std::optional<model::Instant> created_before{};  ///< Inclusive.
};

struct CrawlTarget {
  std::string root{};     ///< As returned by api_root().
  std::string project{};  ///< A numeric id or a path.
  CrawlRange range{};
  int concurrency = 10;        ///< Concurrent requests.
  bool full = false;           ///< Start from the beginning and remove deleted ones.
  bool allow_partial = false;  ///< Go on without what cannot be fetched.
};

enum class CrawlMode : std::uint8_t {
  first,
  resumed,      ///< An earlier run was interrupted.
  incremental,  ///< What was updated since the last run.
  full
};
std::string_view to_string(CrawlMode mode);

struct CrawlResult {
  store::StoredProject project;
  CrawlMode mode = CrawlMode::first;
  store::RunChanges changes;
  std::vector<std::string> missing;  ///< What could not be fetched, and why.
};

/// On success the store is complete: the windows of creation time cover the whole range, each was
/// followed to its last page, and everything updated since is stored, too. Throws an Error if a
/// page cannot be fetched or read after all attempts, unless the target allows partial results.
/// What was stored is kept: the next run continues there.
CrawlResult crawl(http::RetryingClient& client, store::Store& store, const CrawlTarget& target,
                  base::RunContext& context);

}  // namespace dora::crawl
