// annotations.db: what was asked of models and what they answered, so that nothing is asked twice.
#include "reports/annotate/store.h"

#include <cerrno>
#include <cstring>

#include <SQLiteCpp/SQLiteCpp.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>

#include "collector/base/error.h"
#include "collector/base/files/open_file.h"

namespace dora::annotate {
namespace {

using Statement = SQLite::Statement;

constexpr int store_version = 1;
/// Marks the file as ours, beside its version: `dora`.
constexpr int application_id = 0x646F7261;
constexpr const char* schema = R"(
CREATE TABLE request (
  key TEXT PRIMARY KEY, record TEXT NOT NULL, model TEXT NOT NULL, planned INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('planned', 'sent', 'answered'))
) WITHOUT ROWID;
CREATE TABLE answer (
  key TEXT PRIMARY KEY, model TEXT NOT NULL, received INTEGER NOT NULL, outcome INTEGER NOT NULL,
  text TEXT NOT NULL, refusal TEXT NOT NULL, finish_reason TEXT NOT NULL, id TEXT NOT NULL,
  answered_by TEXT NOT NULL, created INTEGER NOT NULL, prompt_tokens INTEGER,
  completion_tokens INTEGER, total_tokens INTEGER, attempts INTEGER NOT NULL,
  milliseconds INTEGER NOT NULL, prompt_bytes INTEGER NOT NULL, verdict TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE comment (
  week TEXT NOT NULL, record TEXT NOT NULL, json TEXT NOT NULL, PRIMARY KEY (week, record)
) WITHOUT ROWID;
)";

template <class Work>
auto with_errors(const std::filesystem::path& file, Work work) {
  try {
    return work();
  } catch (const SQLite::Exception& error) {
    throw base::Error(
        fmt::format("{}: {}; check disk space and permissions, or move the file away: its answers "
                    "will be requested again",
                    file.string(), error.what()));
  }
}

/// SQLite would write through links, and make the file readable by all. The lock is held until the
/// process ends.
files::FileDescriptor open_private(const std::filesystem::path& file) {
  for (const char* ending : {"", "-wal", "-shm", "-journal"}) {
    files::require_own_file(file.string() + ending);
  }
  files::FileDescriptor made(
      ::open(file.c_str(), O_RDWR | O_CREAT | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC, 0600));
  if (made.get() < 0) {
    throw base::Error(fmt::format("cannot write {}: {}", file.string(), std::strerror(errno)));
  }
  return made;
}

void create_tables(SQLite::Database& db) {
  const int version = db.execAndGet("PRAGMA user_version").getInt();
  const bool is_new =
      version == 0 && db.execAndGet("SELECT count(*) FROM sqlite_master").getInt() == 0;
  if (is_new) {
    SQLite::Transaction transaction(db);
    db.exec(schema);
    db.exec(fmt::format("PRAGMA application_id = {}", application_id));
    db.exec(fmt::format("PRAGMA user_version = {}", store_version));
    transaction.commit();
    return;
  }
  const bool has_programs =
      db.execAndGet("SELECT count(*) FROM sqlite_master WHERE type IN ('trigger', 'view')")
          .getInt() > 0;
  if (db.execAndGet("PRAGMA application_id").getInt() != application_id ||
      version != store_version || has_programs) {
    throw base::Error(
        fmt::format("{} was not written by this version of 'dora-report annotate'; move it away",
                    db.getFilename()));
  }
}

void bind_answer(Statement& insert, const StoredAnswer& stored, std::int64_t prompt_bytes) {
  const llm::Answer& answer = stored.answer;
  int at = 0;
  const auto text = [&](const std::string& value) { insert.bind(++at, value); };
  const auto number = [&](std::int64_t value) { insert.bind(++at, value); };
  text(stored.key);
  text(stored.model);
  number(stored.received);
  number(static_cast<std::int64_t>(answer.outcome));
  text(answer.text);
  text(answer.refusal);
  text(answer.finish_reason);
  text(answer.id);
  text(answer.model);
  number(answer.created);
  if (answer.usage) {
    number(answer.usage->prompt_tokens);
    number(answer.usage->completion_tokens);
    number(answer.usage->total_tokens);
  } else {
    at += 3;
  }
  number(answer.attempts);
  number(answer.duration.count());
  number(prompt_bytes);
  text(stored.verdict);
}

StoredAnswer read_stored(Statement& row) {
  StoredAnswer stored;
  llm::Answer& answer = stored.answer;
  stored.key = row.getColumn(0).getString();
  stored.model = row.getColumn(1).getString();
  stored.received = row.getColumn(2).getInt64();
  const std::int64_t outcome = row.getColumn(3).getInt64();
  answer.outcome =
      outcome >= 0 && outcome < 3 ? static_cast<llm::Outcome>(outcome) : llm::Outcome::failed;
  answer.text = row.getColumn(4).getString();
  answer.refusal = row.getColumn(5).getString();
  answer.finish_reason = row.getColumn(6).getString();
  answer.id = row.getColumn(7).getString();
  answer.model = row.getColumn(8).getString();
  answer.created = row.getColumn(9).getInt64();
  if (!row.getColumn(10).isNull()) {
    answer.usage = llm::Usage{row.getColumn(10).getInt64(), row.getColumn(11).getInt64(),
                              row.getColumn(12).getInt64()};
  }
  answer.attempts = row.getColumn(13).getInt();
  answer.duration = std::chrono::milliseconds(row.getColumn(14).getInt64());
  stored.verdict = row.getColumn(15).getString();
  return stored;
}

}  // namespace

