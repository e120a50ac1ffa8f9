// Tests that a recoloured chart is what the same chart drawn in the other theme is.
#include "renderer/recolour.h"

#include <cstdlib>

#include <gtest/gtest.h>

#include "collector/base/atomic_file.h"
#include "renderer/gnuplot_pool.h"
#include "renderer/gnuplot_program.h"
#include "renderer/gnuplot_script.h"
#include "renderer/png/encoder.h"
#include "tests/renderer/test_run.h"
#include "tests/support/picture.h"
#include "tests/support/temporary_folder.h"

namespace dora::renderer {
namespace {

TEST(Recoloured, KeepsTheRolesOfColours) {
  for (std::size_t i = 0; i < role_count; ++i) {
    EXPECT_EQ(recoloured(light_colors[i], Theme::light, Theme::dark), dark_colors[i]) << i;
    EXPECT_EQ(recoloured(dark_colors[i], Theme::dark, Theme::light), light_colors[i]) << i;
  }
}

TEST(Recoloured, KeepsBlendsBetweenTheirColours) {
  // Half a bar, half background: the same of the dark theme, within what rounding makes.
  const Color half = recoloured(0xA5BBD3, Theme::light, Theme::dark);
  EXPECT_NEAR(static_cast<double>(half >> 16U), (0x4E + 0x14) / 2.0, 8);
  EXPECT_NEAR(static_cast<double>(half >> 8U & 0xFFU), (0x81 + 0x18) / 2.0, 8);
  EXPECT_NEAR(static_cast<double>(half & 0xFFU), (0xB8 + 0x1D) / 2.0, 8);
}

TEST(Recoloured, TurnsDarkerInkIntoLighterInk) {
  // What is darker on white is lighter on dark, without a step back: glyphs keep their shapes.
  Color before = 0;
  for (Color grey = 0xFF; grey >= 0x11; --grey) {
    const Color dark = recoloured(grey * 0x010101U, Theme::light, Theme::dark);
    EXPECT_GE((dark >> 16U) + 1, before >> 16U) << grey;
    before = dark;
  }
}

chart::Chart busy_chart(std::size_t months) {
  chart::Chart chart{"payments-api", "1,024 deployments · 12.4 % failed", {}};
  for (std::size_t i = 0; i < months; ++i) {
    const auto period = model::advance(*model::parse_period("2021-01"), static_cast<int>(i));
    const auto count = static_cast<std::int64_t>(i * 37 % 91);
    chart.bars.push_back({period, {count, count / 7}, i + 2 > months});
  }
  return chart;
}

class RecolourTest : public testing::Test {
 protected:
  std::string drawn(const chart::Chart& chart, Theme theme, PngMode mode = PngMode::palette) {
    const GnuplotProgram gnuplot = find_gnuplot("gnuplot", run_.interrupt());
    const PngEncoder encoder = find_png_encoder(gnuplot, mode, run_.interrupt());
    GnuplotPool pool({worker_command(gnuplot, folder_.path(), encoder), 1, std::chrono::minutes(2)},
                     run_.interrupt());
    pool.start({0,
                gnuplot_script(chart, {.theme = theme}, "a.png"),
                "a.png",
                PictureFormat::png,
                {1000, 500}});
    EXPECT_TRUE(pool.wait().ok);
    return base::read_file(folder_ / "a.png");
  }
  test::Picture decoded(const std::string& png) {
    return test::read_picture(folder_.write("decoded.png", png));
  }

  test::TemporaryFolder folder_;
  test::TestRun run_;
};

TEST_F(RecolourTest, LooksAsIfItWereDrawn) {
  for (const std::size_t months : {0U, 5U, 24U, 120U}) {
    const chart::Chart chart = busy_chart(months);
    const auto recoloured = recolour(drawn(chart, Theme::light), Theme::light, Theme::dark);
    ASSERT_TRUE(recoloured);
    const test::Picture dark = decoded(*recoloured);
    const test::Picture wanted = decoded(drawn(chart, Theme::dark));
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
  const std::string light = drawn(busy_chart(24), Theme::light);
  const std::string dark = recolour(light, Theme::light, Theme::dark).value();
  ASSERT_EQ(dark.size(), light.size());
  const std::size_t data = light.find("IDAT");
  EXPECT_EQ(dark.substr(data), light.substr(data));
  EXPECT_EQ(dark.substr(0, dark.find("PLTE")), light.substr(0, light.find("PLTE")));
  EXPECT_EQ(recolour(light, Theme::light, Theme::light).value().substr(data), light.substr(data));
}

TEST_F(RecolourTest, GivesNothingWithoutAPalette) {
  const std::string light = drawn(busy_chart(24), Theme::light, PngMode::gnuplot);
  EXPECT_FALSE(recolour(light, Theme::light, Theme::dark));
}

TEST(Recolour, GivesNothingForWhatIsNoPicture) {
  const std::vector<std::uint32_t> pixels(100, 0xFFFFFFFF);
  png::Encoder encoder(png::Folding::none);
  const std::string png(encoder.encode({pixels.data(), 10, 10, 10}));
  EXPECT_TRUE(recolour(png, Theme::light, Theme::dark));
  for (std::size_t size = 0; size < png.find("IDAT") - 4; ++size) {
    EXPECT_FALSE(recolour(png.substr(0, size), Theme::light, Theme::dark)) << size;
  }
  std::string wrong = png;
  wrong[png.find("PLTE") - 4] = '\x7F';  // A length of two thousand million.
  EXPECT_FALSE(recolour(wrong, Theme::light, Theme::dark));
  EXPECT_FALSE(recolour("<svg></svg>", Theme::light, Theme::dark));
}

}  // namespace
}  // namespace dora::renderer
