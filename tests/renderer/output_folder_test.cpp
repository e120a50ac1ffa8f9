// Tests what a run leaves in its folder of charts, and what it never touches.
#include "renderer/output_folder.h"

#include <filesystem>
#include <optional>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include "collector/base/error.h"
#include "collector/base/files/sha256.h"
#include "tests/renderer/test_run.h"
#include "tests/support/file_size_limit.h"
#include "tests/support/temporary_folder.h"

namespace dora::renderer {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::UnorderedElementsAre;

constexpr const char* a_png = "a_deployment_metrics.png";
constexpr const char* b_png = "b_deployment_metrics.png";

chart::ChartIndex index_of(const std::vector<std::string>& files) {
  chart::ChartIndex index;
  for (const std::string& file : files) {
    chart::ChartEntry chart;
    chart.id = "service/" + file;
    chart.service = file;
    chart.file = file;
    chart.width = chart.height = 10;
    index.charts.push_back(std::move(chart));
  }
  return index;
}

class OutputFolderTest : public testing::Test {
 protected:
  std::vector<std::string> files() const {
    std::vector<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator(folder_.path())) {
      names.push_back(entry.path().filename().string());
    }
    return names;
  }
  void draw(const std::string& file, const std::string& shard = "") {
    folder_.write("." + file + shard + ".part", "picture");
  }

  test::TemporaryFolder folder_;
  test::TestRun run_;
};

TEST_F(OutputFolderTest, PublishesPicturesAndTheIndex) {
  OutputFolder output(folder_.path(), {}, run_.context().log);
  draw(a_png);
  EXPECT_EQ(output.publish(a_png, "picture").sha256,
            "2cea274d0bedc39ec4ab6ba9e59ec889e3ed6fb56a1cf088a64d9b383378dc97");
  output.finish(index_of({a_png}));
  EXPECT_THAT(files(), UnorderedElementsAre(a_png, "charts.json"));
  EXPECT_EQ(chart::read_chart_index(folder_ / "charts.json"), index_of({a_png}));
}

TEST_F(OutputFolderTest, RemovesOnlyWhatTheOldIndexLists) {
  folder_.write("charts.json", chart::to_json(index_of({a_png, b_png, "summary.json"})));
  for (const char* file : {a_png, b_png, "b_deployment_metrics.png.gp", "summary.json",
                           "somebodys_deployment_metrics.png", "notes.txt"}) {
    folder_.write(file, "old");
  }
  OutputFolder output(folder_.path(), {}, run_.context().log);
  draw(a_png);
  output.publish(a_png, "picture");
  output.finish(index_of({a_png}));
  EXPECT_THAT(files(), UnorderedElementsAre(a_png, "charts.json", "summary.json", "notes.txt",
                                            "somebodys_deployment_metrics.png"));
}

TEST_F(OutputFolderTest, LeavesTheOldOutputWhenItIsNotFinished) {
  const std::string old_index = chart::to_json(index_of({a_png, b_png}));
  folder_.write("charts.json", old_index);
  folder_.write(a_png, "old");
  folder_.write(b_png, "old");
  {
    OutputFolder output(folder_.path(), {}, run_.context().log);
    draw(a_png);
    output.publish(a_png, "picture");
    draw(b_png);
  }
  EXPECT_THAT(files(), UnorderedElementsAre(a_png, b_png, "charts.json"));
  EXPECT_EQ(files::read_file(folder_ / "charts.json"), old_index);
  EXPECT_EQ(files::read_file(folder_ / a_png), "picture");
  EXPECT_EQ(files::read_file(folder_ / b_png), "old");
}

TEST_F(OutputFolderTest, CleansUpAfterAKilledRun) {
  draw(a_png);
  folder_.write(".hidden", "somebody's");
  folder_.write(".notes.part", "somebody's");
  draw(b_png, ".1-of-2");  // Belongs to another shard, which may be drawing it.
  const OutputFolder output(folder_.path(), {}, run_.context().log);
  EXPECT_THAT(files(), UnorderedElementsAre(".hidden", ".notes.part", ".charts.json.tmp",
                                            ".b_deployment_metrics.png.1-of-2.part"));
}

