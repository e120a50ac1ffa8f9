// Makes the store hold every merge request of a project as GitLab has it now: all of them the first
// time, later what was updated. Knows nothing of labels and files.
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
  std::string root{};     ///< As api_root() gives it.
  std::string project{};  ///< A numeric id or a path.
  CrawlRange range{};
  int concurrency = 10;        ///< Requests under way at the same time, at most.
  bool full = false;           ///< From the beginning, and what is gone is removed.
  bool allow_partial = false;  ///< Go on without what cannot be fetched.
};

enum class CrawlMode : std::uint8_t {
  first,
  resumed,      ///< An earlier run was ended half way.
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

/// What is in the store afterwards is complete: the windows of creation time cover the whole range,
/// each of them was followed to its last page, and what was updated since is stored, too. A page
/// that cannot be fetched or read after all tries ends it with an Error, unless the target allows
/// to go on without. What was stored stays: the next run goes on there.
CrawlResult crawl(http::RetryingClient& client, store::Store& store, const CrawlTarget& target,
                  base::RunContext& context);

}  // namespace dora::crawl
