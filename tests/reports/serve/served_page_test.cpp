// Tests what serving changes in a page.
#include "reports/serve/served_page.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace dora::serve {
namespace {

constexpr const char* page =
    "<!DOCTYPE html><html><head>\n"
    "<meta http-equiv=\"Content-Security-Policy\" content=\"form-action 'none'\">\n"
    "<meta name=\"referrer\" content=\"no-referrer\">\n<title>Old</title>\n</head>\n"
    "<body><header>Head</header><main id=\"content\"><p aria-current=\"page\">Old</p></main>"
    "<footer>Foot</footer></body></html>";

TEST(ServedPage, HasTheBoxAndTheServersPolicy) {
  const std::string served = with_question_box(page, "[box]");
  EXPECT_THAT(served, testing::HasSubstr("Head</header>[box]<main"));
  EXPECT_THAT(served, testing::HasSubstr("<script src=\"/-/ask.js\" defer></script>\n</head>"));
  EXPECT_THAT(served, testing::Not(testing::HasSubstr("<meta")));
  EXPECT_THAT(served, testing::HasSubstr("<footer>Foot</footer></body></html>"));
}

TEST(ServedPage, PutsTheBoxIntoPagesOfOtherTemplates) {
  EXPECT_EQ(with_question_box("<body class=a><main>x</main>", "[box]"),
            "<body class=a>[box]<main>x</main>");
  EXPECT_EQ(with_question_box("<body class=a>x", "[box]"), "<body class=a>[box]x");
  EXPECT_EQ(with_question_box("x", "[box]"), "[box]x");
  EXPECT_THAT(with_question_box("<head></head><pre><meta name=\"referrer\"></pre>", ""),
              testing::HasSubstr("<pre><meta name"))
      << "only the head's";
}

TEST(ServedPage, GivesAnAnswerTheFrameOfTheSite) {
  const std::string answer = with_content(page, "New", "<h1>New</h1>");
  EXPECT_THAT(answer, testing::HasSubstr("<title>New</title>"));
  EXPECT_THAT(answer, testing::HasSubstr("<main id=\"content\"><h1>New</h1></main>"));
  EXPECT_THAT(answer, testing::Not(testing::HasSubstr("Old")));
}

TEST(ServedPage, FindsThePictureOfAChart) {
  const char* service =
      "<picture><img src=\"../charts/b_deployment_metrics.svg\"></picture>"
      "<picture><source srcset=\"../charts/a_deployment_metrics.svg\">"
      "<img src=\"../charts/a_deployment_metrics.svg\" alt=\"A\"></picture>";
  EXPECT_EQ(picture_of(service, "a_deployment_metrics"),
            "<picture><source srcset=\"/charts/a_deployment_metrics.svg\">"
            "<img src=\"/charts/a_deployment_metrics.svg\" alt=\"A\"></picture>");
  EXPECT_EQ(picture_of(service, "c_deployment_metrics"), "");
}

}  // namespace
}  // namespace dora::serve