struct AnswerStore::Impl {
  std::filesystem::path file;
  files::FileDescriptor descriptor;
  SQLite::Database db;

  explicit Impl(const std::filesystem::path& path)
      : file(path),
        descriptor(open_private(path)),
        db(path.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_NOMUTEX, 10'000) {
    // Not a lock of SQLite's own kind, so that others may read the file meanwhile.
    if (::flock(descriptor.get(), LOCK_EX | LOCK_NB) != 0) {
      throw base::Error(
          fmt::format("{}: another 'annotate' is using it; wait until it ends", path.string()));
    }
    db.exec("PRAGMA journal_mode = WAL");
    // A power cut may lose the last answers; a killed process loses none.
    db.exec("PRAGMA synchronous = NORMAL");
    create_tables(db);
  }

  void execute(const char* sql, const std::string& key) {
    Statement statement(db, sql);
    statement.bind(1, key);
    statement.exec();
  }
};

AnswerStore::AnswerStore(const std::filesystem::path& file)
    : impl_(with_errors(file, [&] { return std::make_unique<Impl>(file); })) {}

AnswerStore::~AnswerStore() = default;

std::optional<StoredAnswer> AnswerStore::find(const std::string& key) const {
  return with_errors(impl_->file, [&]() -> std::optional<StoredAnswer> {
    Statement query(impl_->db,
                    "SELECT key, model, received, outcome, text, refusal, finish_reason, id, "
                    "answered_by, created, prompt_tokens, completion_tokens, total_tokens, "
                    "attempts, milliseconds, verdict FROM answer WHERE key = ?");
    query.bind(1, key);
    return query.executeStep() ? std::optional(read_stored(query)) : std::nullopt;
  });
}

void AnswerStore::plan(const std::vector<PlannedRequest>& batch, const std::string& model,
                       std::int64_t now) {
  with_errors(impl_->file, [&] {
    SQLite::Transaction transaction(impl_->db);
    Statement insert(impl_->db,
                     "INSERT OR REPLACE INTO request (key, record, model, planned, state) VALUES "
                     "(?, ?, ?, ?, 'planned')");
    for (const PlannedRequest& each : batch) {
      insert.reset();
      insert.bind(1, each.key);
      insert.bind(2, each.record);
      insert.bind(3, model);
      insert.bind(4, now);
      insert.exec();
    }
    transaction.commit();
  });
}

void AnswerStore::sent(const std::string& key) {
  with_errors(impl_->file,
              [&] { impl_->execute("UPDATE request SET state = 'sent' WHERE key = ?", key); });
}

void AnswerStore::failed(const std::string& key) {
  with_errors(impl_->file, [&] { impl_->execute("DELETE FROM request WHERE key = ?", key); });
}

void AnswerStore::keep(const StoredAnswer& answer, std::int64_t prompt_bytes) {
  with_errors(impl_->file, [&] {
    SQLite::Transaction transaction(impl_->db);
    Statement insert(impl_->db,
                     "INSERT OR REPLACE INTO answer (key, model, received, outcome, text, refusal, "
                     "finish_reason, id, answered_by, created, prompt_tokens, completion_tokens, "
                     "total_tokens, attempts, milliseconds, prompt_bytes, verdict) VALUES "
                     "(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)");
    bind_answer(insert, answer, prompt_bytes);
    insert.exec();
    impl_->execute("UPDATE request SET state = 'answered' WHERE key = ?", answer.key);
    transaction.commit();
  });
}

std::int64_t AnswerStore::take_lost() {
  return with_errors(impl_->file, [&] {
    const std::int64_t lost =
        impl_->db.execAndGet("SELECT count(*) FROM request WHERE state = 'sent'").getInt64();
    impl_->db.exec("DELETE FROM request WHERE state <> 'answered'");
    return lost;
  });
}

ModelUsage AnswerStore::usage_of(const std::string& model) const {
  return with_errors(impl_->file, [&] {
    Statement query(impl_->db,
                    "SELECT count(*), total(prompt_tokens), total(prompt_bytes), "
                    "total(completion_tokens) FROM answer WHERE model = ? AND prompt_tokens > 0");
    query.bind(1, model);
    query.executeStep();
    return ModelUsage{query.getColumn(0).getInt64(),
                      static_cast<std::int64_t>(query.getColumn(1).getDouble()),
                      static_cast<std::int64_t>(query.getColumn(2).getDouble()),
                      static_cast<std::int64_t>(query.getColumn(3).getDouble())};
  });
}

void AnswerStore::keep_comments(const std::vector<comments::StoredComment>& comments) {
  with_errors(impl_->file, [&] {
    SQLite::Transaction transaction(impl_->db);
    Statement insert(impl_->db,
                     "INSERT OR REPLACE INTO comment (week, record, json) VALUES (?, ?, ?)");
    for (const comments::StoredComment& each : comments) {
      insert.reset();
      insert.bind(1, each.week);
      insert.bind(2, each.record);
      insert.bind(3, comments::annotations_json({each}));
      insert.exec();
    }
    transaction.commit();
  });
}

std::vector<comments::StoredComment> AnswerStore::comments(const std::string& week) const {
  return with_errors(impl_->file, [&] {
    Statement query(impl_->db,
                    "SELECT json FROM comment WHERE record = 'week' OR week = ? ORDER BY week, "
                    "record");
    query.bind(1, week);
    std::vector<comments::StoredComment> found;
    while (query.executeStep()) {
      const std::string json = query.getColumn(0).getString();
      for (comments::StoredComment& each :
           comments::parse_annotations(json, impl_->file.string())) {
        found.push_back(std::move(each));
      }
    }
    return found;
  });
}

}  // namespace dora::annotate
