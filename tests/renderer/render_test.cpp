// Tests the stage as a whole, with the real gnuplot and with a fake that fails where it is told to.
#include "renderer/render.h"

#include <algorithm>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/resource.h>

#include "collector/base/atomic_file.h"
#include "collector/base/error.h"
#include "collector/base/sha256.h"
#include "renderer/chart/chart_index.h"
#include "renderer/explain.h"
#include "renderer/file_stamp.h"
#include "tests/renderer/test_run.h"
#include "tests/support/picture.h"
#include "tests/support/temporary_folder.h"

namespace dora::renderer {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::UnorderedElementsAre;
using testing::UnorderedElementsAreArray;

constexpr const char* two_services = R"({
  "payments-api": {"2024-01": 21, "2024-01_failed": 1, "2024-01_failure_rate": 4.76,
                   "2024-07": 21, "2024-07_failed": 2, "2024-07_failure_rate": 9.52},
  "search": {"2024-06": 4}})";

class RenderTest : public testing::Test {
 protected:
  RenderTest() { options_.out = folder_ / "charts"; }

  base::ExitCode render_text(const std::string& summary) {
    options_.summary = folder_.write("summary.json", summary);
    return render(options_, run_.context());
  }

  std::vector<std::string> files() const {
    std::vector<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator(options_.out)) {
      names.push_back(entry.path().filename().string());
    }
    return names;
  }
  /// What a run with the default options leaves of charts with these stems.
  static std::vector<std::string> output_of(const std::vector<std::string>& stems) {
    std::vector<std::string> names{"charts.json", ".charts.state"};
    for (const std::string& stem : stems) {
      names.push_back(stem + "_deployment_metrics.png");
      names.push_back(stem + "_deployment_metrics.dark.png");
    }
    return names;
  }
  std::string file(const std::string& name) const { return base::read_file(options_.out / name); }
  chart::ChartIndex index() const { return chart::read_chart_index(options_.out / "charts.json"); }

  std::string failure(const std::string& summary) {
    try {
      render_text(summary);
    } catch (const base::Error& error) {
      return error.what();
    }
    return "nothing was wrong";
  }

  test::TemporaryFolder folder_;
  test::TestRun run_;
  RenderOptions options_;
};

TEST_F(RenderTest, WritesAChartForEveryServiceAndOneForAll) {
  EXPECT_EQ(render_text(two_services), base::ExitCode::done);
  EXPECT_THAT(files(),
              UnorderedElementsAreArray(output_of({"combined", "payments-api", "search"})));
  const chart::ChartIndex charts = index();
  ASSERT_EQ(charts.charts.size(), 3U);
  EXPECT_EQ(charts.charts[0].id, "combined");
  EXPECT_EQ(charts.charts[1].id, "service/payments-api");
  EXPECT_EQ(charts.charts[2].id, "service/search");
  for (const chart::ChartEntry& entry : charts.charts) {
    EXPECT_EQ(entry.sha256, base::sha256(file(entry.file))) << entry.id;
    EXPECT_EQ(entry.status, chart::Status::rendered);
    EXPECT_EQ(entry.width, 1000);
    EXPECT_EQ(entry.height, 500);
    EXPECT_EQ(test::read_picture(options_.out / entry.file).width, 1000);
  }
  EXPECT_EQ(charts.charts[1].alt,
            "payments-api: 42 deployments, 3 failed (7.14 %), January to July 2024");
  EXPECT_THAT(run_.shown(), HasSubstr("rendered 3 charts in "));
}

TEST_F(RenderTest, WritesTheSameBytesAgainWithAnyNumberOfWorkers) {
  std::string many = "{";
  for (int i = 0; i < 12; ++i) {
    many += (i == 0 ? "" : ",") + std::string("\"s") + std::to_string(i) + "\": {\"2024-0" +
            std::to_string(1 + i % 9) + "\": " + std::to_string(i) + "}";
  }
  many += "}";
  options_.jobs = 1;
  render_text(many);
  const std::string alone = file("charts.json");
  options_.jobs = 3;
  options_.out = folder_ / "again";
  render_text(many);
  EXPECT_EQ(file("charts.json"), alone);
  EXPECT_THAT(run_.shown(), HasSubstr("(1 worker)"));
  EXPECT_THAT(run_.shown(), HasSubstr("(3 workers)"));
}

