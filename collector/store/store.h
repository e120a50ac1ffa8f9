// deployments.db: every merge request seen, how far the collection got, and a row for each run.
// Knows neither HTTP nor what labels mean.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "collector/base/log.h"
#include "collector/gitlab/merge_request.h"
#include "collector/gitlab/project_label.h"
#include "collector/gitlab/query.h"
#include "collector/store/time_window.h"

namespace dora::store {

inline constexpr const char* store_file = "deployments.db";

struct StoredProject {
  std::int64_t key = 0;  ///< Of the store.
  gitlab::Project project;
  /// What was updated from then on is still to be asked for; nothing: never collected.
  std::optional<model::Instant> synced;
  bool full_under_way = false;
};

/// A range of time, both ends inclusive, that is asked for in windows.
struct StoredCrawl {
  std::int64_t key = 0;
  gitlab::TimeOrder order = gitlab::TimeOrder::created;
  model::Instant begin;
  model::Instant end;
  model::Instant planned_at;  ///< By the server's clock.
  bool finished = false;      ///< Proven: its windows cover all of it.
};

struct CrawlPlan {
  gitlab::TimeOrder order = gitlab::TimeOrder::created;
  model::Instant begin;
  model::Instant end;
  model::Instant planned_at;  ///< By the server's clock.
  std::vector<TimeWindow> windows;
  std::vector<gitlab::MergeRequest> page;  ///< What was seen while planning.
};

/// Merge requests, by what the run found new in them.
struct RunChanges {
  std::int64_t added = 0;
  std::int64_t changed = 0;
  std::int64_t unchanged = 0;  ///< Seen again as they were.
  std::int64_t removed = 0;
};

struct RunFigures {
  std::int64_t requests = 0;
  std::int64_t retries = 0;
  std::int64_t bytes = 0;
  std::string outcome;  ///< complete, partial or failed.
};

/// A SQLite database that one process at a time may open so. What a call stores it stores whole or,
/// when the process is killed, not at all. Every failure is an Error that names the file, the cause
/// and what to do. Not thread-safe.
class Store {
 public:
  /// Makes the file (for its owner only) or brings an older version up to date; warns of a file
  /// that others can read.
  Store(const std::filesystem::path& folder, base::Log& log);
  ~Store();
  Store(const Store&) = delete;
  Store& operator=(const Store&) = delete;

  /// By what --project says: its id, its path, or what it was called before. `root` as api_root().
  std::optional<StoredProject> find_project(const std::string& root, const std::string& asked);
  StoredProject remember_project(const std::string& root, const std::string& asked,
                                 const gitlab::Project& project);
  /// Forgets how far the collection is, but no merge request until remove_deleted().
  void start_over(const StoredProject& project);

  std::int64_t begin_run(const StoredProject& project, const std::string& mode, model::Instant now);
  /// Of the run that began last.
  RunChanges changes() const;
  /// How many merge requests the last complete incremental run saw; nothing before there was one.
  std::optional<std::int64_t> last_update_size(const StoredProject& project);
  void end_run(model::Instant now, const RunFigures& figures);

  std::vector<StoredCrawl> crawls(const StoredProject& project);
  std::vector<TimeWindow> windows(const StoredCrawl& crawl);
  StoredCrawl begin_crawl(const StoredProject& project, const CrawlPlan& plan);
  using NumberedWindow = std::pair<std::size_t, TimeWindow>;
  /// The page and how far its window is, in one.
  void save_page(const StoredProject& project, const StoredCrawl& crawl,
                 const std::vector<gitlab::MergeRequest>& page,
                 const std::vector<NumberedWindow>& windows);
  /// In the order of updates: what was updated until it was planned is in sync from now on.
  void finish_crawl(const StoredProject& project, const StoredCrawl& crawl);
  /// All that was updated until `synced`, in one.
  void save_update(const StoredProject& project,
                   const std::vector<gitlab::MergeRequest>& merge_requests, model::Instant synced);
  void save_merge_requests(const StoredProject& project,
                           const std::vector<gitlab::MergeRequest>& merge_requests);
  /// How many merge requests created in [begin, end] were seen since the last start_over().
  std::int64_t count_created(const StoredProject& project, model::Instant begin,
                             model::Instant end);
  struct Gone {
    std::int64_t gone = 0;    ///< Not seen since the last start_over().
    std::int64_t stored = 0;  ///< Those and the others.
  };
  /// Of those created in [begin, end].
  Gone count_deleted(const StoredProject& project, model::Instant begin, model::Instant end);
  /// After a crawl from the beginning: removes what it did not see.
  void remove_deleted(const StoredProject& project);

  /// What the last save_labels() stored, in the order of ids, then names.
  std::vector<gitlab::ProjectLabel> labels(const StoredProject& project);
  void save_labels(const StoredProject& project, const std::vector<gitlab::ProjectLabel>& labels);
  /// Every label of the stored merge requests.
  std::set<std::string> carried_labels(const StoredProject& project);
  /// The stored merge requests that carry one of them, ascending.
  std::vector<std::int64_t> iids_with_labels(const StoredProject& project,
                                             const std::set<std::string>& names);

  /// In the order of iids, one at a time.
  void for_each_merge_request(std::int64_t project_key,
                              const std::function<void(const gitlab::MergeRequest&)>& visit);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace dora::store
