// The labels in the store: a project's list of them, and those that its merge requests carry; for
// .cpp files of the store only.
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "collector/gitlab/project_label.h"
#include "collector/store/database.h"

namespace dora::store {

/// In the order of ids.
std::vector<gitlab::ProjectLabel> read_labels(SQLite::Database& db, std::int64_t project);
/// In the place of those that were there.
void write_labels(SQLite::Database& db, std::int64_t project,
                  const std::vector<gitlab::ProjectLabel>& labels);

std::set<std::string> carried_labels(SQLite::Database& db, std::int64_t project);
/// The merge requests that carry at least one of the labels, ascending.
std::vector<std::int64_t> iids_with_labels(SQLite::Database& db, std::int64_t project,
                                           const std::set<std::string>& names);

}  // namespace dora::store
