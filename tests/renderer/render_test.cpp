// Tests the stage as a whole, with the real gnuplot and with a fake that fails where it is told to.
#include "renderer/render.h"

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
#include "tests/renderer/test_run.h"
#include "tests/support/picture.h"
#include "tests/support/temporary_folder.h"

namespace dora::renderer {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::Not;
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