TEST_F(OutputFolderTest, LeavesNoPictureOfAFailedChart) {
  folder_.write(a_png, "old");
  OutputFolder output(folder_.path(), {}, run_.context().log);
  draw(a_png);
  output.discard(a_png);
  output.finish({});
  EXPECT_THAT(files(), ElementsAre("charts.json"));
}

/// The error message if `action` needs more space than a full disk has.
template <class Action>
std::string said_of_a_full_disk(Action action) {
  const test::FileSizeLimit full(4096);
  try {
    action();
  } catch (const base::Error& error) {
    return error.what();
  }
  return "nothing";
}

TEST_F(OutputFolderTest, SaysWhyAPictureCannotBeWritten) {
  OutputFolder output(folder_.path(), {}, run_.context().log);
  EXPECT_EQ(said_of_a_full_disk([&] { output.put_drawn(a_png, std::string(10'000, 'x')); }),
            "cannot write " + (folder_ / a_png).string() + ": File too large");
}

TEST_F(OutputFolderTest, DoesNotBlameAChartWhenTheDiskIsFull) {
  folder_.write(a_png, "old");
  OutputFolder output(folder_.path(), {}, run_.context().log);
  draw(a_png);
  EXPECT_EQ(said_of_a_full_disk([&] { output.discard(a_png); }),
            "cannot write " + (folder_ / a_png).string() + ": File too large");
  EXPECT_EQ(files::read_file(folder_ / a_png), "old");
}

TEST_F(OutputFolderTest, BelongsToOneRunAtATime) {
  const OutputFolder first(folder_.path(), {}, run_.context().log);
  try {
    const OutputFolder second(folder_.path(), {}, run_.context().log);
    FAIL() << "two runs got it";
  } catch (const base::Error& error) {
    EXPECT_THAT(error.what(), HasSubstr("another run is writing it"));
  }
}

TEST_F(OutputFolderTest, IsSharedByShardsOfOneRun) {
  OutputFolder first(folder_.path(), {1, 2}, run_.context().log);
  draw(a_png, ".1-of-2");
  OutputFolder second(folder_.path(), {2, 2}, run_.context().log);
  draw(b_png, ".2-of-2");
  first.publish(a_png, "picture");
  second.publish(b_png, "picture");
  first.finish(index_of({a_png}));
  second.finish(index_of({b_png}));
  EXPECT_THAT(files(),
              UnorderedElementsAre(a_png, b_png, "charts.1-of-2.json", "charts.2-of-2.json"));
}

/// Why a shard may not use the folder; empty if it may.
std::string refusal(const std::filesystem::path& folder, chart::Shard shard, base::Log& log) {
  try {
    const OutputFolder output(folder, shard, log);
  } catch (const base::Error& error) {
    return error.what();
  }
  return {};
}

TEST_F(OutputFolderTest, IsNotSharedByAWholeRunAndAShard) {
  base::Log& log = run_.context().log;
  {
    const OutputFolder whole(folder_.path(), {}, log);
    EXPECT_THAT(refusal(folder_.path(), {1, 2}, log), HasSubstr("another run is writing it"));
  }
  {
    const OutputFolder shard(folder_.path(), {1, 2}, log);
    EXPECT_THAT(refusal(folder_.path(), {}, log), HasSubstr("another run is writing it"));
    EXPECT_THAT(refusal(folder_.path(), {1, 2}, log), HasSubstr("another run is writing it"));
    EXPECT_EQ(refusal(folder_.path(), {2, 2}, log), "");
  }
}

TEST_F(OutputFolderTest, HoldsChartsOfOneSplitOnly) {
  base::Log& log = run_.context().log;
  folder_.write("charts.1-of-2.json", chart::to_json(index_of({a_png})));
  EXPECT_THAT(
      refusal(folder_.path(), {}, log),
      HasSubstr("charts.1-of-2.json is from shard 1/2, and this run is not sharded: give it "
                "another folder, or remove that index"));
  EXPECT_THAT(refusal(folder_.path(), {1, 3}, log), HasSubstr("and this run is shard 1/3"));
  EXPECT_EQ(refusal(folder_.path(), {2, 2}, log), "");
  std::filesystem::remove(folder_ / "charts.1-of-2.json");
  folder_.write("charts.json", chart::to_json(index_of({a_png})));
  EXPECT_THAT(refusal(folder_.path(), {1, 2}, log), HasSubstr("is from a run without --shard"));
}

TEST_F(OutputFolderTest, RecognisesAnIntactChartByTheIndexAlone) {
  chart::ChartIndex index = index_of({a_png});
  index.charts[0].key = "key";
  index.charts[0].sha256 = files::sha256("picture");
  folder_.write("charts.json", chart::to_json(index));
  folder_.write(a_png, "picture");
  const std::string id = index.charts[0].id;
  const OutputFolder output(folder_.path(), {}, run_.context().log);
  const auto chart = output.intact(id, "key");
  ASSERT_TRUE(chart);
  EXPECT_EQ(chart->pictures[0].stamp, journal::stamp_of(folder_ / a_png));
  EXPECT_FALSE(output.intact(id, "other key"));
  EXPECT_FALSE(output.intact("service/b", "key"));
  folder_.write(a_png, "PICTURE");
  EXPECT_FALSE(output.intact(id, "key"));
  std::filesystem::remove(folder_ / a_png);
  EXPECT_FALSE(output.intact(id, "key"));
}

TEST_F(OutputFolderTest, DoesNotMistakeALinkOrPipeForAPicture) {
  const std::string sha256 = files::sha256("picture");
  const std::filesystem::path picture = folder_.write(a_png, "picture");
  const journal::ChartRecord record{"key", {{a_png, sha256, {}}}};
  EXPECT_TRUE(intact_in(folder_.path(), record));
  std::filesystem::rename(picture, folder_ / "moved");
  std::filesystem::create_symlink(folder_ / "moved", picture);
  EXPECT_FALSE(intact_in(folder_.path(), record));
  std::filesystem::remove(picture);
  ASSERT_EQ(::mkfifo(picture.c_str(), 0600), 0);
  EXPECT_FALSE(intact_in(folder_.path(), record));
}

TEST_F(OutputFolderTest, GivesKeptPicturesThePermissionsOfNewOnes) {
  const std::filesystem::path picture = folder_.write(a_png, "picture");
  std::filesystem::permissions(picture, std::filesystem::perms{0600});
  const mode_t before = ::umask(0022);
  OutputFolder output(folder_.path(), {}, run_.context().log);
  ::umask(before);
  auto record = intact_in(folder_.path(), {"key", {{a_png, files::sha256("picture"), {}}}});
  ASSERT_TRUE(record);
  output.keep(*record);
  EXPECT_EQ(std::filesystem::status(picture).permissions(), std::filesystem::perms{0644});
  EXPECT_EQ(record->pictures[0].stamp, journal::stamp_of(picture));
}

TEST_F(OutputFolderTest, WarnsAboutAnUnreadableIndex) {
  folder_.write("charts.json", "{broken");
  folder_.write(a_png, "old");
  OutputFolder output(folder_.path(), {}, run_.context().log);
  EXPECT_THAT(run_.shown(), HasSubstr("warning: "));
  EXPECT_THAT(run_.shown(), HasSubstr("charts.json: not JSON at byte 1"));
  output.finish({});
  EXPECT_THAT(files(), UnorderedElementsAre(a_png, "charts.json"));
}

TEST_F(OutputFolderTest, NamesAFolderThatCannotBeMade) {
  folder_.write("file", "not a folder");
  try {
    const OutputFolder output(folder_ / "file/charts", {}, run_.context().log);
    FAIL() << "it was made";
  } catch (const base::Error& error) {
    EXPECT_THAT(error.what(), HasSubstr((folder_ / "file/charts").string()));
  }
}

}  // namespace
}  // namespace dora::renderer
