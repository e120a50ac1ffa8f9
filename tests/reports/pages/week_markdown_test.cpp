// Tests the Markdown of a digest: its form, and that untrusted names have no meaning in it.
#include "reports/pages/week_markdown.h"

#include <gtest/gtest.h>

namespace dora::pages {
namespace {

WeekPage page_with(const WeekRow& row) {
  WeekPage page;
  page.name = "Week 5 of 2024";
  page.days = "29 January to 4 February 2024";
  KeyFigure figure;
  figure.name = "Failure rate";
  figure.value = "7.14%";
  figure.usual = {"median of 4 weeks:", "6.30%"};
  page.key_figures = {figure};
  page.sections = {{"failed", "Failed deployments", "3", "", {row}, {{}, {}}, "2"},
                   {"new", "New services", "0", "", {}, {}, ""}};
  return page;
}

TEST(WeekMarkdown, HasAListForEachSectionWithRows) {
  EXPECT_EQ(week_markdown(page_with({"payments", "", "production", "2024-02-01 10:00", "!123",
                                     "https://gitlab.example/-/merge_requests/123"}),
                          "platform/deployments", ""),
            "## Week 5 of 2024 (29 January to 4 February 2024) of `platform/deployments`\n"
            "\n"
            "- Failure rate: **7.14%**; median of 4 weeks: 6.30%\n"
            "\n"
            "### Failed deployments: 3\n"
            "\n"
            "- `payments` `production`: 2024-02-01 10:00 "
            "([!123](<https://gitlab.example/-/merge_requests/123>))\n"
            "- and 2 more\n");
}

TEST(WeekMarkdown, SaysThatItIsIncomplete) {
  WeekPage page = page_with({});
  EXPECT_EQ(week_markdown(page, "t", "").find("Incomplete"), std::string::npos);
  page.incomplete = true;
  EXPECT_NE(week_markdown(page, "t", "")
                .find("\n\n> **Incomplete:** merge requests could not be fetched"),
            std::string::npos);
}

TEST(WeekMarkdown, LinksToTheSiteIfItsAddressIsKnown) {
  WeekPage page = page_with({"a|b", "services/a_b~1.html", "t", "", "", ""});
  page.label = "2024-W05";
  page.file = "weekly/2024-W05";
  const std::string text = week_markdown(page, "t", "https://example.com/r/");
  EXPECT_EQ(text.find("## [Week 5 of 2024](<https://example.com/r/weekly/2024-W05.html>) ("), 0U);
  EXPECT_NE(text.find("- [`a|b`](<https://example.com/r/services/a_b~1.html>) `t`\n"),
            std::string::npos);
}

std::string line_of(const std::string& name) {
  const std::string text = week_markdown(page_with({name, "", "", "", "!1", ""}), "t", "");
  const std::size_t begin = text.find("3\n\n- ") + 3;
  return text.substr(begin, text.find('\n', begin) - begin);
}

TEST(WeekMarkdown, PutsNamesIntoCodeSpansThatTheyCannotEscape) {
  EXPECT_EQ(line_of("@all #1 <b> [x](y) **z**"), "- `@all #1 <b> [x](y) **z**` (`!1`)");
  EXPECT_EQ(line_of("a`b"), "- ``a`b`` (`!1`)");
  EXPECT_EQ(line_of("a``b`c"), "- ```a``b`c``` (`!1`)");
  EXPECT_EQ(line_of("`"), "- `` ` `` (`!1`)");
  EXPECT_EQ(line_of("`a"), "- `` `a `` (`!1`)");
  EXPECT_EQ(line_of("a`"), "- `` a` `` (`!1`)");
  EXPECT_EQ(line_of(" a "), "- `  a  ` (`!1`)");
}

}  // namespace
}  // namespace dora::pages
