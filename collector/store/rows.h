// The progress of a collection as rows in the store; include it only in .cpp files of the store.
#pragma once

#include "collector/store/database.h"
#include "collector/store/store.h"

namespace dora::store {

/// The columns that the functions below read, in this order.
inline constexpr const char* project_columns = "key, id, path, web_url, synced, full_under_way";
inline constexpr const char* crawl_columns = "key, time_order, begin, end, planned_at, finished";
inline constexpr const char* window_columns = "begin, reached, end, seen, finished";

StoredProject read_project(SQLite::Statement& row);
StoredCrawl read_crawl(SQLite::Statement& row);
TimeWindow read_window(SQLite::Statement& row);

const char* order_text(gitlab::TimeOrder order);

}  // namespace dora::store
