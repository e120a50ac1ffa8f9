// What an open store holds: its file, its lock and the statements for each merge request; include
// it only in .cpp files of the store.
#pragma once

#include <filesystem>
#include <vector>

#include "collector/store/database.h"
#include "collector/store/lock.h"
#include "collector/store/merge_request_row.h"
#include "collector/store/store.h"

namespace dora::store {

struct Store::Impl {
  Impl(const std::filesystem::path& path, base::Log& log)
      : file(path), lock(path), db(open_store(path, log)) {}

  void save(const StoredProject& project, const std::vector<gitlab::MergeRequest>& page);
  void save(const StoredProject& project, const gitlab::MergeRequest& merge_request);
  void save_window(std::int64_t crawl, std::size_t index, const TimeWindow& window);

  template <class... Values>
  void execute(const char* sql, const Values&... values) {
    SQLite::Statement statement(db, sql);
    Row row(statement);
    (row << ... << values);
    row.execute();
  }

  /// Throws as for a damaged store if a project with crawls lacks the time from which to fetch
  /// updates.
  void require_synced(std::int64_t project) {
    SQLite::Statement query(db,
                            "SELECT synced FROM project JOIN crawl ON crawl.project = project.key "
                            "WHERE project.key = ? LIMIT 1");
    Row row(query);
    row << project;
    if (row.step()) {
      to_instant(query.getColumn(0));
    }
  }

  std::filesystem::path file;
  StoreLock lock;
  SQLite::Database db;
  std::int64_t run = 0;
  model::Instant run_began;  ///< By our clock.
  RunChanges changes;

  SQLite::Statement find{
      db, fmt::format("SELECT iid, {}, added_by, changed_by, seen_by FROM merge_request "
                      "WHERE project = ? AND iid = ?",
                      merge_request_columns)};
  SQLite::Statement put{
      db, fmt::format("INSERT OR REPLACE INTO merge_request (project, iid, {}, generation, "
                      "added_by, changed_by, seen_by) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,"
                      "(SELECT generation FROM project WHERE key = ?1),?,?,?)",
                      merge_request_columns)};
  SQLite::Statement touch{
      db,
      "UPDATE merge_request SET seen_by = ?, generation = (SELECT generation FROM "
      "project WHERE key = ?2) WHERE project = ?2 AND iid = ?3"};
  SQLite::Statement put_window{db, "INSERT OR REPLACE INTO crawl_window VALUES (?,?,?,?,?,?,?)"};
};

}  // namespace dora::store
