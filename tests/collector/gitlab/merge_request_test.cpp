// Tests of collector/gitlab/merge_request: pages as GitLab sends them, and other input.
#include "collector/gitlab/merge_request.h"

#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace dora::gitlab {
namespace {

using testing::AnyOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr const char* minimal =
    R"("iid": 7, "state": "merged", "created_at": "2024-01-02T03:04:05.678Z", "labels": [])";
constexpr const char* without_labels =
    R"("iid": 7, "state": "merged", "created_at": "2024-01-02T03:04:05.678Z")";

ParsedPage parse(std::string body) {
  return parse_page(std::move(body));
}

ParsedPage parse_one(const std::string& members) {
  return parse("[{" + members + "}]");
}

TEST(ParsePage, KeepsTheNeededFields) {
  const ParsedPage page = parse(R"([{
    "id": 900, "iid": 7, "project_id": 1, "title": "Deploy \u00e4", "description": "d \" {} []",
    "state": "merged", "created_at": "2024-01-02T03:04:05.678Z",
    "updated_at": "2024-01-02T05:00:00Z", "merged_at": "2024-01-02T04:00:00+01:00",
    "closed_at": null, "merged_by": {"id": 1, "state": "active", "created_at": "no date"},
    "assignees": [{"iid": "x"}], "labels": ["service:a", "tier:b"],
    "author": {"id": 3, "username": "jane", "name": "Jane", "bot": true, "identities": [
      {"username": "not-she"}]},
    "source_branch": "deploy/a", "target_branch": "main",
    "milestone": {"iid": 12, "state": "closed", "labels": ["x"]},
    "web_url": "https://h/g/p/-/merge_requests/7", "squash": true, "weight": 1.5}])");
  ASSERT_THAT(page.problem, IsEmpty());
  ASSERT_EQ(page.merge_requests.size(), 1U);
  const MergeRequest& one = page.merge_requests.front();
  EXPECT_EQ(one.iid, 7);
  EXPECT_EQ(one.state, State::merged);
  EXPECT_EQ(model::to_string(one.created_at), "2024-01-02T03:04:05.678Z");
  EXPECT_EQ(model::to_string(one.updated_at), "2024-01-02T05:00:00.000Z");
  ASSERT_TRUE(one.merged_at);
  EXPECT_EQ(model::to_string(*one.merged_at), "2024-01-02T03:00:00.000Z");
  EXPECT_FALSE(one.closed_at);
  EXPECT_THAT(one.labels, ElementsAre("service:a", "tier:b"));
  EXPECT_EQ(one.web_url, "https://h/g/p/-/merge_requests/7");
  EXPECT_EQ(one.title, "Deploy \u00e4");
  EXPECT_EQ(one.author, "jane");
  EXPECT_TRUE(one.author_is_bot);
  EXPECT_EQ(one.source_branch, "deploy/a");
  EXPECT_EQ(one.target_branch, "main");
}

TEST(ParsePage, ReadsPagesOfGitLab10WithoutDates) {
  const ParsedPage page = parse_one(minimal);
  ASSERT_THAT(page.problem, IsEmpty());
  EXPECT_FALSE(page.merge_requests.front().merged_at);
  EXPECT_EQ(page.merge_requests.front().updated_at, page.merge_requests.front().created_at);
}

