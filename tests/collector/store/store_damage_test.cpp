// Tests of collector/store with damaged and malicious files.
#include <filesystem>
#include <string>
#include <vector>

#include <SQLiteCpp/SQLiteCpp.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "collector/base/error.h"
#include "collector/base/files/atomic_file.h"
#include "collector/store/store.h"
#include "tests/collector/store/store_stage.h"

namespace dora::store {
namespace {

using test::at_hour;
using test::merge_request;
using test::store_root;
using testing::AllOf;
using testing::HasSubstr;

/// A store with three merge requests whose file a test damages.
class DamagedStore : public test::StoreStage {
 protected:
  DamagedStore() {
    Store store = open();
    const StoredProject project = store.remember_project(store_root, "g/p", {42, "g/p", "w"});
    store.begin_run(project, "first", at_hour(9));
    const CrawlPlan plan{gitlab::TimeOrder::created,
                         at_hour(0),
                         at_hour(90),
                         at_hour(50),
                         {{at_hour(0), at_hour(3), at_hour(40)}},
                         all_};
    store.finish_crawl(project, store.begin_crawl(project, plan));
    store.end_run(at_hour(9), {1, 0, 1, "complete"});
  }

  void execute(const std::string& sql) const {
    SQLite::Database(file().string(), SQLite::OPEN_READWRITE).exec(sql);
  }

  /// Opens and reads everything; returns the error, or an empty string and the merge requests.
  std::string read(std::vector<gitlab::MergeRequest>& found) {
    try {
      Store store = open();
      const auto project = store.find_project(store_root, "g/p");
      if (project) {
        for (const StoredCrawl& crawl : store.crawls(*project)) {
          store.windows(crawl);
        }
        store.last_update_size(*project);
        found = stored(store, *project);
      }
      return {};
    } catch (const base::Error& error) {
      return error.what();
    }
  }
  std::string read() {
    std::vector<gitlab::MergeRequest> found;
    return read(found);
  }

  std::vector<gitlab::MergeRequest> all_{merge_request(1, 5), merge_request(2, 6),
                                         merge_request(3, 5)};
};

TEST_F(DamagedStore, ANegativeVersionIsMalformed) {
  for (const char* version : {"-1", "-2147483648"}) {
    execute(std::string("PRAGMA user_version = ") + version);
    EXPECT_EQ(problem(), file().string() + " is malformed: its version is " + version +
                             "; move it away and collect again");
  }
}

TEST_F(DamagedStore, NoHeaderByteMakesItReadWrongData) {
  const std::string whole = files::read_file(file());
  for (std::size_t i = 0; i < 100; ++i) {
    for (const unsigned flipped : {0x01U, 0x80U, 0xFFU}) {
      std::string bytes = whole;
      bytes[i] = static_cast<char>(static_cast<unsigned char>(bytes[i]) ^ flipped);
      folder_.write(store_file, bytes);
      std::vector<gitlab::MergeRequest> found;
      const std::string error = read(found);
      if (error.empty()) {
        EXPECT_EQ(found, all_) << "byte " << i;
      } else {
        EXPECT_THAT(error, HasSubstr(file().string())) << "byte " << i;
      }
      std::filesystem::remove(file().string() + "-wal");
      std::filesystem::remove(file().string() + "-shm");
    }
  }
}

TEST_F(DamagedStore, ATruncatedFileIsMalformed) {
  const std::string whole = files::read_file(file());
  for (const std::size_t size :
       {whole.size() / 2, std::size_t{4096}, std::size_t{100}, std::size_t{20}}) {
    folder_.write(store_file, whole.substr(0, size));
    EXPECT_THAT(read(),
                AllOf(HasSubstr(file().string()), HasSubstr("move it away and collect again")))
        << size;
  }
}

TEST_F(DamagedStore, ForeignTablesAreMalformed) {
  for (const char* sql : {"DROP TABLE run", "ALTER TABLE merge_request RENAME labels TO tags",
                          "ALTER TABLE project DROP full_under_way"}) {
    const std::string whole = files::read_file(file());
    execute(sql);
    EXPECT_THAT(problem(), AllOf(HasSubstr(file().string() + " is malformed: its table "),
                                 HasSubstr("move it away and collect again")))
        << sql;
    folder_.write(store_file, whole);
  }
}

TEST_F(DamagedStore, TriggersAndViewsAreMalformed) {
  for (const char* sql : {"CREATE TRIGGER mine AFTER INSERT ON run BEGIN DELETE FROM run; END",
                          "CREATE VIEW mine AS SELECT * FROM run"}) {
    const std::string whole = files::read_file(file());
    execute(sql);
    EXPECT_THAT(problem(), AllOf(HasSubstr("is malformed: it holds a "), HasSubstr(", mine;")));
    folder_.write(store_file, whole);
  }
}

TEST_F(DamagedStore, AUsersIndexDoesNoHarm) {
  execute("CREATE INDEX mine ON merge_request (author)");
  EXPECT_EQ(read(), "");
}

TEST_F(DamagedStore, ValuesOfTheWrongTypeAreMalformed) {
  for (const char* change : {"merge_request SET created_at = '2024-01-01T00:00:00Z'",
                             "merge_request SET created_at = 1e300",
                             "merge_request SET updated_at = 9223372036854775807",
                             "merge_request SET merged_at = 'x'",
                             "merge_request SET labels = 'service:a'",
                             "merge_request SET labels = ''",
                             "merge_request SET labels = '{\"a\": \"service:a\"}'",
                             "merge_request SET labels = '[1, null]'",
                             "merge_request SET labels = '[[\"service:a\"]]'",
                             "merge_request SET labels = '\"service:a\"'",
                             "merge_request SET labels = '[\"service:a\"'",
                             "merge_request SET labels = x'5b5d'",
                             "merge_request SET labels = CAST(x'5b22ff225d' AS TEXT)",
                             "merge_request SET state = 'mergee'",
                             "merge_request SET author_is_bot = 2",
                             "merge_request SET author_is_bot = 'yes'",
                             "merge_request SET web_url = x'00'",
                             "project SET synced = 'now'",
                             "project SET synced = NULL",
                             "project SET full_under_way = 'no'",
                             "crawl SET finished = 'yes'",
                             "crawl SET time_order = 'create'",
                             "crawl SET begin = 'x'",
                             "crawl_window SET seen = 'x'",
                             "crawl_window SET reached = 'x'"}) {
    const std::string whole = files::read_file(file());
    execute(std::string("UPDATE ") + change);
    EXPECT_THAT(read(), AllOf(HasSubstr(file().string() + ": "), HasSubstr("malformed"),
                              HasSubstr("move it away and collect again")))
        << change;
    folder_.write(store_file, whole);
  }
}

}  // namespace
}  // namespace dora::store
