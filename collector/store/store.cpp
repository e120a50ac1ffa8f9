// deployments.db: every merge request seen, how far the collection got, and a row for each run.
#include "collector/store/store.h"

#include "collector/store/labels.h"
#include "collector/store/rows.h"
#include "collector/store/store_impl.h"

namespace dora::store {
namespace {

using model::Instant;
using Statement = SQLite::Statement;

}  // namespace

Store::Store(const std::filesystem::path& folder, base::Log& log) {
  const std::filesystem::path file = folder / store_file;
  impl_ = with_store_errors(file, [&] { return std::make_unique<Impl>(file, log); });
}

Store::~Store() = default;

std::optional<StoredProject> Store::find_project(const std::string& root,
                                                 const std::string& asked) {
  return with_store_errors(impl_->file, [&]() -> std::optional<StoredProject> {
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
                                      const gitlab::Project& project) {
  with_store_errors(impl_->file, [&] {
    impl_->execute(
        "INSERT INTO project (root, id, asked, path, web_url, generation, full_under_way) "
        "VALUES (?,?,?,?,?,1,0) ON CONFLICT (root, id) DO UPDATE SET asked = excluded.asked, "
        "path = excluded.path, web_url = excluded.web_url",
        root, project.id, asked, project.path, project.web_url);
  });
  return find_project(root, asked).value();
}

void Store::start_over(const StoredProject& project) {
  with_store_errors(impl_->file, [&] {
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
  return with_store_errors(impl_->file, [&] {
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
  return with_store_errors(impl_->file, [&]() -> std::optional<std::int64_t> {
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
  with_store_errors(impl_->file, [&] {
    impl_->execute(
        "UPDATE run SET ended = ?, requests = ?, retries = ?, bytes = ?, added = ?, changed = ?, "
        "unchanged = ?, removed = ?, outcome = ? WHERE key = ?",
        now, figures.requests, figures.retries, figures.bytes, changes.added, changes.changed,
        changes.unchanged, changes.removed, figures.outcome, impl_->run);
  });
}

std::int64_t Store::count_created(const StoredProject& project, Instant begin, Instant end) {
  return with_store_errors(impl_->file, [&] {
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

Store::Gone Store::count_deleted(const StoredProject& project, Instant begin, Instant end) {
  return with_store_errors(impl_->file, [&] {
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

void Store::remove_deleted(const StoredProject& project) {
  with_store_errors(impl_->file, [&] {
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

std::vector<gitlab::ProjectLabel> Store::labels(const StoredProject& project) {
  return with_store_errors(impl_->file, [&] { return read_labels(impl_->db, project.key); });
}

void Store::save_labels(const StoredProject& project,
                        const std::vector<gitlab::ProjectLabel>& labels) {
  with_store_errors(impl_->file, [&] { write_labels(impl_->db, project.key, labels); });
}

std::set<std::string> Store::carried_labels(const StoredProject& project) {
  return with_store_errors(impl_->file,
                           [&] { return store::carried_labels(impl_->db, project.key); });
}

std::vector<std::int64_t> Store::iids_with_labels(const StoredProject& project,
                                                  const std::set<std::string>& names) {
  return with_store_errors(impl_->file,
                           [&] { return store::iids_with_labels(impl_->db, project.key, names); });
}

std::vector<StoredProject> Store::projects() {
  return with_store_errors(impl_->file, [&] {
    Statement query(impl_->db, fmt::format("SELECT {} FROM project ORDER BY key", project_columns));
    Row row(query);
    std::vector<StoredProject> projects;
    while (row.step()) {
      projects.push_back(read_project(query));
    }
    return projects;
  });
}

std::optional<gitlab::MergeRequest> Store::find_merge_request(const StoredProject& project,
                                                              std::int64_t iid) {
  return with_store_errors(impl_->file, [&]() -> std::optional<gitlab::MergeRequest> {
    Statement query(impl_->db,
                    fmt::format("SELECT iid, {} FROM merge_request WHERE project = ? AND iid = ?",
                                merge_request_columns));
    Row row(query);
    row << project.key << iid;
    return row.step() ? std::optional(read_merge_request(query)) : std::nullopt;
  });
}

void Store::for_each_merge_request(std::int64_t project_key,
                                   const std::function<void(const gitlab::MergeRequest&)>& visit) {
  with_store_errors(impl_->file, [&] {
    Statement query(impl_->db,
                    fmt::format("SELECT iid, {} FROM merge_request WHERE project = ? ORDER BY iid",
                                merge_request_columns));
    Row row(query);
    row << project_key;
    gitlab::MergeRequest merge_request;
    while (row.step()) {
      read_merge_request(query, merge_request);
      visit(merge_request);
    }
  });
}

}  // namespace dora::store
