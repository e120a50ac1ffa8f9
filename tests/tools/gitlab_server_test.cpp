// Tests gitlab-server as a client sees it: over HTTP, from another process.
#include <string>
#include <vector>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <libdeflate.h>

#include "collector/base/error.h"
#include "tests/support/gitlab_server_process.h"
#include "tests/support/http_get.h"

namespace dora::test {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr const char* list = "/api/v4/projects/4242/merge_requests";

HttpReply get(const GitLabServerProcess& server, const std::string& target,
              const HttpCall& call = {}) {
  return http_get(server.base_url() + target, call);
}

std::size_t count(const std::string& text, const std::string& word) {
  std::size_t result = 0;
  for (std::size_t at = text.find(word); at != std::string::npos; at = text.find(word, at + 1)) {
    ++result;
  }
  return result;
}

std::string gunzipped(const std::string& text) {
  std::string result(1'000'000, '\0');
  std::size_t size = 0;
  libdeflate_decompressor* decompressor = libdeflate_alloc_decompressor();
  libdeflate_gzip_decompress(decompressor, text.data(), text.size(), result.data(), result.size(),
                             &size);
  libdeflate_free_decompressor(decompressor);
  result.resize(size);
  return result;
}

TEST(GitLabServer, FindsTheProjectByNumberAndByPath) {
  const GitLabServerProcess server;
  for (const char* id : {"4242", "platform%2Fdeployments"}) {
    const auto answer = get(server, std::string("/api/v4/projects/") + id);
    EXPECT_EQ(answer.status, 200) << id;
    EXPECT_THAT(answer.body, HasSubstr(R"("path_with_namespace":"platform/deployments")"));
  }
  for (const char* id : {"4243", "platform/deployments", "platform%2Fother", "deployments"}) {
    const auto answer = get(server, std::string("/api/v4/projects/") + id);
    EXPECT_EQ(answer.status, 404) << id;
    EXPECT_EQ(answer.body, R"({"message":"404 Project Not Found"})") << id;
  }
}

TEST(GitLabServer, LeadsThroughAllPagesByXNextPage) {
  const GitLabServerProcess server({"--merge-requests", "250"});
  std::string page = "1";
  int pages = 0;
  while (!page.empty()) {
    const auto answer =
        get(server, std::string(list) + "?state=all&sort=asc&per_page=100&page=" + page);
    EXPECT_EQ(answer.header("x-page"), page);
    EXPECT_EQ(answer.header("x-total"), "250");
    EXPECT_EQ(answer.header("x-total-pages"), "3");
    EXPECT_EQ(count(answer.body, "\"detailed_merge_status\""), ++pages < 3 ? 100U : 50U);
    page = answer.header("x-next-page");
  }
  EXPECT_EQ(pages, 3);
}

TEST(GitLabServer, SendsAnEmptyXNextPageOnTheLastPage) {
  const GitLabServerProcess server({"--merge-requests", "2"});
  const HttpReply last = get(server, std::string(list) + "?per_page=1&page=2");
  EXPECT_TRUE(last.has("x-next-page"));
  EXPECT_EQ(last.header("x-next-page"), "");
  EXPECT_EQ(get(server, std::string(list) + "?per_page=1").header("x-next-page"), "2");
}

TEST(GitLabServer, DescribesAnEmptyListAsGitLabDoes) {
  const GitLabServerProcess server;
  const auto answer = get(server, std::string(list) + "?created_after=2030-01-01T00:00:00Z");
  EXPECT_EQ(answer.body, "[]");
  EXPECT_EQ(answer.header("x-total"), "0");
  EXPECT_EQ(answer.header("x-total-pages"), "1");
  EXPECT_EQ(answer.header("x-next-page"), "");
}

TEST(GitLabServer, StopsCountingAboveTenThousand) {
  const GitLabServerProcess server({"--merge-requests", "10001"});
  const auto all = get(server, std::string(list) + "?page=2");
  EXPECT_FALSE(all.has("x-total"));
  EXPECT_FALSE(all.has("x-total-pages"));
  EXPECT_EQ(all.header("x-next-page"), "3");
  EXPECT_EQ(all.header("x-prev-page"), "1");
  EXPECT_THAT(all.header("link"), HasSubstr("rel=\"prev\""));
  EXPECT_THAT(all.header("link"), Not(HasSubstr("rel=\"last\"")));
  const auto closed = get(server, std::string(list) + "?state=closed");
  EXPECT_TRUE(closed.has("x-total"));
  EXPECT_THAT(closed.header("link"), HasSubstr("rel=\"last\""));
}

TEST(GitLabServer, ChecksTheToken) {
  const GitLabServerProcess server({"--token", "good-token"});
  const std::vector<std::pair<std::string, int>> table{{"X-Nothing: 1", 404},
                                                       {"Authorization: Bearer good-token", 200},
                                                       {"PRIVATE-TOKEN: good-token", 200},
                                                       {"Authorization: Bearer bad-token", 401},
                                                       {"PRIVATE-TOKEN: bad-token", 401},
                                                       {"Authorization: Basic good-token", 404}};
  for (const auto& [header, status] : table) {
    EXPECT_EQ(get(server, list, {{header}}).status, status) << header;
  }
  EXPECT_EQ(get(server, std::string(list) + "?private_token=good-token").status, 404);
}

TEST(GitLabServer, RefusesWithoutTheScope) {
  const GitLabServerProcess server({"--token", "t", "--forbidden"});
  const auto answer = get(server, list, {{"PRIVATE-TOKEN: t"}});
  EXPECT_EQ(answer.status, 403);
  EXPECT_THAT(answer.body, HasSubstr("insufficient_scope"));
}

TEST(GitLabServer, LogsRequestsWithoutTokens) {
  const GitLabServerProcess server({"--token", "good-token"});
  const std::string token = "PRIVATE-TOKEN: good-token";
  get(server, std::string(list) + "?page=2", {{token, "User-Agent: tester/1"}});
  get(server, std::string(list) + "?t=good-token", {{token}});
  get(server, "/elsewhere", {{"User-Agent: tester/2"}});
  const auto lines = server.requests();
  ASSERT_EQ(lines.size(), 3U);
  EXPECT_EQ(lines[0], "GET /api/v4/projects/4242/merge_requests?page=2 200 auth=yes tester/1");
  EXPECT_THAT(lines[1], Not(HasSubstr("good-token")));
  EXPECT_EQ(lines[2], "GET /elsewhere 404 auth=no tester/2");
}

TEST(GitLabServer, NamesAnInvalidParameter) {
  const GitLabServerProcess server;
  const auto answer = get(server, std::string(list) + "?order_by=iid");
  EXPECT_EQ(answer.status, 400);
  EXPECT_EQ(answer.body, R"({"error":"order_by does not have a valid value"})");
}

TEST(GitLabServer, SimpleViewHasNoLabelsAndNoDates) {
  const GitLabServerProcess server;
  const auto full = get(server, list);
  const auto simple = get(server, std::string(list) + "?view=simple");
  for (const char* key : {"\"labels\":[", "\"merged_at\":", "\"closed_at\":"}) {
    EXPECT_THAT(full.body, HasSubstr(key));
    EXPECT_THAT(simple.body, Not(HasSubstr(key)));
  }
  EXPECT_THAT(simple.body, HasSubstr("\"web_url\":"));
}

TEST(GitLabServer, SomeAuthorsAreBots) {
  const GitLabServerProcess server({"--merge-requests", "2000"});
  std::string text;
  for (int page = 1; page <= 20; ++page) {
    text += get(server, fmt::format("{}?per_page=100&page={}", list, page)).body;
  }
  for (const char* name : {"project_4242_bot_0a1b2c3d4e5f6071", "group_42_bot_1f2e3d4c5b6a7988",
                           "project_4242_bot", "renovate-bot", "user7"}) {
    EXPECT_THAT(text, HasSubstr(fmt::format("\"username\":\"{}\"", name)));
  }
}

TEST(GitLabServer, SomeDescriptionsAreAsLongAsGitLabAllows) {
  const GitLabServerProcess server({"--merge-requests", "20", "--long-descriptions", "10"});
  const std::string text = get(server, std::string(list) + "?per_page=100").body;
  EXPECT_GT(text.size(), 2U << 20U);
  EXPECT_LT(text.size(), 3U << 20U);
}

TEST(GitLabServer, CompressesOnRequest) {
  const GitLabServerProcess server;
  const HttpReply packed = get(server, list, {{}, "deflate, gzip, br"});
  const HttpReply plain = get(server, list);
  EXPECT_EQ(packed.header("content-encoding"), "gzip");
  EXPECT_THAT(packed.body, testing::StartsWith("\x1f\x8b"));
  EXPECT_LT(packed.body.size() * 3, plain.body.size());
  EXPECT_FALSE(plain.has("content-encoding"));
  EXPECT_EQ(gunzipped(packed.body), plain.body);
}

TEST(GitLabServer, ServesUnderAPathPrefix) {
  const GitLabServerProcess server({"--url-prefix", "/gitlab"});
  EXPECT_EQ(get(server, std::string("/gitlab") + list).status, 200);
  EXPECT_EQ(get(server, list).status, 404);
}

TEST(GitLabServer, ServesRecordedMergeRequestsUnchanged) {
  const TemporaryFolder folder;
  const auto file = folder.write("old.json", R"([
    {"iid":7,"state":"reopened","created_at":"2017-09-26T02:35:01.726Z","labels":["x"]},
    {"id":1,"iid":8,"state":"merged","created_at":"2017-09-27T02:35:01Z","title":"é"}])");
  const GitLabServerProcess server({"--data", file.string()});
  const auto answer = get(server, std::string(list) + "?sort=asc");
  EXPECT_EQ(
      answer.body,
      R"([{"iid":7,"state":"reopened","created_at":"2017-09-26T02:35:01.726Z","labels":["x"]},)"
      R"({"id":1,"iid":8,"state":"merged","created_at":"2017-09-27T02:35:01Z","title":"é"}])");
  EXPECT_EQ(
      get(server, std::string(list) + "?view=simple&state=merged").body,
      R"([{"id":1,"iid":8,"title":"é","state":"merged","created_at":"2017-09-27T02:35:01Z"}])");
}

