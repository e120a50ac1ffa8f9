// Tests over HTTP that gitlab-server's data changes as requested while it is read.
#include <string>
#include <vector>

#include <fmt/format.h>
#include <gmock/gmock.h>

#include "collector/base/error.h"
#include "tests/support/gitlab_server_process.h"
#include "tests/support/http_get.h"

namespace dora::test {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr const char* sorted_list = "/api/v4/projects/4242/merge_requests?view=simple&sort=asc";

constexpr const char* three = R"([
  {"iid": 1, "state": "opened", "created_at": "2024-01-01T00:00:00Z", "title": "one"},
  {"iid": 2, "state": "opened", "created_at": "2024-01-02T00:00:00Z", "title": "two"},
  {"iid": 3, "state": "opened", "created_at": "2024-01-03T00:00:00Z", "title": "three"}])";

/// Returns the iids in a body, in order: `1 2 3`.
std::string iids(const std::string& body) {
  constexpr std::string_view key = "\"iid\":";
  std::string result;
  for (std::size_t at = body.find(key); at != std::string::npos; at = body.find(key, at + 1)) {
    const std::size_t begin = at + key.size();
    result += (result.empty() ? "" : " ") + body.substr(begin, body.find(',', begin) - begin);
  }
  return result;
}

class GitLabServerChanges : public testing::Test {
 protected:
  GitLabServerProcess serve(const std::string& changes) const {
    return GitLabServerProcess({"--data", folder_.write("data.json", three).string(), "--changes",
                                folder_.write("changes.json", changes).string()});
  }
  static std::string get(const GitLabServerProcess& server, const std::string& more = "") {
    return http_get(server.base_url() + sorted_list + more).body;
  }

  TemporaryFolder folder_;
};

TEST_F(GitLabServerChanges, AddsEditsAndDeletesAfterTheGivenNumberOfLists) {
  const auto server = serve(R"([
    {"after": 2, "delete": 1},
    {"after": 1, "put": {"iid": 4, "created_at": "2024-01-02T12:00:00Z"}},
    {"after": 3, "put": {"iid": 2, "state": "merged", "title": "TWO"}},
    {"after": 3, "delete": 99}])");
  EXPECT_EQ(iids(get(server)), "1 2 3");
  EXPECT_EQ(iids(get(server)), "1 2 4 3");
  http_get(server.base_url() + "/api/v4/projects/4242");  // Not a list: does not count.
  EXPECT_EQ(iids(get(server)), "2 4 3");
  const std::string edited = get(server);
  EXPECT_EQ(iids(edited), "2 4 3");
  EXPECT_THAT(edited, AllOf(HasSubstr("TWO"), HasSubstr("merged"), Not(HasSubstr("\"two\""))));
}

TEST_F(GitLabServerChanges, PutUpdatesNowUnlessATimeIsGiven) {
  const auto server = serve(R"([
    {"put": {"iid": 1, "title": "touched"}},
    {"put": {"iid": 3, "updated_at": "2024-02-01T00:00:00Z"}}])");
  EXPECT_EQ(iids(get(server, "&order_by=updated_at")), "2 3 1");
  EXPECT_EQ(iids(get(server, "&updated_after=2025-01-01T00:00:00Z")), "1");
  EXPECT_EQ(iids(get(server,
                     "&updated_after=2024-01-02T00:00:01Z"
                     "&updated_before=2024-02-01T00:00:00Z")),
            "3");
}

TEST_F(GitLabServerChanges, RenamedLabelsKeepTheirIdAndUpdateNothing) {
  const auto server = serve("[]");
  const auto labels = [&] {
    return http_get(server.base_url() + "/api/v4/projects/4242/labels?per_page=100").body;
  };
  const auto change = [&](const std::string& changes) {
    return http_get(server.base_url() + "/-/changes", {.post = changes}).status;
  };
  change(R"([{"put": {"iid": 1, "labels": ["a", "b"]}}, {"put": {"iid": 2, "labels": ["b"]}}])");
  EXPECT_THAT(labels(), HasSubstr(R"([{"id":70001,"name":"a",)"));
  const std::string since = "&order_by=updated_at&updated_after=2100-01-01T00:00:00Z";
  EXPECT_EQ(change(R"([{"rename_label": "a", "to": "z"}, {"delete_label": "b"}])"), 200);
  EXPECT_THAT(labels(), HasSubstr(R"([{"id":70001,"name":"z",)"));
  EXPECT_THAT(labels(), Not(HasSubstr("\"b\"")));
  const std::string all =
      http_get(server.base_url() + "/api/v4/projects/4242/merge_requests?iids%5B%5D=1&iids%5B%5D=2")
          .body;
  EXPECT_EQ(iids(all), "2 1");
  EXPECT_THAT(all, AllOf(HasSubstr(R"("labels":["z"])"), HasSubstr(R"("labels":[])")));
  EXPECT_EQ(iids(get(server, since)), "");
  EXPECT_EQ(change(R"([{"rename_label": "a"}])"), 400) << "to what?";
}

TEST_F(GitLabServerChanges, AppliesPostedChangesAtOnce) {
  const auto server = serve("[]");
  const std::string url = server.base_url() + "/-/changes";
  EXPECT_EQ(http_get(url, {.post = R"([{"delete": 2}, {"put": {"iid": 9}}])"}).status, 200);
  EXPECT_EQ(iids(get(server)), "1 3 9");
  const HttpReply wrong = http_get(url, {.post = R"([{"put": {"state": "merged"}}])"});
  EXPECT_EQ(wrong.status, 400);
  EXPECT_THAT(wrong.body, HasSubstr("change 1 has neither"));
  EXPECT_EQ(http_get(server.base_url() + sorted_list, {.post = "[]"}).status, 404);
}

TEST_F(GitLabServerChanges, TakesManyChangesAtOnce) {
  const auto server = serve("[]");
  std::string changes;
  for (int iid = 1; iid <= 1000; ++iid) {
    changes += fmt::format(R"({}{{"put": {{"iid": {}}}}})", iid == 1 ? "[" : ", ", iid);
  }
  EXPECT_EQ(http_get(server.base_url() + "/-/changes", {.post = changes + "]"}).status, 200);
  EXPECT_EQ(http_get(server.base_url() + sorted_list).header("x-total"), "1000");
}

TEST_F(GitLabServerChanges, GeneratedMergeRequestsChangeToo) {
  const GitLabServerProcess server({"--merge-requests", "300"});
  const std::string first = iids(get(server, "&per_page=2"));
  const std::string gone = first.substr(0, first.find(' '));
  http_get(server.base_url() + "/-/changes", {.post = R"([{"delete": )" + gone + "}]"});
  EXPECT_THAT(get(server, "&per_page=100"), Not(HasSubstr("\"iid\":" + gone + ",")));
  EXPECT_EQ(http_get(server.base_url() + sorted_list).header("x-total"), "299");
}

TEST_F(GitLabServerChanges, SaysWhatIsWrongWithAChange) {
  const std::vector<std::pair<std::string, std::string>> table{
      {"{}", "changes.json: not a JSON array of changes"},
      {R"([{"delete": 1}, {"after": 2}])", "changes.json: change 2 has neither"}};
  for (const auto& [changes, message] : table) {
    try {
      const auto server = serve(changes);
      ADD_FAILURE() << "started; expected: " << message;
    } catch (const base::Error& error) {
      EXPECT_THAT(error.what(), HasSubstr(message));
    }
  }
}

}  // namespace
}  // namespace dora::test
