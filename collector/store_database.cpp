// The store's file as a SQLite database and the values in its rows; for .cpp files of the store
// only.
#include "collector/store_database.h"

#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "collector/store_schema.h"

namespace dora::collector {
namespace {

/// Makes an empty file for the owner only: SQLite would make it for all.
std::filesystem::path made_private(const std::filesystem::path& file, base::Log& log) {
  const int fd = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (fd < 0) {
    throw base::Error(fmt::format("cannot write {}: {}", file.string(), std::strerror(errno)));
  }
  struct stat status {};
  ::fstat(fd, &status);
  ::close(fd);
  if ((status.st_mode & (S_IRWXG | S_IRWXO)) != 0) {
    log.warning(
        fmt::format("{} can be read by others on this machine; if that is not meant: "
                    "chmod 600 {}",
                    file.string(), file.string()));
  }
  return file;
}

void migrate(SQLite::Database& db) {
  const auto& steps = store_steps();
  const int current = static_cast<int>(steps.size());
  const int version = db.execAndGet("PRAGMA user_version").getInt();
  if (version > current) {
    throw base::Error(fmt::format(
        "{} is of version {}, but this dora-report knows versions up to {} only; use a newer "
        "dora-report, or another folder",
        db.getFilename(), version, current));
  }
  if (version == 0 && db.execAndGet("SELECT count(*) FROM sqlite_master").getInt() > 0) {
    throw base::Error(fmt::format("{} is a database, but none of dora-report; use another folder",
                                  db.getFilename()));
  }
  for (int step = version; step < current; ++step) {
    SQLite::Transaction transaction(db);
    db.exec(steps[static_cast<std::size_t>(step)]);
    db.exec(fmt::format("PRAGMA user_version = {}", step + 1));
    transaction.commit();
  }
}

}  // namespace

SQLite::Database open_store(const std::filesystem::path& file, base::Log& log) {
  return guarded(file, [&] {
    constexpr int patience_ms = 10'000;  // For a person who reads the store with another program.
    SQLite::Database db(made_private(file, log).string(),
                        SQLite::OPEN_READWRITE | SQLite::OPEN_NOMUTEX, patience_ms);
    db.exec("PRAGMA journal_mode = WAL");
    // After a power cut the last pages may be asked for again; the file is whole in any case.
    db.exec("PRAGMA synchronous = NORMAL");
    db.exec("PRAGMA foreign_keys = ON");
    migrate(db);
    return db;
  });
}

}  // namespace dora::collector
