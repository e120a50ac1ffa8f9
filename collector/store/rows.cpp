// The progress of a collection as rows in the store; include it only in .cpp files of the store.
#include "collector/store/rows.h"

namespace dora::store {

StoredProject read_project(SQLite::Statement& row) {
  const auto text = [&row](int column) { return std::string(to_text(row.getColumn(column))); };
  return {to_integer(row.getColumn(0)),
          {to_integer(row.getColumn(1)), text(2), text(3)},
          to_optional_instant(row.getColumn(4)),
          to_bool(row.getColumn(5))};
}

StoredCrawl read_crawl(SQLite::Statement& row) {
  const std::string_view order = to_text(row.getColumn(1));
  const bool created = order == order_text(gitlab::TimeOrder::created);
  if (!created && order != order_text(gitlab::TimeOrder::updated)) {
    fail_as_damaged(row.getColumn(1));
  }
  return {to_integer(row.getColumn(0)),
          created ? gitlab::TimeOrder::created : gitlab::TimeOrder::updated,
          to_instant(row.getColumn(2)),
          to_instant(row.getColumn(3)),
          to_instant(row.getColumn(4)),
          to_bool(row.getColumn(5))};
}

TimeWindow read_window(SQLite::Statement& row) {
  return {to_instant(row.getColumn(0)), to_instant(row.getColumn(1)), to_instant(row.getColumn(2)),
          static_cast<std::size_t>(to_integer(row.getColumn(3))), to_bool(row.getColumn(4))};
}

const char* order_text(gitlab::TimeOrder order) {
  return order == gitlab::TimeOrder::created ? "created" : "updated";
}

}  // namespace dora::store
