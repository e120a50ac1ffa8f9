// The labels in the store: a project's list, and those on its merge requests; include it only in
// .cpp files of the store.
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "collector/gitlab/project_label.h"
#include "collector/store/database.h"

namespace dora::store {

/// Returns the list, ordered by id.
std::vector<gitlab::ProjectLabel> read_labels(SQLite::Database& db, std::int64_t project);
/// Replaces the project's list.
void write_labels(SQLite::Database& db, std::int64_t project,
                  const std::vector<gitlab::ProjectLabel>& labels);

std::set<std::string> carried_labels(SQLite::Database& db, std::int64_t project);
/// Returns the merge requests with at least one of the labels, ascending.
std::vector<std::int64_t> iids_with_labels(SQLite::Database& db, std::int64_t project,
                                           const std::set<std::string>& names);

}  // namespace dora::store
