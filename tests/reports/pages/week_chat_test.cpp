// Tests the digest for chats: its size, its words, and that names cannot be markup or mentions.
#include "reports/pages/week_chat.h"

#include <algorithm>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace dora::pages {
namespace {

using testing::HasSubstr;
using testing::Not;

WeekPage week() {
  WeekPage page;
  page.file = "weekly/2026-W47";
  page.label = "2026-W47";
  page.file = "weekly/2026-W47";
  page.name = "Week 47 of 2026";
  page.sentence = {"a normal week",
                   "169 deployments, 7.7% failed, no significant change from 6.5% in the previous "
                   "week. 1 service newly "
                   "failing in production."};
  page.main_tier = "production";
  KeyFigure figure;
  figure.name = "Deployments";
  figure.value = "169";
  page.key_figures = {figure};
  WeekRow row;
  row.name = "payments-api";
  row.title = "Deploy payments-api 1.2";
  row.reference = "!12";
  row.url = "https://gitlab.example/-/merge_requests/12";
  row.still_failing = true;
  page.main_failed = {row};
  return page;
}

TEST(WeekChat, SaysTheWeekInAFewLines) {
  EXPECT_EQ(week_chat(week(), ChatFormat::markdown, "https://example.com/r/"),
            "**Week 47 of 2026: a normal week**\n"
            "169 deployments, 7.7% failed, no significant change from 6.5% in the previous week. 1 "
            "service newly failing in "
            "`production`.\n"
            "Deployments **169**\n"
            "Failed in `production`:\n"
            "- `payments-api` `Deploy payments-api 1.2` **still failing** "
            "[!12](<https://gitlab.example/-/merge_requests/12>)\n"
            "[The whole digest](<https://example.com/r/weekly/2026-W47.html>)\n");
  EXPECT_THAT(week_chat(week(), ChatFormat::slack, "https://example.com/r/"),
              HasSubstr("- `payments-api` `Deploy payments-api 1.2` *still failing* "
                        "<https://gitlab.example/-/merge_requests/12|!12>\n"
                        "<https://example.com/r/weekly/2026-W47.html|The whole digest>\n"));
}

TEST(WeekChat, HasAtMostTwelveLinesAndThreeThousandBytes) {
  WeekPage page = week();
  page.incomplete = true;
  page.key_figures.resize(4, page.key_figures[0]);
  page.main_failed.resize(500, page.main_failed[0]);
  for (WeekRow& row : page.main_failed) {
    row.name = std::string(255, '&');
    row.title = std::string(1000, '<');
    row.url = "https://gitlab.example/" + std::string(120, 'x');
  }
  for (const ChatFormat format : {ChatFormat::markdown, ChatFormat::slack}) {
    const std::string text = week_chat(page, format, "https://example.com/r/");
    EXPECT_LE(std::ranges::count(text, '\n'), static_cast<std::ptrdiff_t>(most_chat_lines));
    EXPECT_LE(text.size(), most_chat_bytes);
    EXPECT_THAT(text, HasSubstr(format == ChatFormat::markdown ? "and 495 more" : "and 497 more"))
        << "Slack's escapes take more room";
  }
}

TEST(WeekChat, KeepsNamesInert) {
  WeekPage page = week();
  page.main_failed[0].name = "<!channel> `@all` [x](y)";
  page.main_failed[0].title = "*bold* <https://evil|x>";
  page.main_failed[0].url = "https://gitlab.example/|x>";
  const std::string slack = week_chat(page, ChatFormat::slack, "");
  EXPECT_THAT(slack, Not(HasSubstr("<!channel>")));
  EXPECT_THAT(slack, HasSubstr("`&lt;!channel&gt; '@all' [x](y)` `*bold* &lt;https://evil|x&gt;`"));
  EXPECT_THAT(slack, Not(HasSubstr("gitlab.example")));
  EXPECT_THAT(week_chat(page, ChatFormat::markdown, ""),
              HasSubstr("- `<!channel> '@all' [x](y)` `*bold* <https://evil|x>`"));
}

TEST(WeekChat, KnowsThreeChats) {
  EXPECT_EQ(parse_chat_format("slack"), ChatFormat::slack);
  EXPECT_EQ(parse_chat_format("mattermost"), ChatFormat::markdown);
  EXPECT_EQ(parse_chat_format("markdown"), ChatFormat::markdown);
  EXPECT_EQ(parse_chat_format("teams"), std::nullopt);
}

}  // namespace
}  // namespace dora::pages
