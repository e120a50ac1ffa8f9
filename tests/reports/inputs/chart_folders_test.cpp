// Tests which folders of charts make up one run, and the messages about those that do not.
#include "reports/inputs/chart_folders.h"

#include <gtest/gtest.h>

#include "collector/base/files/atomic_file.h"
#include "collector/base/files/sha256.h"
#include "renderer/chart/shard.h"
#include "tests/reports/expect_error.h"
#include "tests/support/temporary_folder.h"

namespace dora::inputs {
namespace {

using test::fails_with;

class ChartFoldersTest : public testing::Test {
 protected:
  ChartFoldersTest() : summary_(folder_.write("data/summary.json", "{}")) {}

  void add(const char* folder, chart::Shard shard, const std::string& summary = "{}",
           const std::string& deployments = "") const {
    chart::ChartIndex index;
    index.deployments_sha256 = deployments.empty() ? "" : files::sha256(deployments);
    index.summary_sha256 = files::sha256(summary);
    index.shard = shard.number;
    index.shards = shard.count;
    chart::ChartEntry entry;
    entry.id = "service/" + std::to_string(shard.number);
    entry.file = "x.png";
    entry.width = entry.height = 1;
    index.charts = {entry};
    folder_.write(std::filesystem::path(folder) / chart::index_file(shard), chart::to_json(index));
  }
  std::vector<IndexedCharts> read(const std::vector<const char*>& names) const {
    std::vector<std::filesystem::path> folders;
    folders.reserve(names.size());
    for (const char* name : names) {
      folders.push_back(folder_ / name);
    }
    return read_chart_folders(folders, summary_);
  }

  test::TemporaryFolder folder_;
  std::filesystem::path summary_;
};

TEST_F(ChartFoldersTest, OneIndexIsAWholeRun) {
  add("a", {});
  const auto charts = read({"a"});
  ASSERT_EQ(charts.size(), 1U);
  EXPECT_EQ(charts[0].folder, folder_ / "a");
  EXPECT_EQ(charts[0].index.charts[0].id, "service/1");
}

TEST_F(ChartFoldersTest, ShardsMayBeInAnyFolders) {
  add("a", {2, 3});
  add("b", {1, 3});
  add("b", {3, 3});
  for (const auto& folders : {std::vector{"a", "b"}, std::vector{"b", "a"}}) {
    const auto charts = read(folders);
    ASSERT_EQ(charts.size(), 3U);
    for (const IndexedCharts& indexed : charts) {
      EXPECT_EQ(indexed.folder, folder_ / (indexed.index.shard == 2 ? "a" : "b"));
    }
  }
}

TEST_F(ChartFoldersTest, NamesTheMissingShard) {
  add("a", {1, 3});
  EXPECT_TRUE(fails_with({"shard 2/3, 3/3 are missing", "render --shard 2/3 --summary", "--charts"},
                         [&] { read({"a"}); }));
}

TEST_F(ChartFoldersTest, NamesTheFirstFewOfManyMissingShards) {
  add("a", {1, 5000});
  EXPECT_TRUE(fails_with({"shard 2/5000, 3/5000, 4/5000, 5/5000, 6/5000 and 4994 more are missing"},
                         [&] { read({"a"}); }));
}

TEST_F(ChartFoldersTest, NamesTheCommandThatMakesCharts) {
  add("a", {1, 2});
  EXPECT_TRUE(fails_with({(folder_ / "b/charts.json").string(), "dora-report render"}, [&] {
    read({"a", "b"});
  }));
}

TEST_F(ChartFoldersTest, RefusesPartsOfDifferentRuns) {
  add("a", {1, 2});
  add("a", {2, 2});
  add("b", {1, 3});
  EXPECT_TRUE(
      fails_with({"charts.1-of-2.json is shard 1/2", "charts.1-of-3.json is shard 1/3"}, [&] {
        read({"a", "b"});
      }));
  add("c", {});
  EXPECT_TRUE(fails_with({"a run without --shard", "c/charts.json"}, [&] { read({"a", "c"}); }));
  add("d", {});
  EXPECT_TRUE(fails_with({"c/charts.json", "d/charts.json"}, [&] { read({"c", "d"}); }));
  add("e", {2, 2});
  EXPECT_TRUE(
      fails_with({"a/charts.2-of-2.json is shard 2/2, and so is", "e/charts.2-of-2.json"}, [&] {
        read({"a", "e"});
      }));
}

TEST_F(ChartFoldersTest, RefusesChartsOfAnotherSummary) {
  add("a", {1, 2});
  add("a", {2, 2}, R"({"x": {}})");
  EXPECT_TRUE(fails_with({"charts.2-of-2.json was drawn from another summary than",
                          "summary.json: run `dora-report render --shard 2/2 --summary"},
                         [&] { read({"a"}); }));
}

TEST_F(ChartFoldersTest, RefusesChartsOfOtherDeployments) {
  folder_.write("data/service_deployments.json", "{ }");
  add("a", {}, "{}", "{ }");
  EXPECT_EQ(read({"a"}).size(), 1U);
  add("b", {}, "{}", "{}");
  EXPECT_TRUE(fails_with({"b/charts.json was drawn from other deployments than",
                          "service_deployments.json: run `dora-report render --summary"},
                         [&] { read({"b"}); }));
}

TEST_F(ChartFoldersTest, RefusesShardsIfOneLackedTheDeployments) {
  folder_.write("data/service_deployments.json", "{ }");
  add("a", {1, 2}, "{}", "{ }");
  add("a", {2, 2});
  EXPECT_TRUE(fails_with({"shard 2 was drawn without", "shard 1 with one", "--deployments"},
                         [&] { read({"a"}); }));
}

TEST_F(ChartFoldersTest, RefusesAnIndexWithTheNameOfAnotherShard) {
  add("a", {1, 2});
  std::filesystem::copy_file(folder_ / "a/charts.1-of-2.json", folder_ / "a/charts.2-of-2.json");
  EXPECT_TRUE(fails_with({"charts.2-of-2.json says that it is shard 1/2"}, [&] { read({"a"}); }));
}

}  // namespace
}  // namespace dora::inputs
