// Tests the stage as a whole: which pictures a run leaves, and their contents.
#include "renderer/render.h"

#include <cstdlib>
#include <filesystem>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "collector/base/files/sha256.h"
#include "collector/model/collection.h"
#include "renderer/png/picture_texts.h"
#include "tests/renderer/render_stage.h"
#include "tests/support/picture.h"

namespace dora::renderer {
namespace {

using test::two_services;
using testing::Contains;
using testing::HasSubstr;
using testing::Not;
using testing::UnorderedElementsAre;
using testing::UnorderedElementsAreArray;
using RenderTest = test::RenderStage;

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
    EXPECT_EQ(entry.sha256, files::sha256(file(entry.file))) << entry.id;
    EXPECT_EQ(entry.status, chart::Status::rendered);
    EXPECT_EQ(entry.width, 1000);
    EXPECT_EQ(entry.height, 500);
    EXPECT_EQ(test::read_picture(options_.out / entry.file).width, 1000);
  }
  EXPECT_EQ(charts.charts[1].alt,
            "payments-api: 42 deployments, 3 failed (7.1%), January to July 2024");
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

TEST_F(RenderTest, DrawsTheRequestedSize) {
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
  options_.png = chart::PngMode::gnuplot;  // By hand there is no other encoder.
  render_text(two_services);
  EXPECT_THAT(files(), Contains("payments-api_deployment_metrics.png.gp"));
  const std::string name = "search_deployment_metrics.png";
  const std::string drawn = file(name);
  EXPECT_THAT(drawn, HasSubstr("tEXtTitle"));
  std::filesystem::remove(options_.out / name);
  const std::filesystem::path before = std::filesystem::current_path();
  std::filesystem::current_path(options_.out);
  EXPECT_EQ(std::system(("LC_ALL=C.UTF-8 gnuplot -d " + name + ".gp").c_str()), 0);
  std::filesystem::current_path(before);
  // All but the texts about it, which come last.
  const std::string by_hand = file(name);
  EXPECT_TRUE(drawn.starts_with(by_hand.substr(0, by_hand.size() - png::end_chunk_size)));
  options_.keep_scripts = false;
  render_text(two_services);
  EXPECT_THAT(files(), Not(Contains(HasSubstr(".gp"))));
}

TEST_F(RenderTest, MakesExactlyTheRequestedPictures) {
  render_text(two_services);
  options_.themes = {chart::Theme::dark};
  options_.svg = true;
  options_.scale = 2;
  EXPECT_EQ(render_text(R"({"search": {"2024-06": 4}})"), base::ExitCode::done);
  EXPECT_THAT(files(), UnorderedElementsAre(
                           "charts.json", ".charts.state", "combined_deployment_metrics.dark.png",
                           "combined_deployment_metrics.svg", "search_deployment_metrics.dark.png",
                           "search_deployment_metrics.svg"));
  const chart::ChartEntry entry = index().charts[1];
  EXPECT_EQ(entry.file, "search_deployment_metrics.dark.png");
  EXPECT_EQ(entry.width, 1000);
  EXPECT_EQ(entry.scale, 2);
  EXPECT_EQ(entry.sha256, files::sha256(file(entry.file)));
  const test::Picture picture = test::read_picture(options_.out / entry.file);
  EXPECT_EQ(picture.width, 2000);
  EXPECT_EQ(picture.height, 1000);
  EXPECT_EQ(picture.at(2, 2), "#14181D");
  ASSERT_EQ(entry.variants.size(), 1U);
  EXPECT_EQ(entry.variants[0],
            (chart::ChartVariant{chart::Theme::light,
                                 chart::PictureFormat::svg,
                                 "search_deployment_metrics.svg",
                                 files::sha256(file("search_deployment_metrics.svg")),
                                 {1000, 500},
                                 {360, 360}}));
}

TEST_F(RenderTest, MakesTheDarkPictureWithoutASecondDrawing) {
  options_.keep_scripts = true;
  render_text(two_services);
  const std::string dark = "search_deployment_metrics.dark.png";
  EXPECT_EQ(test::read_picture(options_.out / dark).at(2, 2), "#14181D");
  EXPECT_EQ(index().charts[2].variants[0].sha256, files::sha256(file(dark)));
  // The same compressed pixels: the files differ only in their palettes.
  EXPECT_EQ(file(dark).size(), file("search_deployment_metrics.png").size());
  EXPECT_THAT(files(), Contains(dark + ".gp"));
}

TEST_F(RenderTest, DrawsTheDarkPictureWhereEveryPixelMustBeExact) {
  for (const chart::PngMode mode : {chart::PngMode::exact, chart::PngMode::gnuplot}) {
    options_.png = mode;
    options_.themes = {chart::Theme::light, chart::Theme::dark};
    render_text(two_services);
    const std::string beside = file("search_deployment_metrics.dark.png");
    options_.themes = {chart::Theme::dark};
    options_.force = true;
    render_text(two_services);
    EXPECT_EQ(file("search_deployment_metrics.dark.png"), beside) << name_of(mode);
  }
}

TEST_F(RenderTest, SaysWhereItComesFromUnlessThatIsNotWanted) {
  model::Collection collection;
  collection.project = "group/project";
  collection.collected_at = *model::parse_instant("2026-11-28T10:00:00Z");
  folder_.write("collection.json", model::to_json(collection));
  options_.keep_scripts = true;
  const std::string name = "search_deployment_metrics.png";
  render_text(two_services);
  EXPECT_THAT(file(name + ".gp"), HasSubstr("group/project, collected 28 Nov 2026"));
  EXPECT_THAT(file(name), HasSubstr("group/project"));
  options_.credit = false;
  render_text(two_services);
  EXPECT_THAT(file(name + ".gp"), Not(HasSubstr("collected")));
  EXPECT_THAT(file(name + ".gp"), Not(HasSubstr("made with")));
  EXPECT_THAT(file(name), Not(HasSubstr("group/project")));
  EXPECT_THAT(file(name), HasSubstr("tEXtTitle"));
}

TEST_F(RenderTest, DrawsWithoutASourceIfTheCollectionCannotBeRead) {
  folder_.write("collection.json", "{");
  EXPECT_EQ(render_text(two_services), base::ExitCode::done);
  EXPECT_THAT(run_.shown(), HasSubstr("pictures do not say where they come from"));
}

TEST_F(RenderTest, KeepsSecretsFromGnuplot) {
  ::setenv("PRIVATE_TOKEN", "glpat-secret", 1);
  options_.gnuplot = FAKE_GNUPLOT;
  render_text(R"({"fake:environment": {"2024-01": 1}})");
  ::unsetenv("PRIVATE_TOKEN");
  EXPECT_THAT(file("environment"), HasSubstr("LC_ALL=C.UTF-8"));
  EXPECT_THAT(file("environment"), Not(HasSubstr("secret")));
}

TEST_F(RenderTest, DrawsSummariesFromOtherPrograms) {
  EXPECT_EQ(render_text(R"({"idle": {}, "one": {"2024-01": 3}, "odd": {"note": 1}})"),
            base::ExitCode::done);
  EXPECT_EQ(index().charts.size(), 4U);
  EXPECT_THAT(run_.shown(), HasSubstr("service 'odd': unknown key \"note\" ignored"));
  EXPECT_EQ(render_text("{}"), base::ExitCode::done);
  EXPECT_THAT(files(), UnorderedElementsAreArray(output_of({"combined"})));
}

}  // namespace
}  // namespace dora::renderer
