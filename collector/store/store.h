// deployments.db: every merge request seen, how far the collection got, and a row for each run.
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
  std::int64_t key = 0;  ///< In the store.
  gitlab::Project project;
  /// Updates from then on are still to be fetched; nullopt: never collected.
  std::optional<model::Instant> synced;
  bool full_under_way = false;
};

/// A range of time, both ends inclusive, that is fetched in windows.
struct StoredCrawl {
  std::int64_t key = 0;
  gitlab::TimeOrder order = gitlab::TimeOrder::created;
  model::Instant begin;
  model::Instant end;
  model::Instant planned_at;  ///< By the server's clock.
  bool finished = false;      ///< Verified: its windows cover all of it.
};

struct CrawlPlan {
  gitlab::TimeOrder order = gitlab::TimeOrder::created;
  model::Instant begin;
  model::Instant end;
  model::Instant planned_at;  ///< By the server's clock.
  std::vector<TimeWindow> windows;
  std::vector<gitlab::MergeRequest> page;  ///< What was seen while planning.
};

/// Counts of merge requests, by what is new in this run.
struct RunChanges {
  std::int64_t added = 0;
  std::int64_t changed = 0;
  std::int64_t unchanged = 0;  ///< Seen again without changes.
  std::int64_t removed = 0;
};

struct RunFigures {
  std::int64_t requests = 0;
  std::int64_t retries = 0;
  std::int64_t bytes = 0;
  std::string outcome;  ///< complete, partial or failed.
};

/// A SQLite database that only one process at a time may open this way. Each call stores everything
/// or, if the process is killed, nothing. Every failure is an Error that names the file, the cause
/// and the next step. Not thread-safe.
class Store {
 public:
  /// Creates the file (private to its owner) or upgrades an older version; warns if others can read
  /// the file.
  Store(const std::filesystem::path& folder, base::Log& log);
  ~Store();
  Store(const Store&) = delete;
  Store& operator=(const Store&) = delete;

  /// Finds the project that --project names by its id, its path or a former path. `root` as
  /// returned by api_root().
  std::optional<StoredProject> find_project(const std::string& root, const std::string& asked);
  StoredProject remember_project(const std::string& root, const std::string& asked,
                                 const gitlab::Project& project);
  /// Forgets the progress of the collection, but no merge request until remove_deleted().
  void start_over(const StoredProject& project);

  std::int64_t begin_run(const StoredProject& project, const std::string& mode, model::Instant now);
  /// Of the latest run.
  RunChanges changes() const;
  /// Returns how many merge requests the last complete incremental run saw; nullopt before the
  /// first.
  std::optional<std::int64_t> last_update_size(const StoredProject& project);
  void end_run(model::Instant now, const RunFigures& figures);

  std::vector<StoredCrawl> crawls(const StoredProject& project);
  std::vector<TimeWindow> windows(const StoredCrawl& crawl);
  StoredCrawl begin_crawl(const StoredProject& project, const CrawlPlan& plan);
  using NumberedWindow = std::pair<std::size_t, TimeWindow>;
  /// Saves the page together with the progress of its windows.
  void save_page(const StoredProject& project, const StoredCrawl& crawl,
                 const std::vector<gitlab::MergeRequest>& page,
                 const std::vector<NumberedWindow>& windows);
  /// In order of update: everything updated until the crawl was planned is in sync from now on.
  void finish_crawl(const StoredProject& project, const StoredCrawl& crawl);
  /// Saves everything updated until `synced`, atomically.
  void save_update(const StoredProject& project,
                   const std::vector<gitlab::MergeRequest>& merge_requests, model::Instant synced);
  void save_merge_requests(const StoredProject& project,
                           const std::vector<gitlab::MergeRequest>& merge_requests);
  /// Counts the merge requests created in [begin, end] and seen since the last start_over().
  std::int64_t count_created(const StoredProject& project, model::Instant begin,
                             model::Instant end);
  struct Gone {
    std::int64_t gone = 0;    ///< Not seen since the last start_over().
    std::int64_t stored = 0;  ///< All, including those.
  };
  /// Among those created in [begin, end].
  Gone count_deleted(const StoredProject& project, model::Instant begin, model::Instant end);
  /// Call it after a crawl from the beginning: removes what the crawl did not see.
  void remove_deleted(const StoredProject& project);

  /// Returns what the last save_labels() stored, ordered by id, then name.
  std::vector<gitlab::ProjectLabel> labels(const StoredProject& project);
  void save_labels(const StoredProject& project, const std::vector<gitlab::ProjectLabel>& labels);
  /// Returns every label on the stored merge requests.
  std::set<std::string> carried_labels(const StoredProject& project);
  /// Returns the stored merge requests with at least one of the labels, ascending.
  std::vector<std::int64_t> iids_with_labels(const StoredProject& project,
                                             const std::set<std::string>& names);

  /// In the order in which they were first collected.
  std::vector<StoredProject> projects();
  /// Returns nullopt if the project has no such merge request.
  std::optional<gitlab::MergeRequest> find_merge_request(const StoredProject& project,
                                                         std::int64_t iid);
  /// Visits one at a time, ordered by iid.
  void for_each_merge_request(std::int64_t project_key,
                              const std::function<void(const gitlab::MergeRequest&)>& visit);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace dora::store
