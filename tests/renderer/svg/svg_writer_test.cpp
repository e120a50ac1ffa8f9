// Tests how a drawing's shapes and texts are written as SVG.
#include "renderer/svg/svg_writer.h"

#include <gmock/gmock.h>

namespace dora::svg {
namespace {

using chart::Role;
using testing::HasSubstr;
using testing::Not;

layout::Canvas canvas(chart::Size size) {
  layout::Canvas canvas;
  canvas.size = size;
  return canvas;
}

std::string svg_of(const layout::Canvas& wide) {
  SvgWriter svg("title", "description");
  svg.add("w", wide);
  return svg.finish(540);
}

std::string svg_of(const layout::Canvas& wide, const layout::Canvas& narrow) {
  SvgWriter svg("title", "description");
  svg.add("w", wide);
  svg.add("n", narrow);
  return svg.finish(540);
}

TEST(SvgWriter, WritesBarsAsThickLines) {
  layout::Canvas wide = canvas({800, 400});
  wide.shapes.emplace_back(layout::Boxes{Role::failed, {{10, 20, 30, 50}, {40, 10, 60, 50}}});
  EXPECT_THAT(svg_of(wide), HasSubstr("stroke-width=\"20\" d=\"M20 50v-30M50 50v-40\"/>"));
}

TEST(SvgWriter, WritesBoxesOfDifferentWidthsAsBoxes) {
  layout::Canvas wide = canvas({800, 400});
  wide.shapes.emplace_back(layout::Boxes{Role::failed, {{10, 20, 30, 50}, {40, 10, 70, 50}}});
  EXPECT_THAT(svg_of(wide), HasSubstr("d=\"M10 50h20v-30h-20zM40 50h30v-40h-30z\"/>"));
}

TEST(SvgWriter, WritesLinesWithDots) {
  layout::Canvas wide = canvas({800, 400});
  wide.shapes.emplace_back(
      layout::Strokes{Role::line, 2, {{{1, 2}, {5, 2}, {5, 9}, {8, 3}}, {{20, 9}}}, 3});
  const std::string svg = svg_of(wide);
  EXPECT_THAT(svg, HasSubstr(" d\" stroke-width=\"2\" d=\"M1 2h4v7l3-6M20 9h0\"/>"));
  EXPECT_THAT(svg, HasSubstr("<marker id=\"d\""));
  EXPECT_THAT(svg, HasSubstr("r=\"1.5\"")) << "times the line's width";
}

TEST(SvgWriter, KeepsTheSumOfRoundedSteps) {
  layout::Canvas wide = canvas({800, 400});
  std::vector<layout::Point> line;
  for (int i = 0; i <= 10; ++i) {
    line.push_back({1.4 * i, 5.0 * (i % 2)});
  }
  wide.shapes.emplace_back(layout::Strokes{Role::line, 2, {line}});
  EXPECT_THAT(svg_of(wide), HasSubstr("d=\"M0 0l1 5 2-5 1 5 2-5 1 5 1-5 2 5 1-5 2 5 1-5\"/>"));
}

TEST(SvgWriter, RefersToShapesThatDifferInProportionsOnly) {
  const layout::Boxes bars{Role::successful, {{10, 20, 30, 50}, {40, 10, 60, 50}}};
  layout::Boxes smaller = bars;
  for (layout::Box& box : smaller.boxes) {
    box = {box.left / 2 + 3, box.top / 4 + 7, box.right / 2 + 3, box.bottom / 4 + 7};
  }
  layout::Canvas wide = canvas({800, 400});
  layout::Canvas narrow = canvas({360, 360});
  wide.shapes.emplace_back(bars);
  narrow.shapes.emplace_back(smaller);
  EXPECT_THAT(svg_of(wide, narrow),
              HasSubstr("<g transform=\"matrix(0.5 0 0 0.25 3 7)\"><use href=\"#s0\"/></g>"));
  smaller.boxes[1].top -= 2;
  narrow.shapes = {smaller};
  EXPECT_THAT(svg_of(wide, narrow), Not(HasSubstr("<use")));
  smaller.role = Role::failed;
  narrow.shapes = {smaller};
  EXPECT_THAT(svg_of(wide, narrow), Not(HasSubstr("<use")));
}

TEST(SvgWriter, JoinsTextsThatLookAlike) {
  layout::Canvas wide = canvas({800, 400});
  wide.texts = {{{10, 100}, "Jan", layout::Align::center},
                {{10, 115}, "2024", layout::Align::center},
                {{40, 100}, "Feb", layout::Align::center},
                {{5, 50}, "Title", layout::Align::left, 14, Role::title, true}};
  const std::string svg = svg_of(wide);
  EXPECT_THAT(svg, HasSubstr("<tspan x=\"10\" y=\"105\">Jan</tspan><tspan x=\"40\">Feb</tspan>"
                             "<tspan x=\"10\" y=\"120\">2024</tspan></text>"));
  EXPECT_THAT(svg, HasSubstr(" b\" font-size=\"18.7\" x=\"5\" y=\"57\">Title</text>"));
}

TEST(SvgWriter, EscapesTexts) {
  layout::Canvas wide = canvas({800, 400});
  wide.texts = {{{10, 100}, "<script>alert('x')</script> & ]]> \"q\""}};
  SvgWriter svg("</title><script>", "</desc><script>");
  svg.add("w", wide);
  const std::string text = svg.finish(540);
  EXPECT_THAT(text, HasSubstr("&lt;script&gt;alert('x')&lt;/script&gt; &amp; ]]&gt; \"q\"</text>"));
  EXPECT_THAT(text, HasSubstr("<title>&lt;/title&gt;&lt;script&gt;</title>"));
  EXPECT_THAT(text, HasSubstr("<desc>&lt;/desc&gt;&lt;script&gt;</desc>"));
  EXPECT_THAT(text, Not(HasSubstr("<script")));
}

TEST(SvgWriter, HasTheColoursOfBothThemes) {
  layout::Canvas wide = canvas({800, 400});
  wide.shapes.emplace_back(layout::Boxes{Role::failed, {{10, 20, 30, 50}}});
  EXPECT_THAT(svg_of(wide), HasSubstr(".C{color:#e45756}@media(prefers-color-scheme:dark){"
                                      ".C{color:#e25b5a}}"));
}

TEST(SvgWriter, HasAClassOfLettersForEveryRole) {
  for (int role = 0; role <= static_cast<int>(Role::on_heat_most); ++role) {
    layout::Canvas wide = canvas({800, 400});
    wide.shapes.emplace_back(layout::Boxes{static_cast<Role>(role), {{10, 20, 30, 50}}});
    EXPECT_THAT(svg_of(wide), testing::ContainsRegex("<path id=\"s0\" class=\"[A-Za-z]\" "))
        << role;
  }
}

}  // namespace
}  // namespace dora::svg
