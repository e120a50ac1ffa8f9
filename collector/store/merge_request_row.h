// A merge request as a row of the store's table; for .cpp files of the store only.
#pragma once

#include "collector/gitlab/merge_request.h"
#include "collector/store/database.h"

namespace dora::store {

/// What follows project and iid, in the order of the values below.
inline constexpr const char* merge_request_columns =
    "state, created_at, updated_at, merged_at, closed_at, labels, author, author_is_bot, title, "
    "source_branch, target_branch, web_url";

/// Binds all but the iid.
Row& operator<<(Row& row, const gitlab::MergeRequest& value);

/// Of a query for the iid and then merge_request_columns.
gitlab::MergeRequest read_merge_request(SQLite::Statement& row);
/// Uses the memory of what `result` held: for many rows, one after the other.
void read_merge_request(SQLite::Statement& row, gitlab::MergeRequest& result);

}  // namespace dora::store
