// Goes on with a deployments.db that an earlier version wrote.
#include <string>

#include <SQLiteCpp/SQLiteCpp.h>
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "collector/base/files/atomic_file.h"
#include "tests/e2e/dora_report.h"
#include "tests/support/http_get.h"

namespace dora::test {
namespace {

using testing::AllOf;
using testing::Each;
using testing::HasSubstr;
using testing::Not;

constexpr const char* a_later_one =
    R"([{"put": {"iid": 90001, "state": "merged", "labels": ["service:later", "tier:production"]}}])";

class OlderStore : public EndToEnd {
 protected:
  /// Makes `folder`/deployments.db as the version wrote it, collected from the server.
  void load(int version, const std::string& folder) const {
    const std::filesystem::path fixtures = STORE_FOLDER;
    std::string sql = files::read_file(fixtures / fmt::format("version_{}.sql", version));
    const std::string address = "@API@";
    sql.replace(sql.find(address, sql.find("INSERT INTO \"project\"")), address.size(),
                server().api_url());
    std::filesystem::create_directory(folder_ / folder);
    SQLite::Database(store(folder), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE).exec(sql);
    std::filesystem::permissions(
        store(folder), std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
  }

  ProgramResult collect_into(const std::string& out) const {
    return run({"collect", "--project", "platform/deployments", "--out", out});
  }

  std::filesystem::path store(const std::string& folder) const {
    return folder_ / folder / "deployments.db";
  }

  std::string value(const std::string& folder, const std::string& sql) const {
    return SQLite::Database(store(folder)).execAndGet(sql).getString();
  }

  /// Of the merge requests in `before`, how many `after` has lost or changed.
  std::string lost(const std::string& before, const std::string& after) const {
    constexpr const char* columns =
        "project, iid, state, created_at, updated_at, merged_at, closed_at, labels, author, "
        "author_is_bot, title, source_branch, target_branch, web_url";
    SQLite::Database db(store(after));
    SQLite::Statement attach(db, "ATTACH ? AS earlier");
    attach.bind(1, store(before).string());
    attach.exec();
    return db
        .execAndGet(fmt::format("SELECT count(*) FROM (SELECT {0} FROM earlier.merge_request "
                                "EXCEPT SELECT {0} FROM merge_request)",
                                columns))
        .getString();
  }

  const Arguments project{"--services", "4", "--merge-requests", "60", "--months", "3"};
};

TEST_F(OlderStore, OfEveryVersionIsUpgradedKeepsAllAndGoesOn) {
  start_server(project);
  ASSERT_EQ(collect_into("data").exit_code, 0);
  const int current = std::stoi(value("data", "PRAGMA user_version"));
  ASSERT_GT(current, 1);
  for (int version = 1; version < current; ++version) {
    SCOPED_TRACE(version);
    start_server(project);
    const std::string out = fmt::format("version-{}", version);
    load(version, "before");
    load(version, out);
    ASSERT_EQ(value(out, "PRAGMA user_version"), std::to_string(version));
    HttpCall change;
    change.post = a_later_one;
    ASSERT_EQ(http_get(server().base_url() + "/-/changes", change).status, 200);

    const ProgramResult result = collect_into(out);
    ASSERT_EQ(result.exit_code, 0) << result.errors;
    EXPECT_THAT(result.errors, HasSubstr("incremental run: 1 new, 0 changed"));
    EXPECT_THAT(server().requests(), Each(Not(HasSubstr("created_after"))));
    EXPECT_EQ(value(out, "PRAGMA user_version"), std::to_string(current));
    EXPECT_EQ(value("before", "SELECT count(*) FROM merge_request"), "60");
    EXPECT_EQ(value(out, "SELECT count(*) FROM merge_request"), "61");
    EXPECT_EQ(lost("before", out), "0");
    // What that version itself said, and the later one.
    const std::filesystem::path said =
        fmt::format("{}/version_{}.summary.json", STORE_FOLDER, version);
    EXPECT_EQ(jq("del(.later)", folder_ / out / "summary.json"), jq(".", said));
    EXPECT_THAT(file(out + "/summary.json"), HasSubstr("\"later\""));
    EXPECT_THAT(collect_into(out).errors, HasSubstr("incremental run: 0 new, 0 changed"));
    std::filesystem::remove_all(folder_ / "before");
  }
}

TEST_F(OlderStore, OfANewerVersionIsRefusedAndLeftAsItIs) {
  start_server(project);
  ASSERT_EQ(collect_into("data").exit_code, 0);
  SQLite::Database(store("data"), SQLite::OPEN_READWRITE).exec("PRAGMA user_version = 99");
  // Who holds the folder is written down beside the store.
  const auto files = [&] {
    auto all = hashes("data");
    all.erase("deployments.db.lock");
    return all;
  };
  const auto before = files();
  const std::size_t requests = server().requests().size();
  const ProgramResult result = collect_into("data");
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_THAT(result.errors, AllOf(HasSubstr("data/deployments.db is of version 99"),
                                   HasSubstr("use a newer dora-report, or another folder")));
  EXPECT_EQ(files(), before);
  EXPECT_EQ(server().requests().size(), requests);
}

}  // namespace
}  // namespace dora::test
