// The store's SQLite database and the values in its rows; include it only in .cpp files of the
// store.
#include "collector/store/database.h"

#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "collector/base/files/open_file.h"
#include "collector/base/text/printable.h"
#include "collector/store/schema.h"

namespace dora::store {
namespace {

/// SQLite writes to all of these. If one is a link, as a restored cache may contain, SQLite would
/// write to another file.
void require_own_files(const std::filesystem::path& file) {
  for (const char* ending : {"", "-wal", "-shm", "-journal"}) {
    files::require_own_file(file.string() + ending);
  }
}

/// Creates an empty file private to its owner: SQLite would make it readable by all.
std::filesystem::path create_private_file(const std::filesystem::path& file, base::Log& log) {
  require_own_files(file);
  const files::FileDescriptor made(
      ::open(file.c_str(), O_RDWR | O_CREAT | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC, 0600));
  if (made.get() < 0) {
    throw base::Error(fmt::format("cannot write {}: {}", file.string(), std::strerror(errno)));
  }
  struct stat status {};
  ::fstat(made.get(), &status);
  if ((status.st_mode & (S_IRWXG | S_IRWXO)) != 0) {
    log.warning(
        fmt::format("{} can be read by others on this machine; if that is not intended: "
                    "chmod 600 {}",
                    file.string(), file.string()));
  }
  return file;
}

int current_version() {
  return static_cast<int>(store_steps().size());
}

[[noreturn]] void fail_as_malformed(const SQLite::Database& db, std::string_view why) {
  throw base::Error(
      fmt::format("{} is malformed: {}; move it away and collect again", db.getFilename(), why));
}

int read_version(SQLite::Database& db) {
  const int current = current_version();
  const int version = db.execAndGet("PRAGMA user_version").getInt();
  if (version < 0) {
    fail_as_malformed(db, fmt::format("its version is {}", version));
  }
  if (version > current) {
    throw base::Error(fmt::format(
        "{} is of version {}, but this dora-report knows versions up to {} only; use a newer "
        "dora-report, or another folder",
        db.getFilename(), version, current));
  }
  if (version == 0 && db.execAndGet("SELECT count(*) FROM sqlite_master").getInt() > 0) {
    throw base::Error(fmt::format(
        "{} is a database, but not one of dora-report's; use another folder", db.getFilename()));
  }
  return version;
}

void apply_step(SQLite::Database& db, int step) {
  SQLite::Transaction transaction(db);
  db.exec(store_steps().at(static_cast<std::size_t>(step)));
  db.exec(fmt::format("PRAGMA user_version = {}", step + 1));
  transaction.commit();
}

/// A trigger or a view runs somebody else's statements, for as long as it likes.
void require_no_programs(SQLite::Database& db) {
  SQLite::Statement found(
      db, "SELECT type, name FROM sqlite_master WHERE type IN ('trigger', 'view') LIMIT 1");
  if (found.executeStep()) {
    fail_as_malformed(db, fmt::format("it holds a {} that dora-report did not make, {}",
                                      found.getColumn(0).getString(),
                                      text::printable(found.getColumn(1).getString())));
  }
}

/// Compares with newly created tables. An extra index does no harm.
void require_tables(SQLite::Database& db, int version) {
  SQLite::Database model(":memory:", SQLite::OPEN_READWRITE | SQLite::OPEN_NOMUTEX);
  for (int step = 0; step < version; ++step) {
    apply_step(model, step);
  }
  SQLite::Statement wanted(model, "SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL");
  SQLite::Statement found(db, "SELECT count(*) FROM sqlite_master WHERE name = ? AND sql = ?");
  while (wanted.executeStep()) {
    const std::string name = wanted.getColumn(0).getString();
    Row row(found);
    row << name << wanted.getColumn(1).getString();
    if (!row.step() || found.getColumn(0).getInt() != 1) {
      fail_as_malformed(db, fmt::format("its table {} is missing or another one", name));
    }
  }
}

}  // namespace

SQLite::Database open_store(const std::filesystem::path& file, base::Log& log) {
  return with_store_errors(file, [&] {
    constexpr int patience_ms = 10'000;  // For people reading the store with another program.
    SQLite::Database db(create_private_file(file, log).string(),
                        SQLite::OPEN_READWRITE | SQLite::OPEN_NOMUTEX, patience_ms);
    const int version = read_version(db);
    require_no_programs(db);
    require_tables(db, version);
    db.exec("PRAGMA journal_mode = WAL");
    // After a power cut the last pages may be fetched again; the file is intact in any case.
    db.exec("PRAGMA synchronous = NORMAL");
    db.exec("PRAGMA foreign_keys = ON");
    for (int step = version; step < current_version(); ++step) {
      apply_step(db, step);
    }
    return db;
  });
}

void fail_as_damaged(const SQLite::Column& column) {
  throw SQLite::Exception(fmt::format("database is malformed: invalid {}", column.getName()),
                          sqlite_corrupt);
}

std::int64_t to_integer(const SQLite::Column& column) {
  if (!column.isInteger()) {
    fail_as_damaged(column);
  }
  return column.getInt64();
}

bool to_bool(const SQLite::Column& column) {
  const std::int64_t number = to_integer(column);
  if (number != 0 && number != 1) {
    fail_as_damaged(column);
  }
  return number == 1;
}

std::string_view to_text(const SQLite::Column& column) {
  if (!column.isText()) {
    fail_as_damaged(column);
  }
  const char* begin = column.getText();  // Call it before the size: it may change the encoding.
  return {begin, static_cast<std::size_t>(column.getBytes())};
}

model::Instant to_instant(const SQLite::Column& column) {
  // Years have four digits; a range may begin a few minutes earlier or end later.
  constexpr model::Instant begin{std::chrono::sys_days{std::chrono::year{-1} / 1 / 1}};
  constexpr model::Instant end{std::chrono::sys_days{std::chrono::year{10'001} / 1 / 1}};
  const model::Instant instant{std::chrono::milliseconds(to_integer(column))};
  if (instant < begin || instant >= end) {
    fail_as_damaged(column);
  }
  return instant;
}

std::optional<model::Instant> to_optional_instant(const SQLite::Column& column) {
  return column.isNull() ? std::nullopt : std::optional(to_instant(column));
}

}  // namespace dora::store
