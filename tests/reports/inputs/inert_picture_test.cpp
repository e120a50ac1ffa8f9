// Tests that only pictures are accepted that neither run nor load anything.
#include "reports/inputs/inert_picture.h"

#include <string>

#include <gtest/gtest.h>

namespace dora::inputs {
namespace {

std::string svg(const std::string& content) {
  return "<?xml version=\"1.0\" encoding=\"utf-8\" standalone=\"no\"?>\n"
         "<svg \n width=\"10\" height=\"5\"\n xmlns:xlink=\"http://www.w3.org/1999/xlink\"\n>\n" +
         content + "</svg>\n";
}

TEST(InertPicture, MayBeAnSvgAsGnuplotWritesIt) {
  for (const char* content :
       {"", "<title>chart</title>\n<desc>Produced by GNUPLOT </desc>",
        "<defs><circle id='gpDot' r='0.5' stroke='currentColor'/></defs>",
        "<use xlink:href='#gpPt5' fill='currentColor'/>",
        "<g transform='translate(1.00,2.00) rotate(-90.00) scale(0.5)'/>",
        "<text filter='url(#textbox)'> &lt;img src=x onerror=alert(1)&gt; </text>",
        "<g font-family=\"DejaVu Sans&#44;Verdana&#44;sans-serif\"/>",
        "<g fill=\"none\" color=\"white\" stroke=\"rgb( 53,  53,  53)\"><path d='M1,2 L3,4 "
        "Z'/></g>"}) {
    EXPECT_TRUE(is_inert_svg(svg(content))) << content;
  }
}

TEST(InertPicture, IsNotAnSvgThatRunsOrLoadsSomething) {
  for (const char* content : {"<script>alert(1)</script>",
                              "<SCRIPT>alert(1)</SCRIPT>",
                              "<svg:script>x</svg:script>",
                              "<g xml:base='https://evil.example/'/>",
                              "<g onclick='alert(1)'/>",
                              "<g ONCLICK='alert(1)'/>",
                              "<g\tonload\n=\n\"alert(1)\"/>",
                              "<a xlink:href='https://evil.example/'>x</a>",
                              "<use xlink:href='https://evil.example/#a'/>",
                              "<use href='//evil.example/#a'/>",
                              "<image xlink:href='x.png'/>",
                              "<foreignObject/>",
                              "<iframe/>",
                              "<rect fill='url(https://evil.example/)'/>",
                              "<rect fill='&#117;rl(https://evil.example/)'/>",
                              "<rect fill='URL(https://evil.example/)'/>",
                              "<rect fill='u\\72l(https://evil.example/)'/>",
                              "<rect fill='image(\"https://evil.example/\")'/>",
                              "<rect fill='url(#a) src(\"https://evil.example/\")'/>",
                              "<rect style='fill:red'/>",
                              "<style>@import 'https://evil.example/';</style>",
                              "<!-- a comment -->",
                              "<![CDATA[<script>]]>",
                              "<?xml-stylesheet href='x'?>",
                              "<animate attributeName='href'/>",
                              "<set attributeName='onload'/>",
                              "<g onload=alert(1)>",
                              "<g a='",
                              "<",
                              "<g",
                              "<g /",
                              "</g onclick='x'>"}) {
    EXPECT_FALSE(is_inert_svg(svg(content))) << content;
  }
  EXPECT_FALSE(is_inert_svg("<svg></svg>"));
  EXPECT_FALSE(is_inert_svg("<!DOCTYPE svg [<!ENTITY a \"b\">]><svg/>"));
  EXPECT_FALSE(is_inert_svg("<html><script>alert(1)</script></html>"));
  EXPECT_FALSE(is_inert_svg(""));
}

TEST(InertPicture, RecognisesAPngByItsSignature) {
  EXPECT_TRUE(is_png("\x89PNG\r\n\x1a\nrest"));
  for (const char* other : {"", "\x89PNG", "<html>", "GIF89a"}) {
    EXPECT_FALSE(is_png(other)) << other;
  }
}

}  // namespace
}  // namespace dora::inputs