TEST_F(RenderTest, DrawsTheSizeAskedFor) {
  options_.size = {640, 320};
  render_text(two_services);
  EXPECT_EQ(index().charts[1].width, 640);
  EXPECT_EQ(test::read_picture(options_.out / "search_deployment_metrics.png").height, 320);
}

TEST_F(RenderTest, LightensThePeriodThatTheDayFallsInto) {
  constexpr const char* light_blue = "#B3C6DA";
  const std::filesystem::path picture = options_.out / "payments-api_deployment_metrics.png";
  render_text(two_services);  // The run's own date is in July 2024.
  EXPECT_GT(test::read_picture(picture).count(light_blue), 1000);
  options_.as_of = std::chrono::year(2024) / 8 / 1;
  render_text(two_services);
  EXPECT_LT(test::read_picture(picture).count(light_blue), 100);
}

TEST_F(RenderTest, KeepsScriptsThatDrawTheSamePictureByHand) {
  options_.out = folder_ / "it's a \"folder\" `touch pwned`";
  options_.keep_scripts = true;
  options_.png = PngMode::gnuplot;  // By hand it has no other encoder.
  render_text(two_services);
  EXPECT_THAT(files(), Contains("payments-api_deployment_metrics.png.gp"));
  const std::string name = "search_deployment_metrics.png";
  const std::string drawn = file(name);
  std::filesystem::remove(options_.out / name);
  const std::filesystem::path before = std::filesystem::current_path();
  std::filesystem::current_path(options_.out);
  EXPECT_EQ(std::system(("LC_ALL=C.UTF-8 gnuplot -d " + name + ".gp").c_str()), 0);
  std::filesystem::current_path(before);
  EXPECT_EQ(file(name), drawn);
  options_.keep_scripts = false;
  render_text(two_services);
  EXPECT_THAT(files(), Not(Contains(HasSubstr(".gp"))));
}

TEST_F(RenderTest, RemovesChartsOfServicesThatAreGone) {
  render_text(two_services);
  base::write_file(options_.out / "mine_deployment_metrics.png", "not the renderer's");
  render_text(R"({"search": {"2024-06": 4}})");
  auto left = output_of({"combined", "search"});
  left.emplace_back("mine_deployment_metrics.png");
  EXPECT_THAT(files(), UnorderedElementsAreArray(left));
}

/// What the fake gnuplot drew since it was asked last, in the order of names.
std::vector<std::string> drawn_in(const std::filesystem::path& folder) {
  std::vector<std::string> drawn;
  std::ifstream log(folder / "fake.log");
  for (std::string word, pid, file; log >> word >> pid;) {
    if (word == "draw" && log >> file) {
      drawn.push_back(file.substr(1, file.find("_deployment") - 1) +
                      (file.find(".dark.") == std::string::npos ? "" : " dark"));
    }
  }
  std::filesystem::remove(folder / "fake.log");
  std::sort(drawn.begin(), drawn.end());
  return drawn;
}

TEST_F(RenderTest, DrawsOnlyWhatChanged) {
  options_.gnuplot = FAKE_GNUPLOT;
  render_text(two_services);
  EXPECT_THAT(drawn_in(options_.out), ElementsAre("combined", "combined dark", "payments-api",
                                                  "payments-api dark", "search", "search dark"));
  const std::string before = file("charts.json");
  const auto written = stamp_of(options_.out / "charts.json");
  EXPECT_EQ(render_text(two_services), base::ExitCode::done);
  EXPECT_THAT(drawn_in(options_.out), IsEmpty());
  EXPECT_EQ(file("charts.json"), before);
  EXPECT_EQ(stamp_of(options_.out / "charts.json"), written);
  EXPECT_THAT(run_.shown(), HasSubstr("3 of 3 charts were up to date"));
  std::string summary = two_services;
  summary.replace(summary.find(": 4}"), 4, ": 5}");
  render_text(summary);
  EXPECT_THAT(drawn_in(options_.out),
              ElementsAre("combined", "combined dark", "search", "search dark"));
  EXPECT_THAT(run_.shown(), HasSubstr("rendered 2 charts in "));
  EXPECT_THAT(run_.shown(), HasSubstr("; 1 of 3 charts were up to date"));
  EXPECT_NE(file("charts.json"), before);
}

