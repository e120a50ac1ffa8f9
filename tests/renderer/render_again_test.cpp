// Tests that another run draws only what changed, and reports what that is.
#include <filesystem>
#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "collector/base/error.h"
#include "collector/base/files/atomic_file.h"
#include "renderer/explain.h"
#include "renderer/journal/file_stamp.h"
#include "tests/renderer/render_stage.h"

namespace dora::renderer {
namespace {

using test::two_services;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::UnorderedElementsAreArray;
using RenderAgain = test::RenderStage;

TEST_F(RenderAgain, RemovesChartsOfServicesThatNoLongerExist) {
  render_text(two_services);
  files::write_file(options_.out / "mine_deployment_metrics.png", "not the renderer's");
  render_text(R"({"search": {"2024-06": 4}})");
  auto left = output_of({"combined", "search"});
  left.emplace_back("mine_deployment_metrics.png");
  EXPECT_THAT(files(), UnorderedElementsAreArray(left));
}

TEST_F(RenderAgain, DrawsOnlyWhatChanged) {
  options_.gnuplot = FAKE_GNUPLOT;
  render_text(two_services);
  EXPECT_THAT(drawn(), ElementsAre("combined", "combined dark", "payments-api", "payments-api dark",
                                   "search", "search dark"));
  const std::string before = file("charts.json");
  const auto written = journal::stamp_of(options_.out / "charts.json");
  EXPECT_EQ(render_text(two_services), base::ExitCode::done);
  EXPECT_THAT(drawn(), IsEmpty());
  EXPECT_EQ(file("charts.json"), before);
  EXPECT_EQ(journal::stamp_of(options_.out / "charts.json"), written);
  EXPECT_THAT(run_.shown(), HasSubstr("3 of 3 charts were up to date"));
  std::string summary = two_services;
  summary.replace(summary.find(": 4}"), 4, ": 5}");
  render_text(summary);
  EXPECT_THAT(drawn(), ElementsAre("combined", "combined dark", "search", "search dark"));
  EXPECT_THAT(run_.shown(), HasSubstr("rendered 2 charts in "));
  EXPECT_THAT(run_.shown(), HasSubstr("; 1 of 3 charts were up to date"));
  EXPECT_NE(file("charts.json"), before);
}

TEST_F(RenderAgain, DrawsEverythingWhenForced) {
  options_.gnuplot = FAKE_GNUPLOT;
  render_text(two_services);
  drawn();
  options_.force = true;
  render_text(two_services);
  EXPECT_EQ(drawn().size(), 6U);
}

TEST_F(RenderAgain, RedrawsMissingTruncatedAndAlteredFiles) {
  const std::string name = "search_deployment_metrics.png";
  render_text(two_services);
  const std::string whole = file(name);
  const auto altered = [&] {
    std::string bytes = whole;
    bytes[bytes.size() / 2] = static_cast<char>(~bytes[bytes.size() / 2]);
    return bytes;
  }();
  for (const std::string& bytes : {whole.substr(0, whole.size() / 2), altered, std::string()}) {
    const auto time = std::filesystem::last_write_time(options_.out / name);
    std::ofstream(options_.out / name, std::ios::binary | std::ios::trunc) << bytes;
    std::filesystem::last_write_time(options_.out / name, time);
    EXPECT_EQ(render_text(two_services), base::ExitCode::done);
    EXPECT_EQ(file(name), whole) << bytes.size();
  }
  std::filesystem::remove(options_.out / "search_deployment_metrics.dark.png");
  render_text(two_services);
  EXPECT_THAT(files(), Contains("search_deployment_metrics.dark.png"));
}

TEST_F(RenderAgain, WritesAMissingOrAlteredSvgAgain) {
  options_.svg = true;
  render_text(two_services);
  const std::string name = "search_deployment_metrics.svg";
  const std::string whole = file(name);
  ASSERT_THAT(whole, testing::HasSubstr("<title>search</title>"));
  for (const std::string& bytes : {whole + "<!-- -->", std::string()}) {
    files::write_file(options_.out / name, bytes);
    EXPECT_EQ(render_text(two_services), base::ExitCode::done);
    EXPECT_EQ(file(name), whole);
  }
  std::filesystem::remove(options_.out / name);
  render_text(two_services);
  EXPECT_EQ(file(name), whole);
  options_.svg = false;
  render_text(two_services);
  EXPECT_THAT(files(), Not(Contains(name)));
}

TEST_F(RenderAgain, KeepsAFileThatWasOnlyTouchedCopiedOrLinked) {
  options_.gnuplot = FAKE_GNUPLOT;
  render_text(two_services);
  drawn();
  const std::filesystem::path picture = options_.out / "search_deployment_metrics.png";
  std::filesystem::create_hard_link(picture, folder_ / "linked.png");
  const std::filesystem::path dark = options_.out / "search_deployment_metrics.dark.png";
  const std::string bytes = files::read_file(dark);
  std::filesystem::remove(dark);
  files::write_file(dark, bytes);
  render_text(two_services);
  EXPECT_THAT(drawn(), IsEmpty());
}

TEST_F(RenderAgain, NeedsOnlyTheIndexToKnowWhatIsUpToDate) {
  options_.gnuplot = FAKE_GNUPLOT;
  render_text(two_services);
  drawn();
  const std::string before = file("charts.json");
  std::filesystem::remove(options_.out / ".charts.state");
  render_text(two_services);
  EXPECT_THAT(drawn(), IsEmpty());
  EXPECT_EQ(file("charts.json"), before);
  std::filesystem::remove(options_.out / "charts.json");
  render_text(two_services);
  EXPECT_THAT(drawn(), IsEmpty());
  EXPECT_EQ(file("charts.json"), before);
}

TEST_F(RenderAgain, RetriesAChartThatFailedInTheLastRun) {
  options_.gnuplot = FAKE_GNUPLOT;
  const std::string summary = R"({"fake:exit": {"2024-01": 1}, "good": {"2024-01": 1}})";
  EXPECT_EQ(render_text(summary), base::ExitCode::incomplete);
  drawn();
  EXPECT_EQ(render_text(summary), base::ExitCode::incomplete);
  EXPECT_THAT(drawn(), IsEmpty());
  EXPECT_THAT(run_.shown(), HasSubstr(", 1 failed; 2 of 3 charts were up to date"));
}

TEST_F(RenderAgain, ReplacesTheOldPictureOfAChartThatFailsNow) {
  const std::string summary = R"({"fake:exit": {"2024-01": 1}})";
  render_text(summary);  // The real gnuplot ignores the name.
  const std::string name = index().charts[1].file;
  EXPECT_THAT(files(), Contains(name));
  options_.gnuplot = FAKE_GNUPLOT;
  EXPECT_EQ(render_text(summary), base::ExitCode::incomplete);
  EXPECT_THAT(files(), Not(Contains(name)));
}

TEST_F(RenderAgain, ExplainsWhatChanged) {
  const auto explained = [this](const std::string& service) {
    options_.explain = service;
    return explain(options_, run_.context());
  };
  options_.summary = folder_.write("summary.json", two_services);
  EXPECT_THAT(explained("search"), ElementsAre("it has not been drawn yet"));
  EXPECT_FALSE(std::filesystem::exists(options_.out));
  render_text(two_services);
  EXPECT_THAT(explained("search"), ElementsAre("nothing changed"));
  EXPECT_THAT(explained("combined"), ElementsAre("nothing changed"));
  files::write_file(options_.out / "search_deployment_metrics.png", "altered");
  std::filesystem::remove(options_.out / "search_deployment_metrics.dark.png");
  options_.scale = 2;
  std::string summary = two_services;
  summary.replace(summary.find(": 4}"), 4, ": 5}");
  folder_.write("summary.json", summary);
  EXPECT_THAT(
      explained("search"),
      ElementsAre("the scale: 1, now 2",
                  "the counts of 2024-06: 4 successful, 0 failed, now 5 successful, 0 failed",
                  "the file search_deployment_metrics.png was altered",
                  "the file search_deployment_metrics.dark.png is missing"));
  EXPECT_EQ(file("search_deployment_metrics.png"), "altered");
  try {
    explained("searhc");
    ADD_FAILURE() << "there is no such service";
  } catch (const base::Error& error) {
    EXPECT_THAT(error.what(), HasSubstr("summary.json has no service 'searhc'"));
  }
}

}  // namespace
}  // namespace dora::renderer