TEST(GitLabServer, SaysWhatIsWrongWithItsInput) {
  const TemporaryFolder folder;
  const std::vector<std::pair<std::vector<std::string>, std::string>> table{
      {{"--data", folder.write("a.json", "{}").string()}, "a.json: not a JSON array"},
      {{"--data", folder.write("b.json", "[{\"iid\":1,\"state\":\"x\"}]").string()},
       "b.json: merge request 1 of the array has no valid \"created_at\""},
      {{"--data", (folder / "none.json").string()}, "none.json: No such file"},
      {{"--fail", "whatever"}, "'whatever' is not a kind of failure"},
      {{"--end", "soon"}, "'soon' is not a date"}};
  for (const auto& [arguments, message] : table) {
    try {
      const GitLabServerProcess server(arguments);
      ADD_FAILURE() << "started; expected: " << message;
    } catch (const base::Error& error) {
      EXPECT_THAT(error.what(), HasSubstr(message));
    }
  }
}

TEST(GitLabServer, PrintsTheExpectedCollection) {
  const std::vector<std::string> data{"--services", "5", "--merge-requests", "100"};
  EXPECT_THAT(expected_of("counts", data), HasSubstr("\"seen\": 100"));
  EXPECT_THAT(expected_of("summary", data), HasSubstr("_failure_rate\": "));
}

}  // namespace
}  // namespace dora::test
