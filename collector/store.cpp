// deployments.db: every merge request seen, how far the collection got, and a row for each run.
// Knows neither HTTP nor what labels mean.
#include "collector/store.h"

#include "collector/merge_request_row.h"
#include "collector/store_database.h"
#include "collector/store_labels.h"
#include "collector/store_lock.h"
#include "collector/store_rows.h"

namespace dora::collector {
namespace {

using model::Instant;
using Statement = SQLite::Statement;

}  // namespace

struct Store::Impl {
  Impl(const std::filesystem::path& path, base::Log& log)
      : file(path), lock(path), db(open_store(path, log)) {}

  void save(const StoredProject& project, const std::vector<MergeRequest>& page);
  void save(const StoredProject& project, const MergeRequest& merge_request);
  void save_window(std::int64_t crawl, std::size_t index, const Window& window);

  template <class... Values>
  void execute(const char* sql, const Values&... values) {
    Statement statement(db, sql);
    Row row(statement);
    (row << ... << values);
    row.execute();
  }

  /// A project with crawls has the time from which updates are to be asked for; else the store is
  /// damaged.
  void require_synced(std::int64_t project) {
    Statement query(db,
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
  Instant run_began;  ///< By our clock.
  RunChanges changes;

  Statement find{db, fmt::format("SELECT iid, {}, added_by, changed_by, seen_by FROM merge_request "
                                 "WHERE project = ? AND iid = ?",
                                 merge_request_columns)};
  Statement put{db,
                fmt::format("INSERT OR REPLACE INTO merge_request (project, iid, {}, generation, "
                            "added_by, changed_by, seen_by) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,"
                            "(SELECT generation FROM project WHERE key = ?1),?,?,?)",
                            merge_request_columns)};
  Statement touch{db,
                  "UPDATE merge_request SET seen_by = ?, generation = (SELECT generation FROM "
                  "project WHERE key = ?2) WHERE project = ?2 AND iid = ?3"};
  Statement put_window{db, "INSERT OR REPLACE INTO crawl_window VALUES (?,?,?,?,?,?,?)"};
};

void Store::Impl::save(const StoredProject& project, const MergeRequest& merge_request) {
  Row key(find);
  key << project.key << merge_request.iid;
  if (!key.step()) {
    ++changes.added;
    Row row(put);
    row << project.key << merge_request.iid;
    (row << merge_request) << run << run << run;
    row.execute();
    return;
  }
  const MergeRequest before = read_merge_request(find);
  const std::int64_t added_by = to_integer(find.getColumn(13));
  const std::int64_t changed_by = to_integer(find.getColumn(14));
  const bool seen_before = to_integer(find.getColumn(15)) == run;
  // Within a run, pages come out of order, and a replica of GitLab's may be behind. A full run
  // takes what GitLab says, and a time ahead of now is that of a clock that was wrong.
  const bool may_be_older =
      !seen_before && (project.full_under_way || before.updated_at > run_began);
  const bool news =
      before != merge_request && (may_be_older || before.updated_at <= merge_request.updated_at);
  changes.unchanged += !news && !seen_before ? 1 : 0;
  if (!news) {
    Row(touch) << run << project.key << merge_request.iid;
    touch.exec();
    return;
  }
  // Seen twice by this run and other the second time: it was counted as unchanged.
  const bool counted_unchanged = seen_before && changed_by != run;
  changes.unchanged -= counted_unchanged ? 1 : 0;
  changes.changed += !seen_before || counted_unchanged ? 1 : 0;
  Row row(put);
  row << project.key << merge_request.iid;
  (row << merge_request) << added_by << run << run;
  row.execute();
}

void Store::Impl::save(const StoredProject& project, const std::vector<MergeRequest>& page) {
  for (const MergeRequest& each : page) {
    save(project, each);
  }
  find.reset();
}

void Store::Impl::save_window(std::int64_t crawl, std::size_t index, const Window& window) {
  Row row(put_window);
  row << crawl << static_cast<std::int64_t>(index) << window.begin << window.reached << window.end
      << static_cast<std::int64_t>(window.seen) << window.finished;
  row.execute();
}

Store::Store(const std::filesystem::path& folder, base::Log& log) {
  const std::filesystem::path file = folder / store_file;
  impl_ = guarded(file, [&] { return std::make_unique<Impl>(file, log); });
}

Store::~Store() = default;

std::optional<StoredProject> Store::find_project(const std::string& root,
                                                 const std::string& asked) {
  return guarded(impl_->file, [&]() -> std::optional<StoredProject> {
    Statement query(impl_->db,
                    fmt::format("SELECT {} FROM project WHERE root = ? AND ?2 IN (asked, path, "
                                "CAST(id AS TEXT))",
                                project_columns));
    Row row(query);
    row << root << asked;
    if (!row.step()) {
      return std::nullopt;
    }
    StoredProject project = read_project(query);
    if (!project.synced) {
      impl_->require_synced(project.key);
    }
    return project;
  });
}

StoredProject Store::remember_project(const std::string& root, const std::string& asked,
                                      const Project& project) {
  guarded(impl_->file, [&] {
    impl_->execute(
        "INSERT INTO project (root, id, asked, path, web_url, generation, full_under_way) "
        "VALUES (?,?,?,?,?,1,0) ON CONFLICT (root, id) DO UPDATE SET asked = excluded.asked, "
        "path = excluded.path, web_url = excluded.web_url",
        root, project.id, asked, project.path, project.web_url);
  });
  return find_project(root, asked).value();
}

void Store::start_over(const StoredProject& project) {
  guarded(impl_->file, [&] {
    SQLite::Transaction transaction(impl_->db);
    impl_->execute(
        "DELETE FROM crawl_window WHERE crawl IN (SELECT key FROM crawl WHERE project = ?)",
        project.key);
    impl_->execute("DELETE FROM crawl WHERE project = ?", project.key);
    impl_->execute(
        "UPDATE project SET synced = NULL, generation = generation + 1, full_under_way = 1 "
        "WHERE key = ?",
        project.key);
    transaction.commit();
  });
}

std::int64_t Store::begin_run(const StoredProject& project, const std::string& mode, Instant now) {
  impl_->run_began = now;
  return guarded(impl_->file, [&] {
    impl_->execute("INSERT INTO run (project, started, mode, outcome) VALUES (?,?,?, 'under way')",
                   project.key, now, mode);
    impl_->run = impl_->db.getLastInsertRowid();
    impl_->changes = {};
    return impl_->run;
  });
}

RunChanges Store::changes() const {
  return impl_->changes;
}

std::optional<std::int64_t> Store::last_update_size(const StoredProject& project) {
  return guarded(impl_->file, [&]() -> std::optional<std::int64_t> {
    Statement query(impl_->db,
                    "SELECT added + changed + unchanged FROM run WHERE project = ? AND "
                    "mode = 'incremental' AND outcome = 'complete' ORDER BY key DESC LIMIT 1");
    Row row(query);
    row << project.key;
    return row.step() ? std::optional(to_integer(query.getColumn(0))) : std::nullopt;
  });
}

void Store::end_run(Instant now, const RunFigures& figures) {
  const RunChanges& changes = impl_->changes;
  guarded(impl_->file, [&] {
    impl_->execute(
        "UPDATE run SET ended = ?, requests = ?, retries = ?, bytes = ?, added = ?, changed = ?, "
        "unchanged = ?, removed = ?, outcome = ? WHERE key = ?",
        now, figures.requests, figures.retries, figures.bytes, changes.added, changes.changed,
        changes.unchanged, changes.removed, figures.outcome, impl_->run);
  });
}

std::vector<StoredCrawl> Store::crawls(const StoredProject& project) {
  return guarded(impl_->file, [&] {
    Statement query(impl_->db, fmt::format("SELECT {} FROM crawl WHERE project = ? ORDER BY key",
                                           crawl_columns));
    Row row(query);
    row << project.key;
    std::vector<StoredCrawl> crawls;
    while (row.step()) {
      crawls.push_back(read_crawl(query));
    }
    return crawls;
  });
}

std::vector<Window> Store::windows(const StoredCrawl& crawl) {
  return guarded(impl_->file, [&] {
    Statement query(
        impl_->db,
        fmt::format("SELECT {} FROM crawl_window WHERE crawl = ? ORDER BY number", window_columns));
    Row row(query);
    row << crawl.key;
    std::vector<Window> windows;
    while (row.step()) {
      windows.push_back(read_window(query));
    }
    return windows;
  });
}

StoredCrawl Store::begin_crawl(const StoredProject& project, const CrawlPlan& plan) {
  return guarded(impl_->file, [&] {
    SQLite::Transaction transaction(impl_->db);
    impl_->execute(
        "INSERT INTO crawl (project, time_order, begin, end, planned_at, finished) VALUES "
        "(?,?,?,?,?,0)",
        project.key, order_text(plan.order), plan.begin, plan.end, plan.planned_at);
    const StoredCrawl crawl{
        impl_->db.getLastInsertRowid(), plan.order, plan.begin, plan.end, plan.planned_at, false};
    for (std::size_t i = 0; i < plan.windows.size(); ++i) {
      impl_->save_window(crawl.key, i, plan.windows[i]);
    }
    impl_->save(project, plan.page);
    impl_->execute("UPDATE project SET synced = coalesce(synced, ?) WHERE key = ?", plan.planned_at,
                   project.key);
    transaction.commit();
    return crawl;
  });
}

void Store::save_page(const StoredProject& project, const StoredCrawl& crawl,
                      const std::vector<MergeRequest>& page,
                      const std::vector<NumberedWindow>& windows) {
  guarded(impl_->file, [&] {
    SQLite::Transaction transaction(impl_->db);
    impl_->save(project, page);
    for (const auto& [index, window] : windows) {
      impl_->save_window(crawl.key, index, window);
    }
    transaction.commit();
  });
}

void Store::finish_crawl(const StoredProject& project, const StoredCrawl& crawl) {
  guarded(impl_->file, [&] {
    SQLite::Transaction transaction(impl_->db);
    impl_->execute("UPDATE crawl SET finished = 1 WHERE key = ?", crawl.key);
    if (crawl.order == TimeOrder::updated) {
      impl_->execute("UPDATE project SET synced = max(synced, ?) WHERE key = ?", crawl.planned_at,
                     project.key);
    }
    transaction.commit();
  });
}

void Store::save_update(const StoredProject& project,
                        const std::vector<MergeRequest>& merge_requests, Instant synced) {
  guarded(impl_->file, [&] {
    SQLite::Transaction transaction(impl_->db);
    impl_->save(project, merge_requests);
    impl_->execute("UPDATE project SET synced = ? WHERE key = ?", synced, project.key);
    transaction.commit();
  });
}

void Store::save_merge_requests(const StoredProject& project,
                                const std::vector<MergeRequest>& merge_requests) {
  guarded(impl_->file, [&] {
    SQLite::Transaction transaction(impl_->db);
    impl_->save(project, merge_requests);
    transaction.commit();
  });
}

std::int64_t Store::count_created(const StoredProject& project, Instant begin, Instant end) {
  return guarded(impl_->file, [&] {
    Statement query(
        impl_->db,
        "SELECT count(*) FROM merge_request WHERE project = ?1 AND generation = (SELECT "
        "generation FROM project WHERE key = ?1) AND created_at BETWEEN ?2 AND ?3");
    Row row(query);
    row << project.key << begin << end;
    row.step();
    return to_integer(query.getColumn(0));
  });
}

Store::Gone Store::count_gone(const StoredProject& project, Instant begin, Instant end) {
  return guarded(impl_->file, [&] {
    Statement query(
        impl_->db,
        "SELECT coalesce(sum(generation < (SELECT generation FROM project WHERE key = "
        "?1)), 0), count(*) FROM merge_request WHERE project = ?1 AND created_at BETWEEN ?2 "
        "AND ?3");
    Row row(query);
    row << project.key << begin << end;
    row.step();
    return Gone{to_integer(query.getColumn(0)), to_integer(query.getColumn(1))};
  });
}

void Store::remove_gone(const StoredProject& project) {
  guarded(impl_->file, [&] {
    SQLite::Transaction transaction(impl_->db);
    impl_->execute(
        "DELETE FROM merge_request WHERE project = ?1 AND generation < (SELECT generation FROM "
        "project WHERE key = ?1)",
        project.key);
    impl_->changes.removed += impl_->db.getChanges();
    impl_->execute("UPDATE project SET full_under_way = 0 WHERE key = ?", project.key);
    transaction.commit();
  });
}

std::vector<ProjectLabel> Store::labels(const StoredProject& project) {
  return guarded(impl_->file, [&] { return read_labels(impl_->db, project.key); });
}

void Store::save_labels(const StoredProject& project, const std::vector<ProjectLabel>& labels) {
  guarded(impl_->file, [&] { write_labels(impl_->db, project.key, labels); });
}

std::set<std::string> Store::carried_labels(const StoredProject& project) {
  return guarded(impl_->file, [&] { return collector::carried_labels(impl_->db, project.key); });
}

std::vector<std::int64_t> Store::iids_with_labels(const StoredProject& project,
                                                  const std::set<std::string>& names) {
  return guarded(impl_->file,
                 [&] { return collector::iids_with_labels(impl_->db, project.key, names); });
}

void Store::for_each_merge_request(std::int64_t project_key,
                                   const std::function<void(const MergeRequest&)>& visit) {
  guarded(impl_->file, [&] {
    Statement query(impl_->db,
                    fmt::format("SELECT iid, {} FROM merge_request WHERE project = ? ORDER BY iid",
                                merge_request_columns));
    Row row(query);
    row << project_key;
    MergeRequest merge_request;
    while (row.step()) {
      read_merge_request(query, merge_request);
      visit(merge_request);
    }
  });
}

}  // namespace dora::collector
