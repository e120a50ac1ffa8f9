// Tests that characters without a font leave charts readable.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/renderer/render_stage.h"
#include "tests/support/picture.h"

namespace dora::renderer {
namespace {

using testing::HasSubstr;
using testing::Not;
using RenderFonts = test::RenderStage;

/// Counts the pixels darker than a chart's text is on average.
int dark_pixels(const test::Picture& picture) {
  int dark = 0;
  for (std::size_t i = 0; i + 2 < picture.rgb.size(); i += 3) {
    dark += picture.rgb[i] + picture.rgb[i + 1] + picture.rgb[i + 2] < 3 * 128 ? 1 : 0;
  }
  return dark;
}

// U+0378 and U+0379 are not assigned, so no font has them (https://www.unicode.org/charts, 0370).
constexpr const char* unassigned = R"({"launch \u0378": {"2024-01": 4, "2024-02": 5}})";
constexpr const char* plain = R"({"launch x": {"2024-01": 4, "2024-02": 5}})";

TEST_F(RenderFonts, DrawsACharacterWithoutAFontAsItsCode) {
  ASSERT_EQ(render_text(plain), base::ExitCode::done);
  const int expected = dark_pixels(test::read_picture(options_.out / index().charts[1].file));
  ASSERT_EQ(render_text(unassigned), base::ExitCode::done);
  const chart::ChartEntry entry = index().charts[1];
  EXPECT_NEAR(dark_pixels(test::read_picture(options_.out / entry.file)), expected, 1000);
  EXPECT_THAT(run_.shown(), HasSubstr("warning: PNG charts show names or codes instead of 1 "
                                      "character for which no font is installed"));
}

TEST_F(RenderFonts, IsReadableAsATierAndAsARowOfTheHeatmap) {
  const auto deployment = [](const std::string& tier) {
    return R"({"deployment_time": "2024-01-03T10:11:12.000Z", "deployment_status": "successful",)"
           R"( "tier": ")" +
           tier + R"(", "iid": 1, "finished_time": "2024-01-03T11:00:00.000Z"})";
  };
  folder_.write("service_deployments.json",
                R"({"launch \u0378": [)" + deployment("a \\u0379") + ", " + deployment("b") + "]}");
  ASSERT_EQ(render_text(R"({"launch \u0378": {"2024-01": 2}})"), base::ExitCode::done);
  EXPECT_GT(index().charts.size(), 3U);
  for (const chart::ChartEntry& entry : index().charts) {
    const test::Picture picture = test::read_picture(options_.out / entry.file);
    EXPECT_LT(dark_pixels(picture), picture.width * picture.height / 10) << entry.file;
  }
  EXPECT_THAT(run_.shown(), HasSubstr("2 characters"));
}

TEST_F(RenderFonts, KeepsTheNameInTheSvgAndInTheIndex) {
  options_.svg = true;
  ASSERT_EQ(render_text(unassigned), base::ExitCode::done);
  const chart::ChartEntry entry = index().charts[1];
  EXPECT_EQ(entry.service, "launch \u0378");
  EXPECT_THAT(entry.alt, HasSubstr("launch \u0378"));
  for (const chart::ChartVariant& variant : entry.variants) {
    if (variant.format == chart::PictureFormat::svg) {
      EXPECT_THAT(file(variant.file), AllOf(HasSubstr("launch \u0378"), Not(HasSubstr("U+0378"))));
    }
  }
}

TEST_F(RenderFonts, FindsChartsWithReplacedCharactersUpToDate) {
  ASSERT_EQ(render_text(unassigned), base::ExitCode::done);
  ASSERT_EQ(render_text(unassigned), base::ExitCode::done);
  EXPECT_THAT(run_.shown(), HasSubstr("2 of 2 charts were up to date"));
}

}  // namespace
}  // namespace dora::renderer
