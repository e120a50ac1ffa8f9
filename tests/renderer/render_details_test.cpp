// Tests the charts that need deployments: drawn if there are any, and again when these change.
#include <filesystem>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "collector/base/files/sha256.h"
#include "renderer/explain.h"
#include "renderer/layout/heat_scale.h"
#include "renderer/png/palette.h"
#include "tests/renderer/render_stage.h"
#include "tests/renderer/sample_deployments.h"
#include "tests/support/picture.h"

namespace dora::renderer {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

class RenderDetails : public test::RenderStage {
 protected:
  RenderDetails() { options_.summary = folder_ / "summary.json"; }

  base::ExitCode render_data(const std::vector<model::ServiceDeployments>& services) {
    test::write_collection(folder_.path(), services, "UTC");
    return render(options_, run_.context());
  }
  std::vector<std::string> ids() const {
    std::vector<std::string> ids;
    for (const chart::ChartEntry& entry : index().charts) {
      ids.push_back(entry.id);
    }
    return ids;
  }
};

TEST_F(RenderDetails, AreDrawnIfDeploymentsAreNextToTheSummary) {
  ASSERT_EQ(render_data(test::sample_deployments()), base::ExitCode::done);
  EXPECT_THAT(ids(),
              ElementsAre("combined", "failure_rate_heatmap", "lead_time", "time_to_restore",
                          "service/api", "lead_and_restore/api", "tiers/api", "service/web"));
  EXPECT_EQ(index().deployments_sha256,
            files::sha256_of_file(folder_ / "service_deployments.json"));
  for (const chart::ChartEntry& entry : index().charts) {
    const test::Picture picture = test::read_picture(options_.out / entry.file);
    EXPECT_EQ(picture.width, entry.width) << entry.id;
    EXPECT_EQ(picture.height, entry.height) << entry.id;
  }
  EXPECT_LT(index().charts[1].height, 250);  // Two rows.
}

TEST_F(RenderDetails, AreNotDrawnForASummaryAlone) {
  test::write_collection(folder_.path(), test::sample_deployments());
  std::filesystem::rename(folder_ / "service_deployments.json", folder_ / "elsewhere.json");
  render(options_, run_.context());
  EXPECT_THAT(ids(), ElementsAre("combined", "service/api", "service/web"));
  EXPECT_EQ(index().deployments_sha256, "");
  options_.deployments = folder_ / "elsewhere.json";
  render(options_, run_.context());
  EXPECT_EQ(ids().size(), 8U);
  options_.deployments.clear();
  render(options_, run_.context());
  EXPECT_FALSE(std::filesystem::exists(options_.out / "lead_time.png"));
}

TEST_F(RenderDetails, AreDrawnAgainOnlyWhenTheyChange) {
  options_.gnuplot = FAKE_GNUPLOT;
  auto services = test::sample_deployments();
  render_data(services);
  EXPECT_EQ(drawn().size(), 16U);
  render_data(services);
  EXPECT_THAT(drawn(), IsEmpty());
  // Merged later: a longer lead time, with unchanged counts.
  *services[0].deployments[0].finished_time += std::chrono::hours(1);
  render_data(services);
  EXPECT_THAT(drawn(), ElementsAre("api_lead_and_restore", "api_lead_and_restore dark", "lead_time",
                                   "lead_time dark"));
  services[0].deployments[1].tier = "qa";
  render_data(services);
  EXPECT_THAT(drawn(), ElementsAre("api_tiers", "api_tiers dark"));
}

TEST_F(RenderDetails, DrawTheDarkHeatmapInItsOwnColours) {
  auto services = test::sample_deployments();
  for (int i = 0; i < 5; ++i) {
    services[0].deployments.push_back(
        test::finished("2024-03-15T08:00:00Z", model::DeploymentStatus::successful, "staging", 1));
  }
  render_data(services);
  const auto count = [&](const std::string& file, chart::Color color) {
    return test::read_picture(options_.out / file)
        .count(fmt::format("#{:06X}", png::folded(color)));
  };
  const layout::HeatStep& step = layout::heat_step(100.0 / 6);  // For March: one of six.
  EXPECT_GT(count("failure_rate_heatmap.png", color_of(chart::Theme::light, step.color)), 1000);
  EXPECT_GT(count("failure_rate_heatmap.dark.png", color_of(chart::Theme::dark, step.color)), 1000);
  EXPECT_EQ(count("failure_rate_heatmap.dark.png", color_of(chart::Theme::light, step.color)), 0);
}

TEST_F(RenderDetails, ExplainThemselves) {
  auto services = test::sample_deployments();
  render_data(services);
  const auto explained = [this](const char* what) {
    options_.explain = what;
    return explain(options_, run_.context());
  };
  EXPECT_THAT(explained("api"), ElementsAre("nothing changed"));
  *services[0].deployments[0].finished_time += std::chrono::hours(1);
  test::write_collection(folder_.path(), services, "UTC");
  EXPECT_THAT(
      explained("api"),
      ElementsAre(HasSubstr("lead_and_restore: the times (Lead time) of 2024-01: median ")));
  EXPECT_THAT(explained("combined"), ElementsAre(HasSubstr("lead_time: the times of 2024-01: ")));
  EXPECT_THAT(explained("web"), ElementsAre("nothing changed"));
}

}  // namespace
}  // namespace dora::renderer
