// Tests what is remembered of earlier runs, whatever happened to them or to the file.
#include "renderer/journal/journal.h"

#include <limits>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include "collector/base/files/atomic_file.h"
#include "tests/support/temporary_folder.h"

namespace dora::journal {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

const Inputs shared{{"gnuplot version", "5.4"}, {"font", "x \"y\"\n"}};

/// Stamped long before the journal is written.
ChartRecord record(const std::string& name, const std::string& key = "key") {
  return {key, {{name + ".png", "sha of " + name, {20'000, 1'000, 2'000, 42}}}};
}

Inputs own(const std::string& counts) {
  return {{"counts", counts}};
}

class ChartMemoryTest : public testing::Test {
 protected:
  void remember(const std::vector<std::string>& ids) const {
    RenderJournal memory(file_);
    for (const std::string& id : ids) {
      memory.remember(id, record(id), shared, own("of " + id));
    }
  }
  void finish(const std::vector<std::string>& ids) const {
    RenderJournal memory(file_);
    memory.finish(ids);
  }
  std::string text() const { return files::read_file(file_); }

  test::TemporaryFolder folder_;
  std::filesystem::path file_ = folder_ / ".charts.state";
};

TEST_F(ChartMemoryTest, IsEmptyAtFirstAndMakesNoFile) {
  const RenderJournal memory(file_);
  EXPECT_TRUE(memory.is_empty());
  EXPECT_EQ(memory.find("a"), nullptr);
  EXPECT_FALSE(memory.facts_of("/bin/sh"));
  EXPECT_FALSE(std::filesystem::exists(file_));
}

TEST_F(ChartMemoryTest, KnowsWhatEarlierRunsDrewAndFromWhat) {
  remember({"a", "b"});
  const RenderJournal memory(file_);
  ASSERT_NE(memory.find("a"), nullptr);
  EXPECT_EQ(*memory.find("b"), record("b"));
  EXPECT_EQ(memory.inputs_of("a"), std::pair(shared, own("of a")));
  EXPECT_THAT(memory.files(), ElementsAre("a.png", "b.png"));
}

TEST_F(ChartMemoryTest, KeepsTheLatestLineOfAChart) {
  remember({"a"});
  {
    RenderJournal memory(file_);
    memory.remember("a", record("a", "later"), {{"scale", "2"}}, own("later"));
  }
  const RenderJournal memory(file_);
  EXPECT_EQ(memory.find("a")->key, "later");
  EXPECT_EQ(memory.inputs_of("a"), std::pair(Inputs{{"scale", "2"}}, own("later")));
}

TEST_F(ChartMemoryTest, LosesOnlyTheUnfinishedLineOfAKilledRun) {
  remember({"a", "b", "c"});
  files::write_file(file_, text().substr(0, text().size() - 7));
  {
    RenderJournal memory(file_);
    EXPECT_NE(memory.find("b"), nullptr);
    EXPECT_EQ(memory.find("c"), nullptr);
    memory.remember("d", record("d"), shared, own("of d"));
  }
  const RenderJournal memory(file_);
  EXPECT_NE(memory.find("b"), nullptr);
  EXPECT_EQ(memory.find("c"), nullptr);
  EXPECT_EQ(memory.inputs_of("d").second, own("of d"));
}

TEST_F(ChartMemoryTest, ForgetsWhatItCannotRead) {
  remember({"a", "b"});
  const std::string good = text();
  const std::size_t line = good.find("[\"chart\",\"a\"");
  for (const std::string& bad :
       {std::string(), std::string("not ours\n"), "{\"dora-report charts\":2}\n" + good,
        std::string(1, '\0') + good, std::string("\n\n")}) {
    files::write_file(file_, bad);
    EXPECT_TRUE(RenderJournal(file_).is_empty()) << bad;
    remember({"c"});
    EXPECT_NE(RenderJournal(file_).find("c"), nullptr) << bad;
  }
  for (const char* broken :
       {"[]", "{}", "[\"chart\"]", "[\"chart\",\"a\",1,2]", "[1]", "[[]]", "x",
        R"(["chart","a","k","s",[],[1]])", R"(["shared"])", R"(["program","p",[],1])"}) {
    std::string changed = good;
    changed.replace(line, changed.find('\n', line) - line, broken);
    files::write_file(file_, changed);
    EXPECT_EQ(RenderJournal(file_).find("a"), nullptr) << broken;
    EXPECT_NE(RenderJournal(file_).find("b"), nullptr) << broken;
  }
}

TEST_F(ChartMemoryTest, NestingDoesNotExhaustTheStack) {
  remember({"a"});
  const std::size_t depth = 2'000'000;
  files::write_file(file_, text() + std::string(depth, '[') + std::string(depth, ']') + "\n");
  remember({"b"});
  EXPECT_NE(RenderJournal(file_).find("a"), nullptr);
  EXPECT_NE(RenderJournal(file_).find("b"), nullptr);
}

TEST_F(ChartMemoryTest, DoesNotTrustAStampFromTheTimeOfWriting) {
  const std::filesystem::path picture = folder_.write("a.png", "picture");
  ChartRecord fresh{"key", {{"a.png", "sha", *stamp_of(picture)}}};
  fresh.pictures[0].stamp.changed = std::numeric_limits<std::int64_t>::max();
  {
    RenderJournal memory(file_);
    memory.remember("a", fresh, shared, own(""));
  }
  EXPECT_EQ(RenderJournal(file_).find("a")->pictures[0].stamp, FileStamp());
}

TEST_F(ChartMemoryTest, ForgetsRemovedChartsAndKeepsTheOthersUnchanged) {
  remember({"a", "b", "c"});
  finish({"a", "c"});
  EXPECT_THAT(text(), Not(HasSubstr("b.png")));
  const RenderJournal memory(file_);
  EXPECT_EQ(memory.find("b"), nullptr);
  EXPECT_EQ(*memory.find("c"), record("c"));
  EXPECT_EQ(memory.inputs_of("c"), std::pair(shared, own("of c")));
}

TEST_F(ChartMemoryTest, StaysSmallHoweverOftenAChartIsDrawn) {
  remember({"a"});
  const std::size_t once = text().size();
  for (int i = 0; i < 20; ++i) {
    remember({"a"});
    finish({"a"});
  }
  EXPECT_LE(text().size(), 2 * once);
  EXPECT_EQ(*RenderJournal(file_).find("a"), record("a"));
}

TEST_F(ChartMemoryTest, LeavesTheFileAloneWhenNothingIsNew) {
  remember({"a", "b"});
  const auto before = stamp_of(file_);
  finish({"a", "b"});
  EXPECT_EQ(stamp_of(file_), before);
}

TEST_F(ChartMemoryTest, KnowsAProgramUntilItsFileChanges) {
  const std::filesystem::path program = folder_.write("gnuplot", "1");
  {
    RenderJournal memory(file_);
    memory.remember_facts(program, {{"version", "5.4"}});
  }
  finish({});
  EXPECT_EQ(RenderJournal(file_).facts_of(program), (Inputs{{"version", "5.4"}}));
  EXPECT_FALSE(RenderJournal(file_).facts_of(folder_ / "other"));
  folder_.write("gnuplot", "22");
  EXPECT_FALSE(RenderJournal(file_).facts_of(program));
}

TEST(ChartMemoryFile, MustNotBeAPipeOrALink) {
  const test::TemporaryFolder folder;
  ASSERT_EQ(::mkfifo((folder / "pipe").c_str(), 0600), 0);
  EXPECT_TRUE(RenderJournal(folder / "pipe").is_empty());  // And does not wait for a writer.
}

}  // namespace
}  // namespace dora::journal
