// Tests the digest as one file: its contents, the links of its names, its security policy.
#include "reports/pages/single_file.h"

#include <algorithm>

#include <gtest/gtest.h>

#include "collector/base/error.h"
#include "collector/base/files/sha256.h"
#include "collector/base/text/base64.h"
#include "reports/templating/template_set.h"
#include "tests/reports/expect_error.h"
#include "tests/support/temporary_folder.h"

namespace dora::pages {
namespace {

class SingleFileTest : public testing::Test {
 protected:
  /// Three services with charts. The digest lists two of them among its first rows, one of those
  /// twice, and the last only as failed.
  SingleFileTest() {
    charts_.combined = picture("combined");
    for (const char* name : {"unnamed", "twice", "failed"}) {
      charts_.services.push_back(picture(name));
    }
    const WeekRow twice{"twice", "services/twice.html",      "", "",
                        "!1",    "https://gitlab.example/1", 1};
    const WeekRow failed{"failed", "services/failed.html",     "", "",
                         "!2",     "https://gitlab.example/2", 2};
    week_.name = "Week 5 of 2024";
    week_.label = "2024-W05";
    const WeekRow unnamed{"unnamed", "services/unnamed.html", "", "", "", "", 0};
    week_.sections = {{"newly-failing", "Newly failing", "2", "", {twice}, {unnamed}, "1"},
                      {"up", "More deployments", "1", "", {twice}, {}, ""},
                      {failed_section, "Failed deployments", "1", "", {failed}, {}, ""}};
    week_.comment.parts = {{"twice", false, true, twice.page},
                           {" and "},
                           {"failed", false, true, failed.page},
                           {" in "},
                           {"production", false, true}};
  }

  static std::string bytes_of(const std::string& name) { return "\x89PNG\r\n\x1a\n" + name; }

  inputs::ChartView picture(const std::string& name) const {
    inputs::ChartView view;
    view.shown = true;
    view.width = "1000";
    view.height = "500";
    view.alt = name + ": a chart";
    view.sources = {
        {folder_.write(name + ".png", bytes_of(name)).string(), files::sha256(bytes_of(name))}};
    return view;
  }

  SingleFile file(const std::string& site_url = "") const {
    SingleFile result;
    result.title = "All <of> it";
    result.site_url = site_url;
    result.style = style_;
    add_week(week_, charts_, result);
    return result;
  }

  std::string html(const std::string& site_url = "") const {
    return templating::TemplateSet().render("single_file", values_of(file(site_url)));
  }

