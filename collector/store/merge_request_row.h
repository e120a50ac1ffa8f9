// A merge request as a row in the store; include it only in .cpp files of the store.
#pragma once

#include "collector/gitlab/merge_request.h"
#include "collector/store/database.h"

namespace dora::store {

/// The columns after project and iid, in the order of the values below.
inline constexpr const char* merge_request_columns =
    "state, created_at, updated_at, merged_at, closed_at, labels, author, author_is_bot, title, "
    "source_branch, target_branch, web_url";

/// Binds all but the iid.
Row& operator<<(Row& row, const gitlab::MergeRequest& value);

/// Reads a row of a query for iid and merge_request_columns.
gitlab::MergeRequest read_merge_request(SQLite::Statement& row);
/// The same, reusing the memory of `result`: for many rows in sequence.
void read_merge_request(SQLite::Statement& row, gitlab::MergeRequest& result);

}  // namespace dora::store
