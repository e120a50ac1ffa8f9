// The store's tables, and the steps that upgrade older ones.
#include "collector/store/schema.h"

namespace dora::store {
namespace {

// Times are milliseconds since 1970-01-01T00:00:00Z.
constexpr const char* first_tables = R"sql(
CREATE TABLE project (
  key INTEGER PRIMARY KEY,
  root TEXT NOT NULL,               -- The API that was asked: https://host/api/v4
  id INTEGER NOT NULL,
  asked TEXT NOT NULL,              -- As --project had it last
  path TEXT NOT NULL,
  web_url TEXT NOT NULL,
  synced INTEGER,                   -- What is updated from then on is still to be asked for
  generation INTEGER NOT NULL,      -- Grows with each --full
  full_under_way INTEGER NOT NULL,
  UNIQUE (root, id)
);
CREATE TABLE merge_request (
  project INTEGER NOT NULL REFERENCES project,
  iid INTEGER NOT NULL,
  state TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  merged_at INTEGER,
  closed_at INTEGER,
  labels TEXT NOT NULL,             -- A JSON array
  author TEXT NOT NULL,
  author_is_bot INTEGER NOT NULL,
  title TEXT NOT NULL,
  source_branch TEXT NOT NULL,
  target_branch TEXT NOT NULL,
  web_url TEXT NOT NULL,
  generation INTEGER NOT NULL,      -- The last one that saw it
  added_by INTEGER NOT NULL,        -- Runs
  changed_by INTEGER NOT NULL,
  seen_by INTEGER NOT NULL,
  PRIMARY KEY (project, iid)
) WITHOUT ROWID;
CREATE TABLE crawl (
  key INTEGER PRIMARY KEY,
  project INTEGER NOT NULL REFERENCES project,
  time_order TEXT NOT NULL,         -- created or updated
  begin INTEGER NOT NULL,
  end INTEGER NOT NULL,
  planned_at INTEGER NOT NULL,      -- By the server's clock
  finished INTEGER NOT NULL
);
CREATE TABLE crawl_window (
  crawl INTEGER NOT NULL REFERENCES crawl,
  number INTEGER NOT NULL,
  begin INTEGER NOT NULL,
  reached INTEGER NOT NULL,         -- All before is stored
  end INTEGER NOT NULL,
  seen INTEGER NOT NULL,
  finished INTEGER NOT NULL,
  PRIMARY KEY (crawl, number)
) WITHOUT ROWID;
CREATE TABLE run (
  key INTEGER PRIMARY KEY,
  project INTEGER NOT NULL REFERENCES project,
  started INTEGER NOT NULL,
  ended INTEGER,
  mode TEXT NOT NULL,               -- first, resumed, incremental or full
  requests INTEGER NOT NULL DEFAULT 0,
  retries INTEGER NOT NULL DEFAULT 0,
  bytes INTEGER NOT NULL DEFAULT 0,
  added INTEGER NOT NULL DEFAULT 0,
  changed INTEGER NOT NULL DEFAULT 0,
  unchanged INTEGER NOT NULL DEFAULT 0,
  removed INTEGER NOT NULL DEFAULT 0,
  outcome TEXT NOT NULL             -- under way (or killed), complete, partial or failed
);
)sql";

// The project's list of labels as of the last run.
constexpr const char* labels = R"sql(
CREATE TABLE label (
  project INTEGER NOT NULL REFERENCES project,
  id INTEGER NOT NULL,              -- GitLab's; 0: merge requests carry it, but no list has it
  name TEXT NOT NULL,
  PRIMARY KEY (project, id, name)
) WITHOUT ROWID;
)sql";

}  // namespace

const std::vector<const char*>& store_steps() {
  static const std::vector<const char*> steps{first_tables, labels};
  return steps;
}

}  // namespace dora::store
