// Tests that only pictures are accepted that neither run nor load anything.
#include "reports/inputs/inert_picture.h"

#include <string>

#include <gtest/gtest.h>

namespace dora::inputs {
namespace {

std::string svg(const std::string& content) {
  return "<svg xmlns=\"http://www.w3.org/2000/svg\">" + content + "</svg>\n";
}

std::string style(const std::string& css) {
  return svg("<style>" + css + "</style>");
}

TEST(InertPicture, MayBeAnSvgAsTheRendererWritesIt) {
  for (const char* content :
       {"", "<title>a &amp; b</title><desc>&lt;img src=x onerror=alert(1)&gt;</desc>",
        "<marker id=\"d\" viewBox=\"-2-2 4 4\" markerWidth=\"4\" markerHeight=\"4\">"
        "<circle class=\"F f\" r=\"1.4\"/></marker>",
        "<svg class=\"w\" viewBox=\"0 0 1000 500\" font-size=\"13.3\">"
        "<path id=\"s0\" class=\"B\" stroke-width=\"25\" d=\"M88 278v-180M122 278v-17.5z\"/>"
        "<circle class=\"F\" stroke-width=\"1.8\" cx=\"936\" cy=\"115\" r=\"2.6\"/></svg>",
        "<svg class=\"n\" viewBox=\"0 0 360 360\" font-size=\"11.3\">"
        "<g transform=\"matrix(0.35 0 0 1.2e+03 -304.7 1e-05)\"><use href=\"#s0\"/></g></svg>",
        "<text class=\"G b e\" font-size=\"9\" x=\"12\" y=\"-44\">url(x) &amp;#117; \"'</text>",
        "<text class=\"H\"><tspan x=\"12\" y=\"22\">\xE6\x97\xA5</tspan><tspan "
        "x=\"3\">b</tspan></text>"}) {
    EXPECT_TRUE(is_inert_svg(svg(content))) << content;
  }
}

TEST(InertPicture, MayHaveAStyleAsTheRendererWritesIt) {
  EXPECT_TRUE(is_inert_svg(
      style("svg{font-family:system-ui,sans-serif}path,circle{fill:none;stroke:currentColor}"
            "text,.f{fill:currentColor;stroke:none}.x{shape-rendering:crispEdges}.d{marker:url(#d)}"
            ".b{font-weight:700}.m{text-anchor:middle}.B{color:#4c78a8}"
            "@media(prefers-color-scheme:dark){.B{color:#4e81b8}}"
            ".n{display:none}@media(max-width:540px){.n{display:inline}.w{display:none}}")));
}

TEST(InertPicture, HasNoStyleThatLoadsSomething) {
  for (const char* css : {"@import \"https://evil.example/\";",
                          "@import url(https://evil.example/);",
                          "@IMPORT url(#a);",
                          "@namespace svg url(#a);",
                          "@font-face{src:url(#a)}",
                          "@media{}@import(#a)",
                          "@media (x){}",
                          "a{fill:url(https://evil.example/)}",
                          "a{fill:url( #a)}",
                          "a{fill:url(\"#a\")}",
                          "a{fill:URL(#a)}",
                          "a{fill:u\\72l(#a)}",
                          "a{fill:&#117;rl(#a)}",
                          "a{fill:&amp;}",
                          "a{fill:image(#a)}",
                          "a{fill:src(#a)}",
                          "a{fill:url(#a)url(//evil.example/)}",
                          "a{content:'x'}",
                          "a{content:\"x\"}",
                          "/* a comment */",
                          "<script>alert(1)</script>",
                          "a{}<title>x</title>",
                          "<![CDATA[@import '//evil.example/';]]>",
                          "a{width:expression(alert(1))}",
                          "a{fill:red!important}",
                          "a[href]{}"}) {
    EXPECT_FALSE(is_inert_svg(style(css))) << css;
  }
}

TEST(InertPicture, IsNotAnSvgThatRunsOrLoadsSomething) {
  for (const char* content : {"<script>alert(1)</script>",
                              "<SCRIPT>alert(1)</SCRIPT>",
                              "<svg:script>x</svg:script>",
                              "<style type=\"x\"></style>",
                              "<style/><script/>",
                              "<g xml:base=\"https://evil.example/\"/>",
                              "<g onclick=\"alert(1)\"/>",
                              "<g ONCLICK=\"alert(1)\"/>",
                              "<g\tonload\n=\n\"alert(1)\"/>",
                              "<g transform='matrix(1)'/>",
                              "<g transform = \"matrix(1)\"/>",
                              "<g  transform=\"matrix(1)\"/>",
                              "<g transform=\"url(#a)\"/>",
                              "<g transform=\"matrix(1)url(#a)\"/>",
                              "<g transform=\"matrix(&#49;)\"/>",
                              "<g transform=\"rotate(1)\"/>",
                              "<g id=\"a\"/>",
                              "<a href=\"https://evil.example/\">x</a>",
                              "<a href=\"#x\">x</a>",
                              "<use href=\"https://evil.example/#a\"/>",
                              "<use href=\"//evil.example/#a\"/>",
                              "<use href=\"#a:b\"/>",
                              "<use xlink:href=\"#a\"/>",
                              "<use id=\"a\" href=\"#a\"/>",
                              "<path href=\"#a\"/>",
                              "<image href=\"x.png\"/>",
                              "<foreignObject/>",
                              "<iframe/>",
                              "<rect/>",
                              "<path fill=\"url(#a)\"/>",
                              "<path class=\"url(https://evil.example/)\"/>",
                              "<path class=\"&#117;rl\"/>",
                              "<path class=\"u\\72l\"/>",
                              "<path class=\"a\nb\"/>",
                              "<path style=\"fill:red\"/>",
                              "<svg xmlns=\"http://www.w3.org/1999/xhtml\"></svg>",
                              "<svg xmlns:x=\"http://www.w3.org/1999/xhtml\"></svg>",
                              "<svg width=\"10\"></svg>",
                              "<!-- a comment -->",
                              "<![CDATA[<script>]]>",
                              "<?xml-stylesheet href=\"x\"?>",
                              "<?php x?>",
                              "<animate attributeName=\"href\"/>",
                              "<set attributeName=\"onload\"/>",
                              "<title>&custom;</title>",
                              "<title>&#60;</title>",
                              "<title>a & b</title>",
                              "<title/",
                              "<title>",
                              "</title>",
                              "</svg><svg>",
                              "</svg>",
                              "<g onload=alert(1)>",
                              "<g transform=\"",
                              "<g transform",
                              "<",
                              "<g",
                              "<g /",
                              "< g/>",
                              "<g/ >",
                              "<g></g onclick=\"x\">",
                              "<g></ g>"}) {
    EXPECT_FALSE(is_inert_svg(svg(content))) << content;
  }
}

TEST(InertPicture, BeginsAndEndsAsTheRendererWritesIt) {
  ASSERT_TRUE(is_inert_svg(svg("")));
  for (const std::string& text :
       {std::string(), std::string("<svg></svg>\n"), std::string("<svg/>\n"),
        "<?xml version=\"1.0\"?>\n" + svg(""), "<!DOCTYPE svg>" + svg(""),
        "<!DOCTYPE svg [<!ENTITY a \"b\">]>" + svg(""), "\xEF\xBB\xBF" + svg(""), " " + svg(""),
        svg("") + " ", svg("") + svg(""), svg("").substr(0, svg("").size() - 2),
        std::string("<html><script>alert(1)</script></html>"),
        std::string("<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"></svg>\n")}) {
    EXPECT_FALSE(is_inert_svg(text)) << text;
  }
}

TEST(InertPicture, RecognisesAPngByItsSignature) {
  EXPECT_TRUE(is_png("\x89PNG\r\n\x1a\nrest"));
  for (const char* other : {"", "\x89PNG", "<html>", "GIF89a"}) {
    EXPECT_FALSE(is_png(other)) << other;
  }
}

}  // namespace
}  // namespace dora::inputs
