// Tests how a drawing's shapes and texts are written to a script.
#include "renderer/script/drawing_script.h"

#include <gmock/gmock.h>

namespace dora::script {
namespace {

using testing::HasSubstr;
using testing::Not;

std::string script_of(const layout::Canvas& drawing) {
  const chart::PictureStyle style{.size = {800, 400}};
  ScriptWriter script{style};
  put_drawing(script, drawing);
  return fmt::to_string(script.text);
}

layout::Canvas canvas() {
  layout::Canvas canvas;
  canvas.size = {800, 400};
  return canvas;
}

TEST(DrawingScript, PutsShapesWhereTheyAre) {
  layout::Canvas drawing = canvas();
  drawing.shapes.emplace_back(layout::Boxes{chart::Role::failed, {{10, 20, 30, 50}}});
  drawing.shapes.emplace_back(
      layout::Areas{chart::Role::band, {{{0, 0}, {1, 0}, {1, 1}}, {{5, 5}, {6, 5}, {6, 6}}}});
  drawing.shapes.emplace_back(
      layout::Strokes{chart::Role::line, 1.5, {{{0, 0}, {1, 1}}, {{5, 5}, {6, 6}}}});
  drawing.shapes.emplace_back(layout::Strokes{chart::Role::line, 1.5, {{{7, 8}}}, 3});
  drawing.shapes.emplace_back(layout::Rings{chart::Role::line, 1, 3, {{9, 8}}});
  const std::string script = script_of(drawing);
  EXPECT_THAT(script, HasSubstr("set xrange [0:800]\nset yrange [400:0]\n"));
  EXPECT_THAT(script, HasSubstr("$d1 << EOD\n10.00 30.00 50.00 20.00\nEOD\n"));
  EXPECT_THAT(script, HasSubstr("$d2 << EOD\n0.00 0.00\n1.00 0.00\n1.00 1.00\n\n5.00 5.00\n"));
  EXPECT_THAT(script, HasSubstr("$d3 << EOD\n0.00 0.00\n1.00 1.00\n\n5.00 5.00\n6.00 6.00\n"));
  EXPECT_THAT(script, HasSubstr("$d4 << EOD\n7.00 8.00\n\nEOD\n"));
  EXPECT_THAT(script, HasSubstr("plot $d1 using 1:3:1:2:3:4 notitle with boxxyerror linecolor rgb "
                                "'#E45756', \\\n  $d2 using 1:2 notitle with filledcurves closed"));
  EXPECT_THAT(script, HasSubstr("with lines linewidth 1.500"));
  EXPECT_THAT(script, HasSubstr("with linespoints pointtype 7 pointsize 1.000 linewidth 1.500"));
  EXPECT_THAT(script, HasSubstr("with points pointtype 6 pointsize 1.000"));
}

TEST(DrawingScript, OmitsEmptyShapes) {
  layout::Canvas drawing = canvas();
  drawing.shapes.emplace_back(layout::Boxes{chart::Role::failed, {}});
  drawing.shapes.emplace_back(layout::Rings{chart::Role::line, 1, 3, {{7, 8}}});
  const std::string script = script_of(drawing);
  EXPECT_THAT(script, HasSubstr("plot $d1 using 1:2 notitle with points"));
  EXPECT_THAT(script, Not(HasSubstr("E45756")));
}

TEST(DrawingScript, PlotsSomethingWhateverItHas) {
  EXPECT_THAT(script_of(canvas()), HasSubstr("\nplot NaN notitle\n"));
}

TEST(DrawingScript, ReadsPlainTextsFromData) {
  layout::Canvas drawing = canvas();
  drawing.texts = {{{400, 200}, "Jan", layout::Align::center},
                   {{500, 200}, "1,000", layout::Align::center},
                   {{10, 20}, "successful", layout::Align::left, 10, chart::Role::title, true}};
  const std::string script = script_of(drawing);
  EXPECT_THAT(script, HasSubstr("400.00 200.00 \"Jan\"\n500.00 200.00 \"1,000\"\nEOD\n"));
  EXPECT_THAT(script, HasSubstr("using 1:2:3 notitle with labels center noenhanced textcolor"));
  EXPECT_THAT(script, HasSubstr("with labels left noenhanced font 'DejaVu Sans:Bold,10.00'"));
  EXPECT_THAT(script, Not(HasSubstr("set label")));
}

TEST(DrawingScript, QuotesOtherTexts) {
  layout::Canvas drawing = canvas();
  for (const char* text : {"it's `x`", "a\"b", "x\\", "#x", "{a}", "@x", "日本", "$d1"}) {
    drawing.texts = {{{400, 200}, text, layout::Align::right, 10, chart::Role::figures}};
    EXPECT_THAT(script_of(drawing),
                HasSubstr("set label " + quoted(text) + " at 400.00,200.00 front right noenhanced"))
        << text;
  }
}

}  // namespace
}  // namespace dora::script