  test::TemporaryFolder folder_;
  inputs::SiteCharts charts_;
  WeekPage week_;
  std::string style_ = "p { color: red }";
};

TEST_F(SingleFileTest, ContainsTheCombinedChartAndOneForEachListedService) {
  const SingleFile result = file();
  ASSERT_EQ(result.charts.size(), 2U);
  EXPECT_EQ(result.charts[0].source, "data:image/png;base64," + text::base64(bytes_of("combined")));
  EXPECT_EQ(result.charts[1].source, "data:image/png;base64," + text::base64(bytes_of("twice")));
  EXPECT_EQ(result.charts[1].name, "twice");
  EXPECT_NE(html().find("<img src=\"data:image/png;base64,iVBORw0KGgp0d2ljZQ==\" width=\"1000\" "
                        "height=\"500\" alt=\"twice: a chart\">"),
            std::string::npos)
      << html();
}

TEST_F(SingleFileTest, NamesLinkToEmbeddedChartsWithoutASiteAddress) {
  const SingleFile result = file();
  EXPECT_EQ(result.week.sections[0].rows[0].page, "#chart-1");
  EXPECT_EQ(result.week.sections[1].rows[0].page, "#chart-1");
  EXPECT_EQ(result.week.sections[2].rows[0].page, "");
  EXPECT_EQ(result.week.sections[0].further[0].page, "");
  std::vector<std::string> named;
  for (const CommentPart& part : result.week.comment.parts) {
    named.push_back(part.page);
  }
  EXPECT_EQ(named, (std::vector<std::string>{"#chart-1", "", "", "", ""}));
  const std::string text = html();
  EXPECT_NE(text.find("<figure id=\"chart-1\">\n<figcaption><bdi>twice</bdi></figcaption>"),
            std::string::npos);
  EXPECT_NE(text.find("<li><bdi>failed</bdi>"), std::string::npos);
  EXPECT_EQ(text.find("services/"), std::string::npos);
  EXPECT_EQ(text.find("weekly/"), std::string::npos);
  EXPECT_NE(text.find("href=\"https://gitlab.example/2\""), std::string::npos);
}

TEST_F(SingleFileTest, NamesLinkToTheSiteIfItsAddressIsKnown) {
  const std::string text = html("https://example.com/r/");
  for (const char* link : {"index.html", "weekly/2024-W05.html", "services/twice.html",
                           "services/failed.html", "services/unnamed.html"}) {
    EXPECT_NE(text.find("href=\"https://example.com/r/" + std::string(link) + "\""),
              std::string::npos)
        << link;
  }
  EXPECT_NE(text.find("<figcaption><a href=\"https://example.com/r/services/twice.html\">"),
            std::string::npos);
  EXPECT_NE(text.find("<p><a href=\"https://example.com/r/services/twice.html\"><bdi>twice</bdi>"),
            std::string::npos)
      << "in the comment";
}

TEST_F(SingleFileTest, AllowsOnlyItsOwnStyleByHash) {
  const std::string text = html();
  EXPECT_NE(text.find("<style>p { color: red }</style>"), std::string::npos);
  EXPECT_NE(text.find("content=\"default-src 'none'; img-src data:; style-src 'sha256-" +
                      text::base64(files::sha256_bytes(style_)) + "'; base-uri 'none';"),
            std::string::npos);
  EXPECT_EQ(text.find("<script"), std::string::npos);
  EXPECT_EQ(text.find("unsafe"), std::string::npos);
  EXPECT_NE(text.find("All &lt;of&gt; it"), std::string::npos);
}

TEST_F(SingleFileTest, AStyleCannotEndItsElement) {
  style_ = "a::after { content: \"</style><script>x</script>\" }\r\nb\rc";
  const std::string text = html();
  const std::string inside = "a::after { content: \"<\\/style><script>x<\\/script>\" }\nb\nc";
  EXPECT_NE(text.find("<style>" + inside + "</style>"), std::string::npos);
  EXPECT_NE(text.find(text::base64(files::sha256_bytes(inside))), std::string::npos);
}

TEST_F(SingleFileTest, SaysWhyAChartIsMissing) {
  charts_.services[1] = inputs::ChartView();
  charts_.services[1].reason = "it was not rendered";
  EXPECT_EQ(file().charts[1].source, "");
  EXPECT_NE(html().find("No chart: <span class=\"reason\">it was not rendered</span>"),
            std::string::npos);
}

TEST_F(SingleFileTest, SaysThatThereIsNoFullWeekAndThatItIsIncomplete) {
  week_ = WeekPage();
  week_.incomplete = true;
  EXPECT_NE(html().find("No full week yet."), std::string::npos);
  EXPECT_NE(html().find("<strong>Incomplete:</strong>"), std::string::npos);
  EXPECT_EQ(file().charts.size(), 1U);
}

TEST_F(SingleFileTest, MarksLightPicturesForDarkMode) {
  charts_.services[1].on_light = false;
  const std::string text = html();
  const auto drawn = [](const std::string& picture) {
    return "<img src=\"data:image/png;base64," + text::base64(bytes_of(picture));
  };
  EXPECT_NE(text.find("<div class=\"chart light\">" + drawn("combined")), std::string::npos);
  EXPECT_NE(text.find("<div class=\"chart\">" + drawn("twice")), std::string::npos);
}

TEST_F(SingleFileTest, NamesAnUnreadablePicture) {
  std::filesystem::remove(charts_.combined.sources.front().file);
  EXPECT_TRUE(test::fails_with({"combined.png"}, [&] { file(); }));
}

}  // namespace
}  // namespace dora::pages
