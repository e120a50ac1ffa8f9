// The store's SQLite database and the values in its rows; include it only in .cpp files of the
// store.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include <SQLiteCpp/SQLiteCpp.h>
#include <fmt/format.h>

#include "collector/base/error.h"
#include "collector/base/log.h"
#include "collector/model/instant.h"

namespace dora::store {

/// Creates the file (private to its owner) and its tables, or upgrades those of an older version.
/// Throws an Error for a newer version, for a file that is something else (which is left
/// unchanged), and for one whose tables do not match its version.
SQLite::Database open_store(const std::filesystem::path& file, base::Log& log);

/// From sqlite3.h (https://www.sqlite.org/rescode.html).
inline constexpr int sqlite_corrupt = 11;
inline constexpr int sqlite_notadb = 26;

/// Runs `work` and turns SQLite's exceptions into an Error that names the file and the next step.
template <class Work>
auto with_store_errors(const std::filesystem::path& file, Work work) {
  try {
    return work();
  } catch (const SQLite::Exception& error) {
    const int code = error.getErrorCode();
    const bool damaged = code == sqlite_corrupt || code == sqlite_notadb;
    throw base::Error(fmt::format(
        "{}: {}; {}", file.string(), error.what(),
        damaged ? "move it away and collect again" : "check the disk's space and the permissions"));
  }
}

/// Throws like SQLite for a damaged file. SQLite itself would convert a value of the wrong type:
/// text would become the year 1970.
[[noreturn]] void fail_as_damaged(const SQLite::Column& column);

std::int64_t to_integer(const SQLite::Column& column);
bool to_bool(const SQLite::Column& column);
/// Valid while the row is the current one.
std::string_view to_text(const SQLite::Column& column);
/// Times are stored as milliseconds since 1970.
model::Instant to_instant(const SQLite::Column& column);
std::optional<model::Instant> to_optional_instant(const SQLite::Column& column);

/// Binds values in order.
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

}  // namespace dora::store