TEST(ParsePage, ReadsLabelsWithDetails) {
  const ParsedPage page = parse_one(
      std::string(without_labels) +
      R"(, "labels": [{"id": 1, "name": "service:a", "color": "#fff", "description": null}])");
  ASSERT_THAT(page.problem, IsEmpty());
  EXPECT_THAT(page.merge_requests.front().labels, ElementsAre("service:a"));
}

TEST(ParsePage, KnowsStatesAndAcceptsUnknownOnes) {
  const std::pair<const char*, State> table[] = {
      {"opened", State::opened}, {"reopened", State::opened}, {"closed", State::closed},
      {"locked", State::locked}, {"merged", State::merged},   {"archived", State::other}};
  for (const auto& [text, state] : table) {
    const ParsedPage page = parse_one(std::string(R"("iid": 7, "state": ")") + text +
                                      R"(", "created_at": "2024-01-02T03:04:05Z", "labels": [])");
    ASSERT_THAT(page.problem, IsEmpty()) << text;
    EXPECT_EQ(page.merge_requests.front().state, state) << text;
  }
}

TEST(ParsePage, AnEmptyListIsAPage) {
  const ParsedPage page = parse("[]");
  EXPECT_THAT(page.problem, IsEmpty());
  EXPECT_THAT(page.merge_requests, IsEmpty());
}

TEST(ParsePage, SaysWhatIsWrong) {
  const std::pair<std::string, const char*> table[] = {
      {"", "not JSON"},
      {"<html>", "not JSON"},
      {"[{\"iid\": 7", "not JSON"},
      {"[] trailing", "not JSON"},
      {"{\"message\": \"x\"}", "not a list"},
      {"[1]", "not a list"},
      {"[[]]", "not a list"},
      {"[\"x\"]", "not a list"},
      {"null", "not a list"},
      {"[{}]", "lacks an iid"},
      {"[{" + std::string(minimal) + "}, {\"iid\": 9}]",
       "merge request 2 of the page (iid 9) lacks"},
      {R"([{"iid": 7, "state": "merged", "created_at": "yesterday"}])",
       "invalid date: 'yesterday'"},
      {R"([{"iid": "7"}])", "\"iid\" of the wrong type"},
      {R"([{"iid": 7.5}])", "\"iid\" of the wrong type"},
      {R"([{"state": {}}])", "\"state\" of the wrong type"},
      {R"([{"labels": 5}])", "\"labels\" of the wrong type"},
      {R"([{"state": null}])", "\"state\" of the wrong type"},
      {"[{\"title\": \"\xff\"}]", "not JSON"}};
  for (const auto& [body, problem] : table) {
    const ParsedPage page = parse(body);
    EXPECT_THAT(page.problem, HasSubstr(problem)) << body;
    EXPECT_THAT(page.merge_requests, IsEmpty()) << body;
  }
}

TEST(ParsePage, LabelsMustBeAListOfNames) {
  for (const char* labels :
       {"null", "{}", R"({"name": "service:a"})", "[1, 2]", "[null]", "[true]", "[[\"service:a\"]]",
        "[{}]", R"([{"name": 1}])", R"([{"name": null}])", R"([{"title": "service:a"}])",
        R"([{"name": "service:a", "name": "service:b"}])", R"([{"name": ["service:a"]}])"}) {
    const ParsedPage page = parse_one(std::string(without_labels) + ", \"labels\": " + labels);
    EXPECT_THAT(page.problem, HasSubstr("(iid 7) has a \"labels\" of the wrong type")) << labels;
  }
  EXPECT_THAT(parse_one(without_labels).problem,
              HasSubstr("lacks an iid, a state, a created_at or"));
}

TEST(ParsePage, NeededKeysMustNotOccurTwice) {
  for (const char* key :
       {"iid", "state", "created_at", "updated_at", "merged_at", "closed_at", "labels", "author",
        "title", "source_branch", "target_branch", "web_url"}) {
    const std::string again = "\"" + std::string(key) + "\": null";
    const ParsedPage page = parse("[{" + again + ", " + again + ", " + minimal + "}]");
    EXPECT_THAT(page.problem, AnyOf(HasSubstr("has more than one \"" + std::string(key)),
                                    HasSubstr(std::string(key) + "\" of the wrong type")))
        << key;
  }
  EXPECT_THAT(parse_one(std::string(minimal) + R"(, "labels": ["service:a"])").problem,
              HasSubstr("(iid 7) has more than one \"labels\""));
  EXPECT_THAT(parse_one(std::string(minimal) + R"(, "x": 1, "x": [2])").problem, IsEmpty());
  EXPECT_EQ(parse("[{" + std::string(minimal) + "}, {" + minimal + "}]").merge_requests.size(), 2U);
}

// AddressSanitizer would detect a read past the end.
TEST(ParsePage, DoesNotReadPastATruncatedCharacter) {
  for (const char* cut : {"\xf3", "\xf3]", "\xe3\x81", "\xc3"}) {
    std::string body = "[\"some text on the heap" + std::string(cut);
    body.shrink_to_fit();
    EXPECT_THAT(parse_page(std::move(body)).problem, HasSubstr("not JSON")) << cut;
  }
}

TEST(ParsePage, RefusesUnpairedSurrogates) {
  for (const char* member :
       {R"("labels": [], "title": "a\ude00")", R"("labels": [], "author": {"username": "\udfff"})",
        R"("labels": ["\ude00"])", R"("labels": [{"name": "\ude00"}])"}) {
    const ParsedPage page = parse("[{" + std::string(without_labels) + ", " + member + "}]");
    EXPECT_THAT(page.problem, HasSubstr("with half of a surrogate pair")) << member;
  }
  EXPECT_THAT(parse_one(std::string(minimal) + R"(, "description": "\ude00")").problem, IsEmpty());
  EXPECT_THAT(parse_one(std::string(minimal) + R"(, "title": "\ud83d\ude00")").problem, IsEmpty());
}

std::string nested(std::size_t depth) {
  return std::string(minimal) + ", \"x\": " + std::string(depth, '[') + std::string(depth, ']');
}

TEST(ParsePage, NestingIsLimitedAndCostsNoStack) {
  EXPECT_EQ(parse_one(nested(90)).merge_requests.size(), 1U);
  for (const std::size_t depth : {100U, 1'000'000U}) {
    const ParsedPage page = parse_one(nested(depth));
    EXPECT_THAT(page.problem, HasSubstr("nested deeper than 100 levels"));
    EXPECT_THAT(page.merge_requests, IsEmpty());
  }
}

}  // namespace
}  // namespace dora::gitlab
