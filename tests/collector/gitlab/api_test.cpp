// Tests of collector/gitlab/api.
#include "collector/gitlab/api.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "collector/base/error.h"
#include "tests/collector/http/scripted_client.h"

namespace dora::gitlab {
namespace {

using test::answer;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

template <class Action>
std::string message_of(Action action) {
  try {
    action();
  } catch (const base::Error& error) {
    return error.what();
  }
  return "no error";
}

TEST(GitlabApi, RootIsTheAddressPlusApiV4) {
  const std::pair<const char*, const char*> table[] = {
      {"https://gitlab.com", "https://gitlab.com/api/v4"},
      {"https://gitlab.com/", "https://gitlab.com/api/v4"},
      {"https://host/gitlab", "https://host/gitlab/api/v4"},
      {"https://host/gitlab/api/v4/", "https://host/gitlab/api/v4"},
      {"http://127.0.0.1:8080/api/v4", "http://127.0.0.1:8080/api/v4"}};
  for (const auto& [url, root] : table) {
    EXPECT_EQ(api_root(url), root) << url;
  }
}

TEST(GitlabApi, RefusesInvalidAddressesAndThoseWithSecrets) {
  EXPECT_THAT(message_of([] { api_root("gitlab.com"); }), HasSubstr("'gitlab.com' is not an http"));
  for (const char* url :
       {"https://user:s3cret@gitlab.com", "https://gitlab.com?private_token=s3cret"}) {
    EXPECT_THAT(message_of([url] { api_root(url); }),
                AllOf(HasSubstr("must not hold"), Not(HasSubstr("s3cret"))));
  }
}

TEST(GitlabApi, EncodesTheProjectPath) {
  EXPECT_EQ(project_url("https://h/api/v4", "group/sub/project"),
            "https://h/api/v4/projects/group%2Fsub%2Fproject");
  EXPECT_EQ(project_url("https://h/api/v4", "42"), "https://h/api/v4/projects/42");
}

TEST(GitlabApi, RequestsPagesOfAWindow) {
  PageQuery query;
  query.page = 3;
  query.after = model::parse_instant("2024-01-01T00:00:00.5Z");
  EXPECT_EQ(merge_requests_url("https://h/api/v4", 42, query),
            "https://h/api/v4/projects/42/merge_requests?state=all&scope=all&order_by=created_at"
            "&sort=asc&per_page=100&page=3&created_after=2024-01-01T00:00:00.500Z");
  query = {};
  query.before = model::parse_instant("2024-01-01T01:00:00+01:00");
  query.newest_first = true;
  query.per_page = 1;
  EXPECT_EQ(merge_requests_url("https://h/api/v4", 42, query),
            "https://h/api/v4/projects/42/merge_requests?state=all&scope=all&order_by=created_at"
            "&sort=desc&per_page=1&page=1&created_before=2024-01-01T00:00:00.000Z");
}

TEST(GitlabApi, RequestsWhatWasUpdated) {
  PageQuery query;
  query.order = TimeOrder::updated;
  query.after = model::parse_instant("2024-01-01T00:00:00Z");
  query.before = model::parse_instant("2024-01-02T00:00:00Z");
  EXPECT_EQ(merge_requests_url("https://h/api/v4", 42, query),
            "https://h/api/v4/projects/42/merge_requests?state=all&scope=all&order_by=updated_at"
            "&sort=asc&per_page=100&page=1&updated_after=2024-01-01T00:00:00.000Z"
            "&updated_before=2024-01-02T00:00:00.000Z");
}

TEST(GitlabApi, ReadsTheTotalIfThereIsOne) {
  EXPECT_EQ(total_of(answer(200, "", {{"x-total", "512"}})), 512);
  EXPECT_EQ(total_of(answer(200, "", {{"x-total", "many"}})), std::nullopt);
  EXPECT_EQ(total_of(answer(200, "", {{"x-total", ""}})), std::nullopt);
  EXPECT_EQ(total_of(answer(200)), std::nullopt);
}

const PageQuery third{.page = 3};

TEST(GitlabApi, FollowsNextPageUntilItIsEmpty) {
  EXPECT_EQ(next_page(answer(200, "", {{"x-next-page", "4"}}), third, 100), 4);
  EXPECT_EQ(next_page(answer(200, "", {{"x-next-page", ""}}), third, 100), std::nullopt);
}

TEST(GitlabApi, AFullPageIsNotTheLastIfTheHeaderIsMissing) {
  EXPECT_EQ(next_page(answer(200), third, 100), 4);
  EXPECT_EQ(next_page(answer(200), third, 99), std::nullopt);
  EXPECT_EQ(next_page(answer(200), {.page = 3, .per_page = 99}, 99), 4);
}

TEST(GitlabApi, FollowsLinkIfTheHeaderIsMissing) {
  EXPECT_EQ(next_page(answer(200, "", {{"link", "<u>; rel=\"next\""}}), third, 7), 4);
  EXPECT_EQ(next_page(answer(200, "", {{"link", "<u>; rel=\"first\""}}), third, 100), std::nullopt);
  EXPECT_EQ(next_page(answer(200, "", {{"link", "<u>; rel=\"first\""}, {"link", "<v>; rel=next"}}),
                      third, 100),
            4);
}

TEST(GitlabApi, CutsLongMessagesBetweenCharacters) {
  const std::string body = R"({"message": ")" + std::string(299, 'a') + "\u00e9\u00e9\"}";
  const std::string message = message_of([&] { require_success(answer(400, body)); });
  EXPECT_THAT(message, AllOf(HasSubstr(std::string(299, 'a') + "; "), Not(HasSubstr("\\x"))));
}

TEST(GitlabApi, RefusesPagesThatDoNotAdvance) {
  for (const char* value : {"3", "2", "x", "4x"}) {
    EXPECT_THROW(next_page(answer(200, "", {{"x-next-page", value}}), third, 100), base::Error)
        << value;
  }
}

TEST(GitlabApi, ReadsAProject) {
  const Project project = parse_project(answer(
      200, R"({"id": 42, "path_with_namespace": "g/p", "web_url": "https://h/g/p", "x": {}})"));
  EXPECT_EQ(project.id, 42);
  EXPECT_EQ(project.path, "g/p");
  EXPECT_EQ(project.web_url, "https://h/g/p");
  for (const char* body : {"", "[]", "{}", R"({"id": "42"})", "<html>",
                           R"({"id": 42, "path_with_namespace": "\ude00"})"}) {
    EXPECT_THROW(parse_project(answer(200, body)), base::Error) << body;
  }
}

TEST(GitlabApi, FailuresSayWhatGitLabSaidAndWhatToCheck) {
  struct Row {
    int status;
    const char* body;
    const char* said;
    const char* advice;
  };
  const Row table[] = {
      {401, R"({"message": "401 Unauthorized"})", "401 Unauthorized", "PRIVATE_TOKEN"},
      {401, R"({"error": "invalid_token", "error_description": "Token is expired."})",
       "Token is expired.", "expired"},
      {403, R"({"error": "insufficient_scope", "error_description": "The request requires more"})",
       "requires more", "read_api"},
      {404, R"({"message": "404 Project Not Found"})", "404 Project Not Found", "--project"},
      {400, R"({"message": {"base": ["x"]}})", "HTTP 400", "--api-url"},
      {502, "<html>Bad Gateway</html>", "HTTP 502", "try again later"},
      {429, "Retry later", "HTTP 429", "--concurrency"}};
  for (const Row& row : table) {
    http::Response response = answer(row.status, row.body);
    response.url = "https://h/api/v4/x";
    const std::string message = message_of([&] { require_success(response); });
    EXPECT_THAT(message,
                AllOf(HasSubstr("https://h/api/v4/x"), HasSubstr(row.said), HasSubstr(row.advice)))
        << row.status;
  }
  EXPECT_NO_THROW(require_success(answer(200)));
}

TEST(GitlabApi, FailuresEscapeHostileText) {
  const std::string message =
      message_of([] { require_success(answer(400, "{\"message\": \"\\u001b[31mred\\nline\"}")); });
  EXPECT_THAT(message, AllOf(HasSubstr("\\x1B[31mred\\x0Aline"), Not(HasSubstr("\x1b"))));
}

}  // namespace
}  // namespace dora::gitlab
