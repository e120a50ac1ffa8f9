// Tests how runs are split between machines, and the names of the parts.
#include "renderer/chart/shard.h"

#include <map>

#include <gmock/gmock.h>

#include "tests/support/temporary_folder.h"

namespace dora::chart {
namespace {

TEST(Shard, ParsesWhatItWrites) {
  EXPECT_EQ(parse_shard("2/3"), (Shard{2, 3}));
  EXPECT_EQ(parse_shard("1/1"), Shard());
  EXPECT_EQ(to_string(Shard{2, 3}), "2/3");
  for (const char* wrong :
       {"",     "x",     "2",      "/",    "2/",    "/3",      "0/3",
        "4/3",  "-1/3",  "1/-3",   "1/0",  "01/3",  "1/03",    " 1/3",
        "1/3 ", "1/3/4", "1-of-3", "+1/3", "1.0/3", "1/10000", "99999999999/99999999999"}) {
    EXPECT_FALSE(parse_shard(wrong)) << wrong;
  }
}

TEST(Shard, HasItsOwnIndex) {
  EXPECT_EQ(index_file(Shard{}), "charts.json");
  EXPECT_EQ(index_file(Shard{2, 3}), "charts.2-of-3.json");
  EXPECT_EQ(shard_of_index_file("charts.json"), Shard());
  EXPECT_EQ(shard_of_index_file("charts.12-of-34.json"), (Shard{12, 34}));
  for (const char* other : {"charts.1-of-1.json", "charts.4-of-3.json", "charts..json", "charts.",
                            "charts.1-of-2.json.bak", "x.json", "charts.1-of-02.json", ""}) {
    EXPECT_FALSE(shard_of_index_file(other)) << other;
  }
}

TEST(Shard, OfAServiceNeverChanges) {
  // The first 16 digits of sha256sum's output, modulo the number of shards, plus one.
  EXPECT_EQ(shard_of("payments-api", 3), 1 + 0x682a1c47a1d34030 % 3);
  for (const char* service : {"", "payments-api", "決済"}) {
    EXPECT_EQ(shard_of(service, 1), 1);
  }
}

TEST(Shard, GetsAboutItsShareOfTheServices) {
  std::map<int, int> sizes;
  for (int i = 0; i < 3000; ++i) {
    ++sizes[shard_of("service-" + std::to_string(i), 3)];
  }
  ASSERT_EQ(sizes.size(), 3U);
  for (const auto& [number, size] : sizes) {
    EXPECT_GE(number, 1);
    EXPECT_LE(number, 3);
    EXPECT_NEAR(size, 1000, 100);
  }
}

TEST(Shard, IsFoundInAFolder) {
  const test::TemporaryFolder folder;
  EXPECT_TRUE(shards_in(folder / "none").empty());
  for (const char* name : {"charts.2-of-3.json", "charts.1-of-3.json", "charts.json", "notes.txt",
                           ".charts.1-of-3.json.tmp"}) {
    folder.write(name, "");
  }
  EXPECT_THAT(shards_in(folder.path()), testing::ElementsAre(Shard{}, Shard{1, 3}, Shard{2, 3}));
}

}  // namespace
}  // namespace dora::chart
