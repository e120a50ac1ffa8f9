// Tests with the real gnuplot and libpng how our encoder writes charts from inside gnuplot.
#include <filesystem>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "renderer/chart/theme.h"
#include "renderer/gnuplot/png_library.h"
#include "renderer/gnuplot/pool.h"
#include "renderer/gnuplot/program.h"
#include "renderer/script/gnuplot_script.h"
#include "tests/renderer/test_run.h"
#include "tests/support/picture.h"
#include "tests/support/temporary_folder.h"

namespace dora::png {
namespace {

using testing::HasSubstr;

/// Everything that a chart can show; heights and edges differ for every seed.
chart::Chart busy_chart(const std::string& title, unsigned seed, std::size_t months) {
  chart::Chart chart{title, "1,024 deployments · 12.4% failed · Jan 2021 – Dec 2022", {}};
  for (std::size_t i = 0; i < months; ++i) {
    seed = seed * 1664525U + 1013904223U;
    const auto period = model::advance(*model::parse_period("2021-01"), static_cast<int>(i));
    chart.bars.push_back({period, {1 + seed % 97, seed / 97 % 23}, i + 1 == months});
  }
  return chart;
}

class CairoPreloadTest : public testing::Test {
 protected:
  test::Picture drawn(const chart::Chart& chart, const chart::PictureStyle& style,
                      chart::PngMode mode) {
    const gnuplot::GnuplotProgram gnuplot = gnuplot::find_gnuplot("gnuplot", run_.interrupt());
    const gnuplot::PngEncoder encoder = find_png_encoder(gnuplot, mode, run_.interrupt());
    EXPECT_EQ(encoder.mode, mode) << encoder.problem;
    gnuplot::GnuplotPool pool(
        {worker_command(gnuplot, folder_.path(), encoder), 1, std::chrono::minutes(2)},
        run_.interrupt());
    pool.start({0, script::gnuplot_script(chart, style).writing("a.png"), "a.png", size_of(style)});
    const gnuplot::PlotResult result = pool.wait();
    EXPECT_TRUE(result.ok) << result.reason;
    return test::read_picture(folder_ / "a.png");
  }
  std::uintmax_t file_size() const { return std::filesystem::file_size(folder_ / "a.png"); }

  const std::vector<std::pair<chart::Chart, chart::PictureStyle>> charts_{
      {busy_chart("payments-api", 1, 24), {}},
      {busy_chart("サービス", 2, 60), {.theme = chart::Theme::dark}},
      {busy_chart("search", 3, 5), {{600, 300}}},
      {busy_chart("ledger", 4, 24), {.scale = 2}},
      {{"idle", "No deployments", {}}, {}}};
  test::TemporaryFolder folder_;
  test::TestRun run_;
};

TEST_F(CairoPreloadTest, ExactMatchesGnuplotsOwnFile) {
  for (const auto& [chart, style] : charts_) {
    const test::Picture own = drawn(chart, style, chart::PngMode::gnuplot);
    const test::Picture exact = drawn(chart, style, chart::PngMode::exact);
    EXPECT_EQ(exact.width, own.width);
    EXPECT_TRUE(exact.rgb == own.rgb) << chart.title;
  }
}

TEST_F(CairoPreloadTest, PaletteIsCloseToItAndExactForThemeColours) {
  for (const auto& [chart, style] : charts_) {
    const test::Picture own = drawn(chart, style, chart::PngMode::gnuplot);
    const std::uintmax_t own_size = file_size();
    const test::Picture palette = drawn(chart, style, chart::PngMode::palette);
    ASSERT_EQ(palette.rgb.size(), own.rgb.size());
    EXPECT_LT(file_size() * 3, own_size * 2) << chart.title;
    const chart::Colors& theme = colors_of(style.theme);
    int most = 0;
    for (std::size_t i = 0; i < own.rgb.size(); i += 3) {
      int distance = 0;
      for (std::size_t j = i; j < i + 3; ++j) {
        distance = std::max(distance, std::abs(int{own.rgb[j]} - int{palette.rgb[j]}));
      }
      const chart::Color color = static_cast<chart::Color>(own.rgb[i]) << 16U |
                                 static_cast<chart::Color>(own.rgb[i + 1]) << 8U | own.rgb[i + 2];
      most = std::max(most, distance);
      if (std::find(theme.begin(), theme.end(), color) != theme.end()) {
        ASSERT_EQ(distance, 0) << chart.title << " at " << i / 3;
      }
    }
    EXPECT_LE(most, 7) << chart.title;
  }
}

TEST_F(CairoPreloadTest, FallsBackToGnuplotsOwnAndSaysWhy) {
  const gnuplot::GnuplotProgram gnuplot = gnuplot::find_gnuplot("gnuplot", run_.interrupt());
  const auto found = [&](const std::filesystem::path& library) {
    const gnuplot::PngEncoder encoder =
        find_png_encoder(gnuplot, chart::PngMode::palette, library, run_.interrupt());
    EXPECT_EQ(encoder.mode, chart::PngMode::gnuplot);
    EXPECT_EQ(encoder.library, "");
    return encoder.problem;
  };
  EXPECT_THAT(found(""), HasSubstr("libdora-png.so is neither next to the program nor in "));
  EXPECT_THAT(found("/nowhere/libdora-png.so"), HasSubstr("cannot load /nowhere/libdora-png.so"));
  EXPECT_THAT(found(folder_.write("libdora-png.so", "no library")), HasSubstr("cannot load"));
  EXPECT_THAT(found("/a folder/libdora-png.so"), HasSubstr("which LD_PRELOAD does not allow"));
  EXPECT_THAT(found(""), HasSubstr("--png gnuplot"));
}

TEST_F(CairoPreloadTest, PreloadsNothingWhenGnuplotsOwnIsRequested) {
  const gnuplot::GnuplotProgram gnuplot = gnuplot::find_gnuplot("gnuplot", run_.interrupt());
  const gnuplot::PngEncoder own =
      find_png_encoder(gnuplot, chart::PngMode::gnuplot, run_.interrupt());
  EXPECT_EQ(own.problem, "");
  EXPECT_THAT(worker_command(gnuplot, folder_.path(), own).environment,
              testing::Not(testing::Contains(testing::StartsWith("LD_PRELOAD"))));
}

TEST_F(CairoPreloadTest, LeavesTransparentPicturesToCairo) {
  const gnuplot::GnuplotProgram gnuplot = gnuplot::find_gnuplot("gnuplot", run_.interrupt());
  const gnuplot::PngEncoder encoder =
      find_png_encoder(gnuplot, chart::PngMode::palette, run_.interrupt());
  gnuplot::GnuplotPool pool(
      {worker_command(gnuplot, folder_.path(), encoder), 1, std::chrono::minutes(2)},
      run_.interrupt());
  std::string script = script::gnuplot_script(charts_[0].first, {}).writing("a.png");
  script.replace(script.find("background '#FFFFFF'"), 20, "transparent");
  pool.start({0, script, "a.png", {1000, 500}});
  const gnuplot::PlotResult result = pool.wait();
  EXPECT_TRUE(result.ok) << result.reason;
  EXPECT_GT(test::read_picture(folder_ / "a.png").count("#4C78A8"), 1000);
}

}  // namespace
}  // namespace dora::png
