// Tests of collector/store: what was stored is there again, whole or not at all, for one at a time.
#include "collector/store.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include "collector/base/atomic_file.h"
#include "collector/base/error.h"
#include "collector/store_schema.h"
#include "tests/support/temporary_folder.h"

namespace dora::collector {
namespace {

using model::Instant;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

constexpr const char* root = "https://h/api/v4";

Instant at(int hour) {
  return Instant(std::chrono::hours(hour));
}

MergeRequest merge_request(std::int64_t iid, int updated_hour) {
  MergeRequest result;
  result.iid = iid;
  result.state = static_cast<State>(iid % 5);
  result.created_at = at(1);
  result.updated_at = at(updated_hour);
  result.closed_at = at(2);
  result.labels = {"service:a", "a \"quoted\", and\ncommaed", std::string("nul \0 within", 12), ""};
  result.author = "jane";
  result.author_is_bot = iid % 2 == 0;
  result.title = "Deploy \xc3\xa4";
  result.source_branch = "deploy/a";
  result.target_branch = "main";
  result.web_url = "https://h/g/p/-/merge_requests/" + std::to_string(iid);
  return result;
}

class StoreTest : public testing::Test {
 protected:
  std::filesystem::path file() const { return folder_ / store_file; }
  Store open() { return {folder_.path(), log_}; }

  static std::vector<MergeRequest> stored(Store& store, const StoredProject& project) {
    std::vector<MergeRequest> result;
    store.for_each_merge_request(project.key,
                                 [&](const MergeRequest& each) { result.push_back(each); });
    return result;
  }

  /// What opening says; empty: nothing.
  std::string problem() {
    try {
      open();
      return {};
    } catch (const base::Error& error) {
      return error.what();
    }
  }

