// The labels in the store: a project's list, and those on its merge requests; include it only in
// .cpp files of the store.
#include "collector/store/labels.h"

#include <algorithm>
#include <functional>
#include <unordered_map>

#include "collector/store/label_list.h"

namespace dora::store {
namespace {

/// Calls `visit` with each merge request and the result of `judge` for its labels. Many merge
/// requests have the same list of labels: each list is read once.
void for_each_list(SQLite::Database& db, std::int64_t project,
                   const std::function<bool(const std::vector<std::string>&)>& judge,
                   const std::function<void(std::int64_t iid, bool judgement)>& visit) {
  SQLite::Statement query(db,
                          "SELECT iid, labels FROM merge_request WHERE project = ? ORDER BY iid");
  Row row(query);
  row << project;
  std::unordered_map<std::string, bool> judged;
  std::vector<std::string> labels;
  while (row.step()) {
    const SQLite::Column column = query.getColumn(1);
    const auto [place, is_new] = judged.try_emplace(std::string(to_text(column)), false);
    if (is_new) {
      if (!parse_labels(place->first, labels)) {
        fail_as_damaged(column);
      }
      place->second = judge(labels);
    }
    visit(to_integer(query.getColumn(0)), place->second);
  }
}

}  // namespace

std::vector<gitlab::ProjectLabel> read_labels(SQLite::Database& db, std::int64_t project) {
  SQLite::Statement query(db, "SELECT id, name FROM label WHERE project = ? ORDER BY id, name");
  Row row(query);
  row << project;
  std::vector<gitlab::ProjectLabel> labels;
  while (row.step()) {
    labels.push_back({to_integer(query.getColumn(0)), std::string(to_text(query.getColumn(1)))});
  }
  return labels;
}

void write_labels(SQLite::Database& db, std::int64_t project,
                  const std::vector<gitlab::ProjectLabel>& labels) {
  SQLite::Transaction transaction(db);
  SQLite::Statement remove(db, "DELETE FROM label WHERE project = ?");
  Row old(remove);
  old << project;
  old.execute();
  SQLite::Statement insert(db, "INSERT INTO label (project, id, name) VALUES (?,?,?)");
  for (const gitlab::ProjectLabel& label : labels) {
    Row row(insert);
    row << project << label.id << label.name;
    row.execute();
  }
  transaction.commit();
}

std::set<std::string> carried_labels(SQLite::Database& db, std::int64_t project) {
  std::set<std::string> names;
  for_each_list(
      db, project,
      [&](const std::vector<std::string>& labels) {
        names.insert(labels.begin(), labels.end());
        return true;
      },
      [](std::int64_t /*iid*/, bool /*judgement*/) {});
  return names;
}

std::vector<std::int64_t> iids_with_labels(SQLite::Database& db, std::int64_t project,
                                           const std::set<std::string>& names) {
  std::vector<std::int64_t> iids;
  for_each_list(
      db, project,
      [&](const std::vector<std::string>& labels) {
        return std::any_of(labels.begin(), labels.end(),
                           [&](const std::string& each) { return names.contains(each); });
      },
      [&](std::int64_t iid, bool carries) {
        if (carries) {
          iids.push_back(iid);
        }
      });
  return iids;
}

}  // namespace dora::store