TEST_F(RenderTest, DrawsEverythingWhenItIsForcedTo) {
  options_.gnuplot = FAKE_GNUPLOT;
  render_text(two_services);
  drawn_in(options_.out);
  options_.force = true;
  render_text(two_services);
  EXPECT_EQ(drawn_in(options_.out).size(), 6U);
}

TEST_F(RenderTest, DrawsFilesAgainThatAreMissingTruncatedOrAltered) {
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

TEST_F(RenderTest, BelievesAFileThatWasOnlyTouchedCopiedOrLinked) {
  options_.gnuplot = FAKE_GNUPLOT;
  render_text(two_services);
  drawn_in(options_.out);
  const std::filesystem::path picture = options_.out / "search_deployment_metrics.png";
  std::filesystem::create_hard_link(picture, folder_ / "linked.png");
  const std::filesystem::path dark = options_.out / "search_deployment_metrics.dark.png";
  const std::string bytes = base::read_file(dark);
  std::filesystem::remove(dark);
  base::write_file(dark, bytes);
  render_text(two_services);
  EXPECT_THAT(drawn_in(options_.out), IsEmpty());
}

TEST_F(RenderTest, NeedsOnlyTheIndexToKnowWhatIsUpToDate) {
  options_.gnuplot = FAKE_GNUPLOT;
  render_text(two_services);
  drawn_in(options_.out);
  const std::string before = file("charts.json");
  std::filesystem::remove(options_.out / ".charts.state");
  render_text(two_services);
  EXPECT_THAT(drawn_in(options_.out), IsEmpty());
  EXPECT_EQ(file("charts.json"), before);
  std::filesystem::remove(options_.out / "charts.json");
  render_text(two_services);
  EXPECT_THAT(drawn_in(options_.out), IsEmpty());
  EXPECT_EQ(file("charts.json"), before);
}

TEST_F(RenderTest, HasThePicturesAskedForAndNoOthers) {
  render_text(two_services);
  options_.themes = {Theme::dark};
  options_.svg = true;
  options_.scale = 2;
  EXPECT_EQ(render_text(R"({"search": {"2024-06": 4}})"), base::ExitCode::done);
  EXPECT_THAT(files(), UnorderedElementsAre("charts.json", ".charts.state",
                                            "combined_deployment_metrics.dark.png",
                                            "combined_deployment_metrics.dark.svg",
                                            "search_deployment_metrics.dark.png",
                                            "search_deployment_metrics.dark.svg"));
  const chart::ChartEntry entry = index().charts[1];
  EXPECT_EQ(entry.file, "search_deployment_metrics.dark.png");
  EXPECT_EQ(entry.width, 1000);
  EXPECT_EQ(entry.scale, 2);
  EXPECT_EQ(entry.sha256, base::sha256(file(entry.file)));
  const test::Picture picture = test::read_picture(options_.out / entry.file);
  EXPECT_EQ(picture.width, 2000);
  EXPECT_EQ(picture.height, 1000);
  EXPECT_EQ(picture.at(2, 2), "#14181D");
  ASSERT_EQ(entry.variants.size(), 1U);
  EXPECT_EQ(entry.variants[0],
            (chart::ChartVariant{"dark", "svg", "search_deployment_metrics.dark.svg",
                                 base::sha256(file("search_deployment_metrics.dark.svg"))}));
}

TEST_F(RenderTest, MakesTheDarkPictureWithoutASecondDrawing) {
  options_.keep_scripts = true;
  render_text(two_services);
  const std::string dark = "search_deployment_metrics.dark.png";
  EXPECT_EQ(test::read_picture(options_.out / dark).at(2, 2), "#14181D");
  EXPECT_EQ(index().charts[2].variants[0].sha256, base::sha256(file(dark)));
  // The same compressed pixels: the files differ in their palettes alone.
  EXPECT_EQ(file(dark).size(), file("search_deployment_metrics.png").size());
  EXPECT_THAT(files(), Contains(dark + ".gp"));
}

TEST_F(RenderTest, DrawsTheDarkPictureWhereEveryPixelMustBeExact) {
  for (const PngMode mode : {PngMode::exact, PngMode::gnuplot}) {
    options_.png = mode;
    options_.themes = {Theme::light, Theme::dark};
    render_text(two_services);
    const std::string beside = file("search_deployment_metrics.dark.png");
    options_.themes = {Theme::dark};
    options_.force = true;
    render_text(two_services);
    EXPECT_EQ(file("search_deployment_metrics.dark.png"), beside) << name_of(mode);
  }
}

TEST_F(RenderTest, FailsAChartOfWhichOnePictureFails) {
  options_.gnuplot = FAKE_GNUPLOT;
  options_.svg = true;
  // What it cannot draw is the SVG picture.
  EXPECT_EQ(render_text(R"({"good": {}, "fake:no-svg": {}})"), base::ExitCode::incomplete);
  const chart::ChartEntry failed = index().charts[1];
  EXPECT_EQ(failed.status, chart::Status::failed);
  EXPECT_THAT(failed.variants, IsEmpty());
  EXPECT_THAT(files(), Not(Contains(testing::StartsWith("fake-no-svg"))));
  EXPECT_EQ(index().charts[2].status, chart::Status::rendered);
}

TEST_F(RenderTest, TriesAChartAgainThatFailedInTheLastRun) {
  options_.gnuplot = FAKE_GNUPLOT;
  const std::string summary = R"({"fake:exit": {"2024-01": 1}, "good": {"2024-01": 1}})";
  EXPECT_EQ(render_text(summary), base::ExitCode::incomplete);
  drawn_in(options_.out);
  EXPECT_EQ(render_text(summary), base::ExitCode::incomplete);
  EXPECT_THAT(drawn_in(options_.out), IsEmpty());
  EXPECT_THAT(run_.shown(), HasSubstr(", 1 failed; 2 of 3 charts were up to date"));
}

TEST_F(RenderTest, ExplainsWhatChanged) {
  const auto explained = [this](const std::string& service) {
    options_.explain = service;
    return explain(options_, run_.context());
  };
  options_.summary = folder_.write("summary.json", two_services);
  EXPECT_THAT(explained("search"), ElementsAre("it was not drawn yet"));
  EXPECT_FALSE(std::filesystem::exists(options_.out));
  render_text(two_services);
  EXPECT_THAT(explained("search"), ElementsAre("nothing changed"));
  EXPECT_THAT(explained("combined"), ElementsAre("nothing changed"));
  base::write_file(options_.out / "search_deployment_metrics.png", "altered");
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

TEST_F(RenderTest, ReportsChartsThatFailAndDrawsTheOthers) {
  options_.gnuplot = FAKE_GNUPLOT;
  const std::string bad = "fake:exit";
  const std::string summary =
      R"({"good": {"2024-01": 1}, "fake:exit": {"2024-01": 1}, "other": {}})";
  options_.keep_scripts = true;
  EXPECT_EQ(render_text(summary), base::ExitCode::incomplete);
  const chart::ChartIndex charts = index();
  ASSERT_EQ(charts.charts.size(), 4U);
  const chart::ChartEntry& failed = charts.charts[1];
  EXPECT_EQ(failed.service, bad);
  EXPECT_EQ(failed.status, chart::Status::failed);
  EXPECT_THAT(failed.reason, HasSubstr("words of the fake"));
  EXPECT_EQ(failed.sha256, "");
  EXPECT_THAT(files(), Not(Contains(failed.file)));
  EXPECT_THAT(files(), Contains(failed.file + ".gp"));
  EXPECT_THAT(files(), Contains("good_deployment_metrics.png"));
  EXPECT_THAT(run_.shown(), HasSubstr("warning: chart " + failed.file + " failed: gnuplot exited"));
  EXPECT_THAT(run_.shown(), HasSubstr("rendered 3 charts in "));
  EXPECT_THAT(run_.shown(), HasSubstr(", 1 failed"));
}

TEST_F(RenderTest, ReplacesTheOldPictureOfAChartThatFailsNow) {
  const std::string summary = R"({"fake:exit": {"2024-01": 1}})";
  render_text(summary);  // The real one does not care for the name.
  const std::string name = index().charts[1].file;
  EXPECT_THAT(files(), Contains(name));
  options_.gnuplot = FAKE_GNUPLOT;
  EXPECT_EQ(render_text(summary), base::ExitCode::incomplete);
  EXPECT_THAT(files(), Not(Contains(name)));
}

TEST_F(RenderTest, NamesTenFailuresAndCountsTheRest) {
  options_.gnuplot = FAKE_GNUPLOT;
  std::string summary = "{";
  for (int i = 0; i < 13; ++i) {
    summary += (i == 0 ? "" : ",") + std::string("\"fake:exit") + std::to_string(i) + "\": {}";
  }
  EXPECT_EQ(render_text(summary + "}"), base::ExitCode::incomplete);
  const std::string shown = run_.shown();
  std::size_t warnings = 0;
  for (std::size_t at = 0; (at = shown.find("warning: chart ", at)) != std::string::npos; ++at) {
    ++warnings;
  }
  EXPECT_EQ(warnings, 10U);
  EXPECT_THAT(shown, HasSubstr("and 3 more failed; " + options_.out.string() +
                               "/charts.json has every reason"));
}

TEST_F(RenderTest, GivesUpAChartAfterItsTimeLimit) {
  options_.gnuplot = FAKE_GNUPLOT;
  options_.chart_timeout = std::chrono::seconds(1);
  EXPECT_EQ(render_text(R"({"a": {"2024-01": 1}, "fake:hang": {"2024-01": 1}})"),
            base::ExitCode::incomplete);
  EXPECT_THAT(index().charts[2].reason, HasSubstr("did not finish within 1 s"));
}

TEST_F(RenderTest, KeepsSecretsFromGnuplot) {
  ::setenv("PRIVATE_TOKEN", "glpat-secret", 1);
  options_.gnuplot = FAKE_GNUPLOT;
  render_text(R"({"fake:environment": {"2024-01": 1}})");
  ::unsetenv("PRIVATE_TOKEN");
  EXPECT_THAT(file("environment"), HasSubstr("LC_ALL=C.UTF-8"));
  EXPECT_THAT(file("environment"), Not(HasSubstr("secret")));
}

TEST_F(RenderTest, DrawsFilesOfOthers) {
  EXPECT_EQ(render_text(R"({"idle": {}, "one": {"2024-01": 3}, "odd": {"note": 1}})"),
            base::ExitCode::done);
  EXPECT_EQ(index().charts.size(), 4U);
  EXPECT_THAT(run_.shown(), HasSubstr("service 'odd': unknown key \"note\" ignored"));
  EXPECT_EQ(render_text("{}"), base::ExitCode::done);
  EXPECT_THAT(files(), UnorderedElementsAreArray(output_of({"combined"})));
}

TEST_F(RenderTest, SaysWhatIsWrongAndLeavesTheFolderAlone) {
  EXPECT_THAT(failure("{broken"), HasSubstr("summary.json: not JSON"));
  options_.gnuplot = "no-such-gnuplot";
  EXPECT_THAT(failure(two_services), HasSubstr("install gnuplot-nox"));
  EXPECT_FALSE(std::filesystem::exists(options_.out));
}

TEST_F(RenderTest, KeepsTheOldIndexWhenItIsInterrupted) {
  render_text(two_services);
  const std::string before = file("charts.json");
  options_.gnuplot = FAKE_GNUPLOT;
  ::raise(SIGINT);
  EXPECT_THROW(render_text(R"({"fake:hang": {"2024-01": 1}})"), base::Interrupted);
  EXPECT_EQ(file("charts.json"), before);
  EXPECT_THAT(files(), Not(Contains(testing::EndsWith(".part"))));
  EXPECT_THAT(files(), Not(Contains(testing::EndsWith(".tmp"))));
  EXPECT_TRUE(test::children().empty());
}

TEST_F(RenderTest, NamesTheFileWhenNothingMoreCanBeWritten) {
  render_text(two_services);
  const std::string before = file("charts.json");
  const std::string old_picture = file("search_deployment_metrics.png");
  options_.force = true;
  // No file may grow beyond 4 KB: what a full disk does, without filling one.
  const auto ignored = std::signal(SIGXFSZ, SIG_IGN);
  rlimit old_limit{};
  ::getrlimit(RLIMIT_FSIZE, &old_limit);
  rlimit limit = old_limit;
  limit.rlim_cur = 4096;
  ::setrlimit(RLIMIT_FSIZE, &limit);
  const std::string what = failure(two_services);
  ::setrlimit(RLIMIT_FSIZE, &old_limit);
  std::signal(SIGXFSZ, ignored);
  EXPECT_THAT(what, HasSubstr("cannot write " + options_.out.string()));
  EXPECT_THAT(what, HasSubstr("_deployment_metrics.png: File too large"));
  EXPECT_EQ(file("charts.json"), before);
  EXPECT_EQ(file("search_deployment_metrics.png"), old_picture);
}

}  // namespace
}  // namespace dora::renderer
