// Tests that a recoloured chart equals the same chart drawn in the other theme.
#include "renderer/png/recolour.h"

#include <cstdlib>

#include <gtest/gtest.h>

#include "collector/base/files/atomic_file.h"
#include "renderer/gnuplot/pool.h"
#include "renderer/gnuplot/program.h"
#include "renderer/png/encoder.h"
#include "renderer/script/gnuplot_script.h"
#include "tests/renderer/test_run.h"
#include "tests/support/picture.h"
#include "tests/support/temporary_folder.h"

namespace dora::png {
namespace {

TEST(Recoloured, KeepsTheRolesOfColours) {
  for (std::size_t i = 0; i < chart::role_count; ++i) {
    EXPECT_EQ(recoloured(chart::light_colors[i], chart::Theme::light, chart::Theme::dark),
              chart::dark_colors[i])
        << i;
    EXPECT_EQ(recoloured(chart::dark_colors[i], chart::Theme::dark, chart::Theme::light),
              chart::light_colors[i])
        << i;
  }
}

TEST(Recoloured, KeepsBlendsBetweenTheirColours) {
  // Half bar, half background: the same in the dark theme, up to rounding.
  const chart::Color half = recoloured(0xA5BBD3, chart::Theme::light, chart::Theme::dark);
  EXPECT_NEAR(static_cast<double>(half >> 16U), (0x4E + 0x14) / 2.0, 8);
  EXPECT_NEAR(static_cast<double>(half >> 8U & 0xFFU), (0x81 + 0x18) / 2.0, 8);
  EXPECT_NEAR(static_cast<double>(half & 0xFFU), (0xB8 + 0x1D) / 2.0, 8);
}

TEST(Recoloured, TurnsDarkerInkIntoLighterInk) {
  // What is darker on white is lighter on dark, monotonically: glyphs keep their shapes.
  chart::Color before = 0;
  for (chart::Color grey = 0xFF; grey >= 0x11; --grey) {
    const chart::Color dark = recoloured(grey * 0x010101U, chart::Theme::light, chart::Theme::dark);
    EXPECT_GE((dark >> 16U) + 1, before >> 16U) << grey;
    before = dark;
  }
}

chart::Chart busy_chart(std::size_t months) {
  chart::Chart chart{"payments-api", "1,024 deployments · 12.4% failed", {}};
  for (std::size_t i = 0; i < months; ++i) {
    const auto period = model::advance(*model::parse_period("2021-01"), static_cast<int>(i));
    const auto count = static_cast<std::int64_t>(i * 37 % 91);
    chart.bars.push_back({period, {count, count / 7}, i + 2 > months});
  }
  return chart;
}

class RecolourTest : public testing::Test {
 protected:
  std::string drawn(const chart::Chart& chart, chart::Theme theme,
                    chart::PngMode mode = chart::PngMode::palette) {
    const gnuplot::GnuplotProgram gnuplot = gnuplot::find_gnuplot("gnuplot", run_.interrupt());
    const gnuplot::PngEncoder encoder = find_png_encoder(gnuplot, mode, run_.interrupt());
    gnuplot::GnuplotPool pool(
        {worker_command(gnuplot, folder_.path(), encoder), 1, std::chrono::minutes(2)},
        run_.interrupt());
    pool.start({0,
                script::gnuplot_script(chart, {.theme = theme}).writing("a.png"),
                "a.png",
                {1000, 500}});
    EXPECT_TRUE(pool.wait().ok);
    return files::read_file(folder_ / "a.png");
  }
  test::Picture decoded(const std::string& png) {
    return test::read_picture(folder_.write("decoded.png", png));
  }

  test::TemporaryFolder folder_;
  test::TestRun run_;
};

TEST_F(RecolourTest, LooksAsIfDrawnInTheOtherTheme) {
  for (const std::size_t months : {0U, 5U, 24U, 120U}) {
    const chart::Chart chart = busy_chart(months);
    const auto recoloured =
        recolour(drawn(chart, chart::Theme::light), chart::Theme::light, chart::Theme::dark);
    ASSERT_TRUE(recoloured);
    const test::Picture dark = decoded(*recoloured);
    const test::Picture wanted = decoded(drawn(chart, chart::Theme::dark));
    ASSERT_EQ(dark.rgb.size(), wanted.rgb.size());
    double sum = 0;
    std::size_t far = 0;
    for (std::size_t i = 0; i < dark.rgb.size(); ++i) {
      const int distance = std::abs(int{dark.rgb[i]} - int{wanted.rgb[i]});
      sum += distance;
      far += distance > 48 ? 1 : 0;
    }
    EXPECT_LT(sum / static_cast<double>(dark.rgb.size()), 0.6) << months << " months";
    EXPECT_LT(far, dark.rgb.size() / 2000) << months << " months";
  }
}

TEST_F(RecolourTest, ChangesNothingButThePalette) {
  const std::string light = drawn(busy_chart(24), chart::Theme::light);
  const std::string dark = recolour(light, chart::Theme::light, chart::Theme::dark).value();
  ASSERT_EQ(dark.size(), light.size());
  const std::size_t data = light.find("IDAT");
  EXPECT_EQ(dark.substr(data), light.substr(data));
  EXPECT_EQ(dark.substr(0, dark.find("PLTE")), light.substr(0, light.find("PLTE")));
  EXPECT_EQ(recolour(light, chart::Theme::light, chart::Theme::light).value().substr(data),
            light.substr(data));
}

TEST_F(RecolourTest, ReturnsNulloptWithoutAPalette) {
  const std::string light = drawn(busy_chart(24), chart::Theme::light, chart::PngMode::gnuplot);
  EXPECT_FALSE(recolour(light, chart::Theme::light, chart::Theme::dark));
}

TEST(Recolour, ReturnsNulloptIfItIsNotAPicture) {
  const std::vector<std::uint32_t> pixels(100, 0xFFFFFFFF);
  Encoder encoder(Folding::none);
  const std::string png(encoder.encode({pixels.data(), 10, 10, 10}));
  EXPECT_TRUE(recolour(png, chart::Theme::light, chart::Theme::dark));
  for (std::size_t size = 0; size < png.find("IDAT") - 4; ++size) {
    EXPECT_FALSE(recolour(png.substr(0, size), chart::Theme::light, chart::Theme::dark)) << size;
  }
  std::string wrong = png;
  wrong[png.find("PLTE") - 4] = '\x7F';  // A length of two thousand million.
  EXPECT_FALSE(recolour(wrong, chart::Theme::light, chart::Theme::dark));
  EXPECT_FALSE(recolour("<svg></svg>", chart::Theme::light, chart::Theme::dark));
}

}  // namespace
}  // namespace dora::png
