// Tests what a run leaves in the folder of its charts, and what it never touches.
#include "renderer/output_folder.h"

#include <filesystem>
#include <optional>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "collector/base/error.h"
#include "tests/renderer/test_run.h"
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
  void draw(const std::string& file) { folder_.write("." + file + ".part", "picture"); }

  test::TemporaryFolder folder_;
  test::TestRun run_;
};

TEST_F(OutputFolderTest, PublishesPicturesAndTheIndex) {
  OutputFolder output(folder_.path(), {}, run_.context().log);
  draw(a_png);
  EXPECT_EQ(output.publish(a_png).sha256,
            "2cea274d0bedc39ec4ab6ba9e59ec889e3ed6fb56a1cf088a64d9b383378dc97");
  output.finish(index_of({a_png}));
  EXPECT_THAT(files(), UnorderedElementsAre(a_png, "charts.json"));
  EXPECT_EQ(chart::read_chart_index(folder_ / "charts.json"), index_of({a_png}));
}

TEST_F(OutputFolderTest, RemovesOnlyWhatTheOldIndexListed) {
  folder_.write("charts.json", chart::to_json(index_of({a_png, b_png, "summary.json"})));
  for (const char* file : {a_png, b_png, "b_deployment_metrics.png.gp", "summary.json",
                           "somebodys_deployment_metrics.png", "notes.txt"}) {
    folder_.write(file, "old");
  }
  OutputFolder output(folder_.path(), {}, run_.context().log);
  draw(a_png);
  output.publish(a_png);
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
    output.publish(a_png);
    draw(b_png);
  }
  EXPECT_THAT(files(), UnorderedElementsAre(a_png, b_png, "charts.json"));
  EXPECT_EQ(base::read_file(folder_ / "charts.json"), old_index);
  EXPECT_EQ(base::read_file(folder_ / a_png), "picture");
  EXPECT_EQ(base::read_file(folder_ / b_png), "old");
}

TEST_F(OutputFolderTest, CleansUpAfterAKilledRun) {
  draw(a_png);
  folder_.write(".hidden", "somebody's");
  folder_.write(".notes.part", "somebody's");
  const OutputFolder output(folder_.path(), {}, run_.context().log);
  EXPECT_THAT(files(), UnorderedElementsAre(".hidden", ".notes.part", ".charts.json.tmp"));
}

TEST_F(OutputFolderTest, LeavesNoPictureOfAChartThatFailed) {
  folder_.write(a_png, "old");
  OutputFolder output(folder_.path(), {}, run_.context().log);
  draw(a_png);
  output.discard(a_png);
  output.finish({});
  EXPECT_THAT(files(), ElementsAre("charts.json"));
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

TEST_F(OutputFolderTest, WarnsOfAnIndexThatCannotBeRead) {
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
