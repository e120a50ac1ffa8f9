// The store's file as a SQLite database and the values in its rows; for .cpp files of the store
// only.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

#include <SQLiteCpp/SQLiteCpp.h>
#include <fmt/format.h>

#include "collector/base/error.h"
#include "collector/base/log.h"
#include "collector/model/instant.h"

namespace dora::collector {

/// Makes the file (for its owner only), its tables, or those of an older version anew. Throws an
/// Error for a newer version and for a file that is something else.
SQLite::Database open_store(const std::filesystem::path& file, base::Log& log);

/// Runs `work`; what SQLite throws becomes an Error that names the file and what to do.
template <class Work>
auto guarded(const std::filesystem::path& file, Work work) {
  try {
    return work();
  } catch (const SQLite::Exception& error) {
    const int code = error.getErrorCode();
    const bool damaged = code == 11 || code == 26;  // SQLITE_CORRUPT, SQLITE_NOTADB
    throw base::Error(fmt::format(
        "{}: {}; {}", file.string(), error.what(),
        damaged ? "move it away and collect again" : "check the disk's space and the permissions"));
  }
}

/// Times are stored as milliseconds since 1970.
inline model::Instant to_instant(std::int64_t number) {
  return model::Instant(std::chrono::milliseconds(number));
}

inline model::Instant instant_at(SQLite::Statement& row, int column) {
  return to_instant(row.getColumn(column).getInt64());
}

inline std::optional<model::Instant> to_optional_instant(const SQLite::Column& column) {
  return column.isNull() ? std::nullopt : std::optional(to_instant(column.getInt64()));
}

/// Binds values one after the other.
class Row {
 public:
  explicit Row(SQLite::Statement& statement) : statement_(statement) { statement_.reset(); }

  Row& operator<<(std::int64_t value) {
    statement_.bind(++index_, value);
    return *this;
  }
  Row& operator<<(bool value) { return *this << std::int64_t{value ? 1 : 0}; }
  Row& operator<<(model::Instant value) {
    return *this << static_cast<std::int64_t>(value.time_since_epoch().count());
  }
  Row& operator<<(const std::optional<model::Instant>& value) {
    if (value) {
      return *this << *value;
    }
    statement_.bind(++index_);
    return *this;
  }
  Row& operator<<(const std::string& value) {
    statement_.bind(++index_, value);
    return *this;
  }
  Row& operator<<(const char* value) {
    statement_.bind(++index_, value);
    return *this;
  }
  void execute() { statement_.exec(); }
  bool step() { return statement_.executeStep(); }

 private:
  SQLite::Statement& statement_;
  int index_ = 0;
};

}  // namespace dora::collector