  test::TemporaryFolder folder_;
  base::Console console_{-1};
  base::Log log_{console_, folder_ / "log"};
};

TEST_F(StoreTest, GivesBackWhatWasStored) {
  const std::vector<MergeRequest> all{merge_request(1, 5), merge_request(2, 6),
                                      merge_request(4, 5)};
  {
    Store store = open();
    const StoredProject project = store.remember_project(root, "g/p", {42, "g/p", "w"});
    store.begin_run(project, "first", at(9));
    store.save_update(project, {all[2], all[0], all[1]}, at(7));
  }
  Store store = open();
  const auto project = store.find_project(root, "g/p");
  ASSERT_TRUE(project);
  EXPECT_EQ(stored(store, *project), all);
  EXPECT_EQ(project->synced, at(7));
  EXPECT_EQ(project->project.id, 42);
}

TEST_F(StoreTest, KnowsAProjectByWhateverItIsCalled) {
  Store store = open();
  store.remember_project(root, "old/name", {42, "new/name", "w"});
  for (const char* name : {"old/name", "new/name", "42"}) {
    EXPECT_TRUE(store.find_project(root, name)) << name;
  }
  EXPECT_FALSE(store.find_project(root, "other")) << "another project";
  EXPECT_FALSE(store.find_project("https://other/api/v4", "42")) << "of another GitLab";
  const auto again = store.remember_project(root, "moved/again", {42, "moved/again", "w2"});
  EXPECT_EQ(again.key, store.find_project(root, "42")->key);
  EXPECT_EQ(again.project.web_url, "w2");
}

TEST_F(StoreTest, CountsWhatARunChanged) {
  Store store = open();
  const StoredProject project = store.remember_project(root, "g/p", {42, "g/p", "w"});
  store.begin_run(project, "first", at(9));
  store.save_update(project, {merge_request(1, 5), merge_request(2, 5), merge_request(3, 5)},
                    at(7));
  store.save_update(project, {merge_request(1, 5)}, at(7));
  EXPECT_EQ(store.changes().added, 3);
  EXPECT_EQ(store.changes().unchanged, 0) << "seen twice by one run";
  store.begin_run(project, "incremental", at(10));
  store.save_update(project, {merge_request(1, 5), merge_request(2, 8), merge_request(4, 8)},
                    at(7));
  store.save_update(project, {merge_request(1, 9), merge_request(2, 9)}, at(7));
  EXPECT_EQ(store.changes().added, 1);
  EXPECT_EQ(store.changes().changed, 2);
  EXPECT_EQ(store.changes().unchanged, 0) << "the second look at 1 found it changed";
}

TEST_F(StoreTest, TheYoungerVersionStays) {
  Store store = open();
  const StoredProject project = store.remember_project(root, "g/p", {42, "g/p", "w"});
  store.begin_run(project, "first", at(9));
  store.save_update(project, {merge_request(1, 6)}, at(7));
  MergeRequest older = merge_request(1, 5);
  older.state = State::opened;
  store.save_update(project, {older}, at(7));
  EXPECT_EQ(stored(store, project), std::vector<MergeRequest>{merge_request(1, 6)});
}

TEST_F(StoreTest, KeepsCrawlsAndTheirWindows) {
  const CrawlPlan plan{TimeOrder::created,
                       at(0),
                       at(90),
                       at(50),
                       {{at(0), at(3), at(40), 100, false}, {at(40), at(40), at(90), 0, false}},
                       {merge_request(1, 5)}};
  Store store = open();
  StoredProject project = store.remember_project(root, "g/p", {42, "g/p", "w"});
  store.begin_run(project, "first", at(9));
  const StoredCrawl crawl = store.begin_crawl(project, plan);
  EXPECT_EQ(store.windows(crawl), plan.windows);
  const Window done{at(40), at(90), at(90), 7, true};
  const Window added{at(60), at(60), at(90), 0, false};
  store.save_page(project, crawl, {merge_request(2, 5)}, {{1, done}, {2, added}});
  EXPECT_THAT(store.windows(crawl), ElementsAre(plan.windows[0], done, added));
  EXPECT_EQ(stored(store, project).size(), 2U);
  project = store.find_project(root, "g/p").value();
  EXPECT_EQ(project.synced, at(50)) << "what is updated from then on is still to be asked for";
  store.finish_crawl(project, crawl);
  ASSERT_EQ(store.crawls(project).size(), 1U);
  EXPECT_TRUE(store.crawls(project)[0].finished);
  EXPECT_EQ(store.crawls(project)[0].end, at(90));
  store.start_over(project);
  EXPECT_THAT(store.crawls(project), IsEmpty());
  EXPECT_EQ(store.find_project(root, "g/p")->synced, std::nullopt);
  EXPECT_EQ(stored(store, project).size(), 2U) << "until it is known what is gone";
  store.save_update(project, {merge_request(2, 5)}, at(60));
  store.remove_gone(project);
  EXPECT_EQ(stored(store, project), std::vector<MergeRequest>{merge_request(2, 5)});
}

TEST_F(StoreTest, ProjectsAreApart) {
  Store store = open();
  const StoredProject a = store.remember_project(root, "a", {1, "a", "w"});
  const StoredProject b = store.remember_project(root, "b", {2, "b", "w"});
  store.begin_run(a, "first", at(9));
  store.save_update(a, {merge_request(1, 5)}, at(7));
  store.save_update(b, {merge_request(1, 6), merge_request(2, 6)}, at(8));
  store.start_over(a);
  store.remove_gone(a);
  EXPECT_THAT(stored(store, a), IsEmpty());
  EXPECT_EQ(stored(store, b).size(), 2U);
}

TEST_F(StoreTest, WritesARowForEachRun) {
  {
    Store store = open();
    const StoredProject project = store.remember_project(root, "g/p", {42, "g/p", "w"});
    store.begin_run(project, "first", at(1));
    store.save_update(project, {merge_request(1, 5)}, at(7));
    store.end_run(at(2), {12, 3, 4567, "complete"});
    store.begin_run(project, "incremental", at(3));
  }
  SQLite::Database db(file().string());
  SQLite::Statement query(db,
                          "SELECT mode || ' ' || requests || ' ' || retries || ' ' || bytes || ' ' "
                          "|| added || ' ' || (ended - started) || ' ' || outcome FROM run WHERE "
                          "ended IS NOT NULL");
  ASSERT_TRUE(query.executeStep());
  EXPECT_EQ(query.getColumn(0).getString(), "first 12 3 4567 1 3600000 complete");
  EXPECT_EQ(db.execAndGet("SELECT outcome FROM run WHERE ended IS NULL").getString(), "under way");
}

TEST_F(StoreTest, IsForItsOwnerOnly) {
  open();
  struct stat status {};
  ASSERT_EQ(::stat(file().c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777U, 0600U);
  ::chmod(file().c_str(), 0644);
  open();
  EXPECT_THAT(base::read_file(folder_ / "log"),
              AllOf(HasSubstr(" - warning - "), HasSubstr("chmod 600 " + file().string())));
}

TEST_F(StoreTest, ASecondOneIsToldWhoHoldsIt) {
  const Store store = open();
  EXPECT_THAT(problem(), AllOf(HasSubstr(file().string() + " is in use by process " +
                                         std::to_string(::getpid()) + " on "),
                               HasSubstr("wait for it to end")));
}

TEST_F(StoreTest, BringsEveryOlderVersionUpToDate) {
  for (std::size_t version = 0; version <= store_steps().size(); ++version) {
    const test::TemporaryFolder folder;
    {
      SQLite::Database db((folder / store_file).string(),
                          SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
      for (std::size_t step = 0; step < version; ++step) {
        db.exec(store_steps()[step]);
      }
      db.exec("PRAGMA user_version = " + std::to_string(version));
    }
    Store store(folder.path(), log_);
    const auto project = store.remember_project(root, "g/p", {42, "g/p", "w"});
    store.begin_run(project, "first", at(1));
    store.save_update(project, {merge_request(1, 5)}, at(7));
    EXPECT_EQ(stored(store, project).size(), 1U) << "from version " << version;
  }
}

TEST_F(StoreTest, LeavesAloneWhatItDoesNotKnow) {
  {
    SQLite::Database db(file().string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    db.exec("PRAGMA user_version = 4711");
  }
  EXPECT_THAT(problem(), AllOf(HasSubstr(file().string() + " is of version 4711"),
                               HasSubstr("use a newer dora-report")));
  std::filesystem::remove(file());
  {
    SQLite::Database db(file().string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    db.exec("CREATE TABLE recipe (title TEXT)");
  }
  const std::string recipes = base::read_file(file());
  EXPECT_THAT(problem(), HasSubstr("none of dora-report"));
  EXPECT_EQ(base::read_file(file()), recipes);
  folder_.write(store_file, std::string(5000, 'x'));
  EXPECT_THAT(problem(), AllOf(HasSubstr(file().string()), HasSubstr("move it away")));
  EXPECT_EQ(base::read_file(file()), std::string(5000, 'x'));
}

TEST_F(StoreTest, WritesThroughNoLink) {
  const std::filesystem::path victim = folder_.write("elsewhere/victim", "");
  for (const char* ending : {"", "-wal", "-shm", "-journal", ".lock"}) {
    const std::filesystem::path link = file().string() + ending;
    std::filesystem::remove(link);
    std::filesystem::create_symlink(victim, link);
    EXPECT_THAT(problem(), HasSubstr(link.string())) << ending;
    std::filesystem::remove(link);
    std::filesystem::create_hard_link(victim, link);
    EXPECT_THAT(problem(), AllOf(HasSubstr(link.string()), HasSubstr("a hard link"))) << ending;
    std::filesystem::remove(link);
    EXPECT_EQ(base::read_file(victim), "");
  }
}

/// A store of three merge requests whose file a test damages.
class DamagedStore : public StoreTest {
 protected:
  DamagedStore() {
    Store store = open();
    const StoredProject project = store.remember_project(root, "g/p", {42, "g/p", "w"});
    store.begin_run(project, "first", at(9));
    const CrawlPlan plan{TimeOrder::created, at(0), at(90), at(50), {{at(0), at(3), at(40)}}, all_};
    store.finish_crawl(project, store.begin_crawl(project, plan));
    store.end_run(at(9), {1, 0, 1, "complete"});
  }

  void execute(const std::string& sql) const {
    SQLite::Database(file().string(), SQLite::OPEN_READWRITE).exec(sql);
  }

  /// Opens and reads all of it: the error, or empty and what was read.
  std::string read(std::vector<MergeRequest>& found) {
    try {
      Store store = open();
      const auto project = store.find_project(root, "g/p");
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
    std::vector<MergeRequest> found;
    return read(found);
  }

  std::vector<MergeRequest> all_{merge_request(1, 5), merge_request(2, 6), merge_request(3, 5)};
};

TEST_F(DamagedStore, ANegativeVersionIsMalformed) {
  for (const char* version : {"-1", "-2147483648"}) {
    execute(std::string("PRAGMA user_version = ") + version);
    EXPECT_EQ(problem(), file().string() + " is malformed: its version is " + version +
                             "; move it away and collect again");
  }
}

TEST_F(DamagedStore, NoByteOfTheHeaderMakesItReadOtherThings) {
  const std::string whole = base::read_file(file());
  for (std::size_t i = 0; i < 100; ++i) {
    for (const unsigned flipped : {0x01U, 0x80U, 0xFFU}) {
      std::string bytes = whole;
      bytes[i] = static_cast<char>(static_cast<unsigned char>(bytes[i]) ^ flipped);
      folder_.write(store_file, bytes);
      std::vector<MergeRequest> found;
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

TEST_F(DamagedStore, AFileThatIsCutOffIsMalformed) {
  const std::string whole = base::read_file(file());
  for (const std::size_t size :
       {whole.size() / 2, std::size_t{4096}, std::size_t{100}, std::size_t{20}}) {
    folder_.write(store_file, whole.substr(0, size));
    EXPECT_THAT(read(),
                AllOf(HasSubstr(file().string()), HasSubstr("move it away and collect again")))
        << size;
  }
}

TEST_F(DamagedStore, TablesOfOthersAreMalformed) {
  for (const char* sql : {"DROP TABLE run", "ALTER TABLE merge_request RENAME labels TO tags",
                          "ALTER TABLE project DROP full_under_way"}) {
    const std::string whole = base::read_file(file());
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
    const std::string whole = base::read_file(file());
    execute(sql);
    EXPECT_THAT(problem(), AllOf(HasSubstr("is malformed: it holds a "), HasSubstr(", mine;")));
    folder_.write(store_file, whole);
  }
}

TEST_F(DamagedStore, AnIndexOfTheUsersDoesNoHarm) {
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
    const std::string whole = base::read_file(file());
    execute(std::string("UPDATE ") + change);
    EXPECT_THAT(read(), AllOf(HasSubstr(file().string() + ": "), HasSubstr("malformed"),
                              HasSubstr("move it away and collect again")))
        << change;
    folder_.write(store_file, whole);
  }
}

}  // namespace
}  // namespace dora::collector
