// How far a collection is, as rows of the store's tables; for .cpp files of the store only.
#include "collector/store_rows.h"

namespace dora::collector {

StoredProject read_project(SQLite::Statement& row) {
  return {row.getColumn(0).getInt64(),
          {row.getColumn(1).getInt64(), row.getColumn(2).getString(), row.getColumn(3).getString()},
          to_optional_instant(row.getColumn(4)),
          row.getColumn(5).getInt() != 0};
}

StoredCrawl read_crawl(SQLite::Statement& row) {
  const bool created = row.getColumn(1).getString() == order_text(TimeOrder::created);
  return {row.getColumn(0).getInt64(), created ? TimeOrder::created : TimeOrder::updated,
          instant_at(row, 2),          instant_at(row, 3),
          instant_at(row, 4),          row.getColumn(5).getInt() != 0};
}

Window read_window(SQLite::Statement& row) {
  return {instant_at(row, 0), instant_at(row, 1), instant_at(row, 2),
          static_cast<std::size_t>(row.getColumn(3).getInt64()), row.getColumn(4).getInt() != 0};
}

const char* order_text(TimeOrder order) {
  return order == TimeOrder::created ? "created" : "updated";
}

}  // namespace dora::collector
