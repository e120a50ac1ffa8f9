// Tests the messages for chats: their structure, their limits, and that names stay text.
#include "reports/chats/message.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidjson/document.h>

#include "reports/pages/week_chat.h"
#include "tests/support/hostile_names.h"

namespace dora::chats {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

rapidjson::Document parsed(const std::string& text) {
  rapidjson::Document document;
  document.Parse(text.c_str(), text.size());
  EXPECT_FALSE(document.HasParseError()) << text;
  return document;
}

/// Whatever the order of members.
testing::AssertionResult is_json(const std::string& text, const char* expected) {
  return parsed(text) == parsed(expected) ? testing::AssertionSuccess()
                                          : testing::AssertionFailure() << text;
}

pages::KeyFigure key_figure(const std::string& name, const std::string& value,
                            const std::string& change = "") {
  pages::KeyFigure figure;
  figure.name = name;
  figure.value = value;
  figure.change = change;
  return figure;
}

Digest digest() {
  Digest digest;
  pages::WeekPage& page = digest.week;
  page.label = "2026-W47";
  page.file = "weekly/2026-W47";
  page.name = "Week 47 of 2026";
  page.sentence = {"a normal week",
                   "169 deployments, 7.7% failed. 1 service newly failing in "
                   "production."};
  page.main_tier = "production";
  page.key_figures = {key_figure("Deployments", "169"),
                      key_figure("Failure rate", "<0.1%", "up 1.2 points on the week before")};
  pages::WeekRow row;
  row.name = "payments-api";
  row.title = "Deploy 1.2";
  row.reference = "!12";
  row.url = "https://gitlab.example/-/merge_requests/12";
  row.still_failing = true;
  page.main_failed = {row};
  digest.title = "platform/deployments";
  digest.site_url = "https://example.com/r/";
  digest.picture_url = "https://example.com/r/charts/deployment_metrics.png";
  digest.picture_alt = "Deployments of all services";
  return digest;
}

/// Names no link, picture or failure.
Digest bare_digest() {
  Digest bare = digest();
  bare.site_url = "";
  bare.picture_url = "";
  bare.title = "";
  bare.week.main_failed.clear();
  bare.week.incomplete = true;
  return bare;
}

TEST(ChatMessage, OfSlackHasBlocksAndATextForNotifications) {
  EXPECT_TRUE(is_json(slack_message(digest()), R"json({
    "text": "*Week 47 of 2026: a normal week*\n169 deployments, 7.7% failed. 1 service newly failing in `production`.",
    "unfurl_links": false, "unfurl_media": false,
    "blocks": [
      {"type": "context", "elements": [
        {"type": "mrkdwn", "text": "`platform/deployments`", "verbatim": true}]},
      {"type": "section", "text": {"type": "mrkdwn", "verbatim": true,
        "text": "*Week 47 of 2026: a normal week*\n169 deployments, 7.7% failed. 1 service newly failing in `production`.\nDeployments *169* · Failure rate *&lt;0.1%*\nFailed in `production`:\n- `payments-api` `Deploy 1.2` *still failing* <https://gitlab.example/-/merge_requests/12|!12>\n<https://example.com/r/weekly/2026-W47.html|The whole digest>\n"}},
      {"type": "image", "image_url": "https://example.com/r/charts/deployment_metrics.png",
       "alt_text": "Deployments of all services"}]})json"));
  EXPECT_TRUE(is_json(slack_message(bare_digest()), R"json({
    "text": "*Week 47 of 2026: a normal week*\n169 deployments, 7.7% failed. 1 service newly failing in `production`.",
    "unfurl_links": false, "unfurl_media": false,
    "blocks": [
      {"type": "section", "text": {"type": "mrkdwn", "verbatim": true,
        "text": "*Week 47 of 2026: a normal week*\n169 deployments, 7.7% failed. 1 service newly failing in `production`.\n*Incomplete:* some merge requests could not be fetched, so figures may be wrong.\nDeployments *169* · Failure rate *&lt;0.1%*\n"}}]})json"));
}

TEST(ChatMessage, OfMattermostHasMarkdownAndAnAttachment) {
  EXPECT_TRUE(is_json(mattermost_message(digest()), R"json({
    "text": "**Week 47 of 2026: a normal week** · `platform/deployments`\n169 deployments, 7.7% failed. 1 service newly failing in `production`.",
    "attachments": [{
      "fallback": "Week 47 of 2026: a normal week · Deployments 169 · Failure rate <0.1%",
      "color": "#607d8b",
      "title": "The whole digest", "title_link": "https://example.com/r/weekly/2026-W47.html",
      "text": "Failed in `production`:\n- `payments-api` `Deploy 1.2` **still failing** [!12](<https://gitlab.example/-/merge_requests/12>)",
      "fields": [{"short": true, "title": "Deployments", "value": "169"},
        {"short": true, "title": "Failure rate", "value": "<0.1%, up 1.2 points on the week before"}],
      "image_url": "https://example.com/r/charts/deployment_metrics.png"}]
})json"));
  Digest worse = bare_digest();
  worse.week.key_figures[1].worse = true;
  EXPECT_TRUE(is_json(mattermost_message(worse), R"json({
    "text": "**Week 47 of 2026: a normal week**\n169 deployments, 7.7% failed. 1 service newly failing in `production`.\n**Incomplete:** some merge requests could not be fetched, so figures may be wrong.",
    "attachments": [{
      "fallback": "Week 47 of 2026: a normal week · Deployments 169 · Failure rate <0.1%",
      "color": "#c62828",
      "fields": [{"short": true, "title": "Deployments", "value": "169"},
        {"short": true, "title": "Failure rate", "value": "<0.1%, up 1.2 points on the week before"}]}]})json"));
}

TEST(ChatMessage, OfTeamsIsAnAdaptiveCard) {
  EXPECT_TRUE(is_json(teams_message(digest()), R"json({
    "type": "message",
    "attachments": [{
      "contentType": "application/vnd.microsoft.card.adaptive",
      "content": {
        "$schema": "http://adaptivecards.io/schemas/adaptive-card.json",
        "type": "AdaptiveCard", "version": "1.4", "msteams": {"width": "Full"},
        "body": [
          {"type": "TextBlock", "text": "Week 47 of 2026: a normal week", "weight": "Bolder", "wrap": true},
          {"type": "RichTextBlock", "inlines": [
            {"type": "TextRun", "text": "platform/deployments", "fontType": "Monospace"}]},
          {"type": "RichTextBlock", "inlines": [
            {"type": "TextRun", "text": "169 deployments, 7.7% failed. 1 service newly failing in production."}]},
          {"type": "FactSet", "facts": [
            {"title": "Deployments", "value": "169"},
            {"title": "Failure rate", "value": "<0.1%, up 1.2 points on the week before"}]},
          {"type": "RichTextBlock", "inlines": [{"type": "TextRun", "text": "Failed in production:"}]},
          {"type": "RichTextBlock", "inlines": [
            {"type": "TextRun", "text": "payments-api", "fontType": "Monospace"},
            {"type": "TextRun", "text": " Deploy 1.2"},
            {"type": "TextRun", "text": " (still failing)"},
            {"type": "TextRun", "text": " !12", "selectAction": {
              "type": "Action.OpenUrl", "url": "https://gitlab.example/-/merge_requests/12"}}]
},
          {"type": "Image", "url": "https://example.com/r/charts/deployment_metrics.png",
           "altText": "Deployments of all services"}],
        "actions": [{"type": "Action.OpenUrl", "title": "The whole digest",
          "url": "https://example.com/r/weekly/2026-W47.html"}]
}
}]
})json"));
  EXPECT_THAT(teams_message(bare_digest()),
              AllOf(Not(HasSubstr("\"actions\"")), Not(HasSubstr("\"Image\"")),
                    HasSubstr("Incomplete: some merge requests")));
}

/// Everything as long as it may be, and of characters that take most room.
Digest largest_digest(const std::string& name) {
  Digest large = digest();
  pages::WeekPage& page = large.week;
  page.main_tier = name;
  page.sentence.text += " in " + name;
  page.marks.assign(500, name);
  page.incomplete = true;
  page.key_figures.resize(4, page.key_figures.back());
  page.main_failed.resize(5000, page.main_failed[0]);
  for (pages::WeekRow& row : page.main_failed) {
    row.name = name;
    row.title = name;
    row.url = "https://gitlab.example/" + std::string(470, 'x');
  }
  large.title = name;
  large.picture_alt = std::string(100'000, '"');
  return large;
}

TEST(ChatMessage, StaysWithinTheLimits) {
  for (const char character : {'&', '"', '\x01', '`', 'a'}) {
    const Digest large = largest_digest(std::string(1000, character));
    const auto slack = parsed(slack_message(large));
    const auto& section = slack["blocks"][1]["text"]["text"];
    EXPECT_LE(section.GetStringLength(), most_slack_text) << character;
    EXPECT_THAT(section.GetString(), HasSubstr(" more\n")) << "the rest is counted";
    EXPECT_LE(slack["blocks"][2]["alt_text"].GetStringLength(), 2000U);
    EXPECT_LE(teams_message(large).size(), most_teams_bytes) << character;
    EXPECT_LE(
        std::string(parsed(mattermost_message(large))["attachments"][0]["text"].GetString()).size(),
        4000U)
        << "the least that a Mattermost server accepts";
  }
}

/// All texts of the JSON, with where they stand.
void collect_texts(const rapidjson::Value& value, const std::string& place,
                   std::vector<std::pair<std::string, std::string>>& to) {
  if (value.IsString()) {
    to.emplace_back(place, std::string(value.GetString(), value.GetStringLength()));
  } else if (value.IsArray()) {
    for (const auto& each : value.GetArray()) {
      collect_texts(each, place, to);
    }
  } else if (value.IsObject()) {
    const std::string type = value.HasMember("type") ? value["type"].GetString() : "";
    for (const auto& member : value.GetObject()) {
      collect_texts(member.value, type + "." + member.name.GetString(), to);
    }
  }
}

Digest hostile_digest(const std::string& name) {
  Digest hostile = digest();
  hostile.title = name;
  hostile.week.main_tier = name;
  hostile.week.sentence.text = "1 service newly failing in " + name + ".";
  hostile.week.marks = {name};
  hostile.week.main_failed[0].name = name;
  hostile.week.main_failed[0].title = name;
  return hostile;
}

/// What remains of a text without its code spans.
std::string outside_code(const std::string& text) {
  std::string result;
  bool inside = false;
  for (const char c : text) {
    inside = c == '`' ? !inside : inside;
    result += inside ? "" : std::string(1, c);
  }
  EXPECT_FALSE(inside) << text;
  return result;
}

std::vector<std::string> names_of_mischief() {
  std::vector<std::string> names = test::hostile_names();
  for (const char* more :
       {"@channel", "@here", "@all", "<!channel>", "<!subteam^S1|x>", "<@U1>",
        "<https://evil.example|x>", "[x](https://evil.example)", "![x](https://evil.example/x.png)",
        "`<!here>`", "``` @all ```", "<at>Everyone</at>", "{{DATE(2020-01-01T00:00:00Z,LONG)}}",
        "{{{{", ":tada:", "#general", "~town-square", "*b* _i_ ~s~", "&lt;!channel&gt;"}) {
    names.emplace_back(more);
  }
  return names;
}

TEST(ChatMessage, KeepsNamesInCodeForSlackAndMattermost) {
  for (const std::string& name : names_of_mischief()) {
    const Digest hostile = hostile_digest(name);
    for (const Chat chat : {Chat::slack, Chat::mattermost}) {
      std::vector<std::pair<std::string, std::string>> texts;
      collect_texts(parsed(message_json(chat, hostile)), "", texts);
      for (const auto& [place, text] : texts) {
        EXPECT_THAT(outside_code(text),
                    AllOf(Not(HasSubstr("@")), Not(HasSubstr("evil")), Not(HasSubstr("channel")),
                          Not(HasSubstr(":tada:")), Not(HasSubstr("<!")), Not(HasSubstr("*b*"))))
            << place << ": " << name;
        if (chat == Chat::slack) {
          EXPECT_THAT(text, AllOf(Not(HasSubstr("<!")), Not(HasSubstr("<@")),
                                  Not(HasSubstr("<https://evil"))))
              << place;
        }
      }
    }
  }
}

TEST(ChatMessage, KeepsNamesInTextRunsForTeams) {
  for (const std::string& name : names_of_mischief()) {
    std::vector<std::pair<std::string, std::string>> named;
    std::vector<std::pair<std::string, std::string>> harmless;
    collect_texts(parsed(teams_message(hostile_digest(name))), "", named);
    collect_texts(parsed(teams_message(hostile_digest("x"))), "", harmless);
    ASSERT_EQ(named.size(), harmless.size());
    for (std::size_t i = 0; i < named.size(); ++i) {
      EXPECT_EQ(named[i].first, harmless[i].first);
      EXPECT_THAT(named[i].second, Not(HasSubstr("{{"))) << name;
      if (named[i].first != "TextRun.text") {
        EXPECT_EQ(named[i].second, harmless[i].second) << "no name stands elsewhere";
      }
    }
  }
}

TEST(ChatMessage, LeavesOutAddressesThatAreTooLongOrEndALink) {
  for (const std::string& url :
       {"https://gitlab.example/" + std::string(600, 'x'),
        std::string("https://gitlab.example/>|<!channel>"), std::string("https://e/)(")}) {
    Digest bad = digest();
    bad.week.main_failed[0].url = url;
    EXPECT_THAT(slack_message(bad), Not(HasSubstr("gitlab.example/-"))) << url;
    EXPECT_THAT(slack_message(bad), Not(HasSubstr(url)));
    EXPECT_THAT(mattermost_message(bad), Not(HasSubstr(url)));
  }
}

TEST(ChatMessage, KnowsThreeChats) {
  for (const Chat chat : {Chat::slack, Chat::mattermost, Chat::teams}) {
    EXPECT_EQ(parse_chat(name_of(chat)), chat);
  }
  EXPECT_EQ(parse_chat("markdown"), std::nullopt);
  EXPECT_EQ(parse_chat(""), std::nullopt);
}

}  // namespace
}  // namespace dora::chats
