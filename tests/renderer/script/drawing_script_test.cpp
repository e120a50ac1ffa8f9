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

layout::Canvas drawing_with_head() {
  layout::Canvas drawing;
  const std::string title = "api";
  drawing.head = layout::head_layout({title, title, {}}, 72.5, 700, {800, 400});
  return drawing;
}

TEST(DrawingScript, PutsShapesWhereTheyAre) {
  layout::Canvas drawing = drawing_with_head();
  drawing.shapes.emplace_back(layout::Boxes{0xE45756, {{10, 20, 30, 50}}});
  drawing.shapes.emplace_back(layout::Strokes{0x252525, 1.5, {{{0, 0}, {1, 1}}, {{5, 5}, {6, 6}}}});
  drawing.shapes.emplace_back(layout::Dots{0x4C78A8, 0.6, layout::DotForm::triangle, {{7, 8}}});
  const std::string script = script_of(drawing);
  EXPECT_THAT(script, HasSubstr("set xrange [0:800]\nset yrange [0:400]\n"));
  EXPECT_THAT(script, HasSubstr("$d1 << EOD\n10.00 30.00 350.00 380.00\nEOD\n"));
  EXPECT_THAT(script,
              HasSubstr("$d2 << EOD\n0.00 400.00\n1.00 399.00\n\n5.00 395.00\n6.00 394.00\n"));
  EXPECT_THAT(script, HasSubstr("$d3 << EOD\n7.00 392.00\nEOD\n"));
  EXPECT_THAT(script, HasSubstr("plot $d1 using 1:3:1:2:3:4 notitle with boxxyerror linecolor rgb "
                                "'#E45756', \\\n  $d2 using 1:2 notitle with lines"));
}

TEST(DrawingScript, OmitsEmptyShapes) {
  layout::Canvas drawing = drawing_with_head();
  drawing.shapes.emplace_back(layout::Boxes{0xE45756, {}});
  drawing.shapes.emplace_back(layout::Dots{0x4C78A8, 0.6, layout::DotForm::disc, {{7, 8}}});
  const std::string script = script_of(drawing);
  EXPECT_THAT(script, HasSubstr("plot $d1 using 1:2 notitle with points"));
  EXPECT_THAT(script, Not(HasSubstr("E45756")));
}

TEST(DrawingScript, QuotesTexts) {
  layout::Canvas drawing = drawing_with_head();
  drawing.shapes.emplace_back(layout::Dots{0x4C78A8, 0.6, layout::DotForm::disc, {{7, 8}}});
  drawing.texts = {{{400, 200}, "it's `x`", layout::Align::right, 10, 0x123456}};
  EXPECT_THAT(script_of(drawing),
              HasSubstr("set label 101 'it'.\"'\".'s `x`' at screen 0.500000,0.500000 right front "
                        "noenhanced"));
}

}  // namespace
}  // namespace dora::script
