// Tests what a mail says in its subject, its plain text and its HTML.
#include "reports/pages/mail_body.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "reports/templating/template_set.h"

namespace dora::pages {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

MailBody mail() {
  MailBody mail;
  mail.title = "platform/deployments";
  mail.collected_at = "23 November 2026";
  mail.week.name = "Week 47 of 2026";
  mail.week.file = "weekly/2026-W47";
  mail.week.sentence = {"a normal week", "169 deployments, 7.7% failed."};
  mail.week.main_tier = "production";
  for (int i = 1; i <= 7; ++i) {
    WeekRow row;
    row.name = "api-" + std::to_string(i);
    row.page = "services/" + row.name + ".html";
    row.title = "Deploy <1.2>";
    row.reference = "!12";
    row.url = "https://gitlab.example/-/merge_requests/12";
    mail.week.main_failed.push_back(row);
  }
  mail.attention = {
      {"search", "services/search.html", {{"Quiet", "quiet", "no deployment", "", "", "staging"}}}};
  mail.attention_count = "1";
  return mail;
}

std::string html_of(const MailBody& mail) {
  return templating::TemplateSet("").render("mail_body", values_of(mail));
}

TEST(MailBodyTest, SubjectSaysWhichWeekAndWhatKind) {
  MailBody some = mail();
  EXPECT_EQ(mail_subject(some), "platform/deployments: week 47 of 2026, a normal week");
  some.week.sentence.kind.clear();
  EXPECT_EQ(mail_subject(some), "platform/deployments: week 47 of 2026");
  some.week.name.clear();
  EXPECT_EQ(mail_subject(some), "platform/deployments: no full week yet");
}

TEST(MailBodyTest, TextIsPlain) {
  MailBody some = mail();
  some.site_url = "https://example.com/r/";
  EXPECT_EQ(mail_text(some),
            "Deployment report of platform/deployments\n\n"
            "Week 47 of 2026: a normal week\n"
            "169 deployments, 7.7% failed.\n\n"
            "Failed in production:\n"
            "- api-1 Deploy <1.2> !12: https://gitlab.example/-/merge_requests/12\n"
            "- api-2 Deploy <1.2> !12: https://gitlab.example/-/merge_requests/12\n"
            "- api-3 Deploy <1.2> !12: https://gitlab.example/-/merge_requests/12\n"
            "- api-4 Deploy <1.2> !12: https://gitlab.example/-/merge_requests/12\n"
            "- api-5 Deploy <1.2> !12: https://gitlab.example/-/merge_requests/12\n"
            "and 2 more\n"
            "The whole digest: https://example.com/r/weekly/2026-W47.html\n\n"
            "Needs attention: 1\n"
            "- search: Quiet, no deployment, in staging\n\n"
            "Collected on 23 November 2026\n");
  EXPECT_THAT(mail_text(some), StartsWith(std::string(mail_text_begin)));
}

TEST(MailBodyTest, LinksToTheSiteIfItsAddressIsKnown) {
  MailBody some = mail();
  EXPECT_THAT(html_of(some), AllOf(Not(HasSubstr("services/api-1.html")), HasSubstr("And 2 more"),
                                   HasSubstr("Deploy &lt;1.2&gt;"), Not(HasSubstr("<img"))));
  some.site_url = "https://example.com/r/";
  some.picture = "https://example.com/r/charts/x.png";
  EXPECT_THAT(html_of(some), AllOf(HasSubstr("href=\"https://example.com/r/services/api-1.html\""),
                                   HasSubstr("href=\"https://example.com/r/services/search.html\""),
                                   HasSubstr("href=\"https://example.com/r/weekly/2026-W47.html\""),
                                   HasSubstr("<img src=\"https://example.com/r/charts/x.png\"")));
}

TEST(MailBodyTest, SaysThatThereIsNoFullWeek) {
  MailBody some = mail();
  some.week = {};
  some.attention.clear();
  EXPECT_THAT(html_of(some), HasSubstr("No full week yet"));
  EXPECT_THAT(mail_text(some), HasSubstr("No full week yet."));
}

// Gmail cuts off what is longer, with names of the greatest length and all that can be shown.
TEST(MailBodyTest, StaysBelowItsLimit) {
  MailBody some = mail();
  some.site_url = "https://example.com/" + std::string(500, 'r') + "/";
  for (WeekRow& row : some.week.main_failed) {
    row.name = row.title = row.author = std::string(1000, '<');
    row.page = std::string(200, 'x');
  }
  some.attention = std::vector<AttentionRow>(
      20, {std::string(1000, '<'), std::string(200, 'x'),
           std::vector<Reason>(
               5, {"Quiet", "quiet", std::string(200, 'x'), "", "", std::string(255, '<')})});
  EXPECT_LT(html_of(some).size(), mail_body_limit);
}

}  // namespace
}  // namespace dora::pages
