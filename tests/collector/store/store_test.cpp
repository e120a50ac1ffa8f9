// Tests of collector/store: it returns what was stored, completely or not at all, to one process at
// a time.
#include "collector/store/store.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include "collector/base/error.h"
#include "collector/base/files/atomic_file.h"
#include "collector/store/schema.h"
#include "tests/collector/store/store_stage.h"

namespace dora::store {
namespace {

using test::at_hour;
using test::merge_request;
using test::store_root;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

class StoreTest : public test::StoreStage {};

TEST_F(StoreTest, ReturnsWhatWasStored) {
  const std::vector<gitlab::MergeRequest> all{merge_request(1, 5), merge_request(2, 6),
                                              merge_request(4, 5)};
  {
    Store store = open();
    const StoredProject project = store.remember_project(store_root, "g/p", {42, "g/p", "w"});
    store.begin_run(project, "first", at_hour(9));
    store.save_update(project, {all[2], all[0], all[1]}, at_hour(7));
  }
  Store store = open();
  const auto project = store.find_project(store_root, "g/p");
  ASSERT_TRUE(project);
  EXPECT_EQ(stored(store, *project), all);
  EXPECT_EQ(project->synced, at_hour(7));
  EXPECT_EQ(project->project.id, 42);
}

TEST_F(StoreTest, FindsAProjectByAnyOfItsNames) {
  Store store = open();
  store.remember_project(store_root, "old/name", {42, "new/name", "w"});
  for (const char* name : {"old/name", "new/name", "42"}) {
    EXPECT_TRUE(store.find_project(store_root, name)) << name;
  }
  EXPECT_FALSE(store.find_project(store_root, "other")) << "another project";
  EXPECT_FALSE(store.find_project("https://other/api/v4", "42")) << "of another GitLab";
  const auto again = store.remember_project(store_root, "moved/again", {42, "moved/again", "w2"});
  EXPECT_EQ(again.key, store.find_project(store_root, "42")->key);
  EXPECT_EQ(again.project.web_url, "w2");
}

TEST_F(StoreTest, CountsWhatARunChanged) {
  Store store = open();
  const StoredProject project = store.remember_project(store_root, "g/p", {42, "g/p", "w"});
  store.begin_run(project, "first", at_hour(9));
  store.save_update(project, {merge_request(1, 5), merge_request(2, 5), merge_request(3, 5)},
                    at_hour(7));
  store.save_update(project, {merge_request(1, 5)}, at_hour(7));
  EXPECT_EQ(store.changes().added, 3);
  EXPECT_EQ(store.changes().unchanged, 0) << "seen twice by one run";
  store.begin_run(project, "incremental", at_hour(10));
  store.save_update(project, {merge_request(1, 5), merge_request(2, 8), merge_request(4, 8)},
                    at_hour(7));
  store.save_update(project, {merge_request(1, 9), merge_request(2, 9)}, at_hour(7));
  EXPECT_EQ(store.changes().added, 1);
  EXPECT_EQ(store.changes().changed, 2);
  EXPECT_EQ(store.changes().unchanged, 0) << "the second look at 1 found it changed";
}

TEST_F(StoreTest, KeepsTheNewerVersion) {
  Store store = open();
  const StoredProject project = store.remember_project(store_root, "g/p", {42, "g/p", "w"});
  store.begin_run(project, "first", at_hour(9));
  store.save_update(project, {merge_request(1, 6)}, at_hour(7));
  gitlab::MergeRequest older = merge_request(1, 5);
  older.state = gitlab::State::opened;
  store.save_update(project, {older}, at_hour(7));
  EXPECT_EQ(stored(store, project), std::vector<gitlab::MergeRequest>{merge_request(1, 6)});
}

TEST_F(StoreTest, KeepsCrawlsAndTheirWindows) {
  const CrawlPlan plan{gitlab::TimeOrder::created,
                       at_hour(0),
                       at_hour(90),
                       at_hour(50),
                       {{at_hour(0), at_hour(3), at_hour(40), 100, false},
                        {at_hour(40), at_hour(40), at_hour(90), 0, false}},
                       {merge_request(1, 5)}};
  Store store = open();
  StoredProject project = store.remember_project(store_root, "g/p", {42, "g/p", "w"});
  store.begin_run(project, "first", at_hour(9));
  const StoredCrawl crawl = store.begin_crawl(project, plan);
  EXPECT_EQ(store.windows(crawl), plan.windows);
  const TimeWindow done{at_hour(40), at_hour(90), at_hour(90), 7, true};
  const TimeWindow added{at_hour(60), at_hour(60), at_hour(90), 0, false};
  store.save_page(project, crawl, {merge_request(2, 5)}, {{1, done}, {2, added}});
  EXPECT_THAT(store.windows(crawl), ElementsAre(plan.windows[0], done, added));
  EXPECT_EQ(stored(store, project).size(), 2U);
  project = store.find_project(store_root, "g/p").value();
  EXPECT_EQ(project.synced, at_hour(50)) << "updates from then on are still to be fetched";
  store.finish_crawl(project, crawl);
  ASSERT_EQ(store.crawls(project).size(), 1U);
  EXPECT_TRUE(store.crawls(project)[0].finished);
  EXPECT_EQ(store.crawls(project)[0].end, at_hour(90));
  store.start_over(project);
  EXPECT_THAT(store.crawls(project), IsEmpty());
  EXPECT_EQ(store.find_project(store_root, "g/p")->synced, std::nullopt);
  EXPECT_EQ(stored(store, project).size(), 2U) << "until deletions are known";
  store.save_update(project, {merge_request(2, 5)}, at_hour(60));
  store.remove_deleted(project);
  EXPECT_EQ(stored(store, project), std::vector<gitlab::MergeRequest>{merge_request(2, 5)});
}

TEST_F(StoreTest, KeepsProjectsApart) {
  Store store = open();
  const StoredProject a = store.remember_project(store_root, "a", {1, "a", "w"});
  const StoredProject b = store.remember_project(store_root, "b", {2, "b", "w"});
  store.begin_run(a, "first", at_hour(9));
  store.save_update(a, {merge_request(1, 5)}, at_hour(7));
  store.save_update(b, {merge_request(1, 6), merge_request(2, 6)}, at_hour(8));
  store.start_over(a);
  store.remove_deleted(a);
  EXPECT_THAT(stored(store, a), IsEmpty());
  EXPECT_EQ(stored(store, b).size(), 2U);
}

TEST_F(StoreTest, WritesARowForEachRun) {
  {
    Store store = open();
    const StoredProject project = store.remember_project(store_root, "g/p", {42, "g/p", "w"});
    store.begin_run(project, "first", at_hour(1));
    store.save_update(project, {merge_request(1, 5)}, at_hour(7));
    store.end_run(at_hour(2), {12, 3, 4567, "complete"});
    store.begin_run(project, "incremental", at_hour(3));
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

TEST_F(StoreTest, IsPrivateToItsOwner) {
  open();
  struct stat status {};
  ASSERT_EQ(::stat(file().c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777U, 0600U);
  ::chmod(file().c_str(), 0644);
  open();
  EXPECT_THAT(files::read_file(folder_ / "log"),
              AllOf(HasSubstr(" - warning - "), HasSubstr("chmod 600 " + file().string())));
}

TEST_F(StoreTest, ASecondProcessLearnsWhoHoldsIt) {
  const Store store = open();
  EXPECT_THAT(problem(), AllOf(HasSubstr(file().string() + " is in use by process " +
                                         std::to_string(::getpid()) + " on "),
                               HasSubstr("wait for it to end")));
}

TEST_F(StoreTest, UpgradesEveryOlderVersion) {
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
    const auto project = store.remember_project(store_root, "g/p", {42, "g/p", "w"});
    store.begin_run(project, "first", at_hour(1));
    store.save_update(project, {merge_request(1, 5)}, at_hour(7));
    EXPECT_EQ(stored(store, project).size(), 1U) << "from version " << version;
  }
}

TEST_F(StoreTest, LeavesUnknownFilesUnchanged) {
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
  const std::string recipes = files::read_file(file());
  EXPECT_THAT(problem(), HasSubstr("not one of dora-report's"));
  EXPECT_EQ(files::read_file(file()), recipes);
  folder_.write(store_file, std::string(5000, 'x'));
  EXPECT_THAT(problem(), AllOf(HasSubstr(file().string()), HasSubstr("move it away")));
  EXPECT_EQ(files::read_file(file()), std::string(5000, 'x'));
}

TEST_F(StoreTest, DoesNotWriteThroughLinks) {
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
    EXPECT_EQ(files::read_file(victim), "");
  }
}

}  // namespace
}  // namespace dora::store
