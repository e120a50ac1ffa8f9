// Tests over HTTP that gitlab-server breaks answers and connections as requested.
#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include <gmock/gmock.h>

#include "tests/support/gitlab_server_process.h"
#include "tests/support/http_get.h"

namespace dora::test {
namespace {

using testing::HasSubstr;

constexpr const char* failing_list = "/api/v4/projects/4242/merge_requests";

HttpReply fetch(const GitLabServerProcess& server, const std::string& target,
                const HttpCall& call = {}) {
  return http_get(server.base_url() + target, call);
}

TEST(GitLabServerFailures, FailsAsRequestedAndServesTheNextRequest) {
  struct Case {
    const char* spec;
    int status;
    const char* body;
  };
  const std::vector<Case> table{
      {"429", 429, "requested too many times"},  {"408", 408, "Request timed out"},
      {"500", 500, "500 Internal Server Error"}, {"502-html", 502, "<html>"},
      {"503", 503, "503 Service Unavailable"},   {"garbage", 200, "<!DOCTYPE html>"},
      {"401-expired", 401, "Token is expired"},  {"sign-in-page", 200, "<!DOCTYPE html>"},
      {"invalid-utf8", 200, "\"title\":\"\xff"}, {"deep-nesting", 200, "\"x\":[[[[[["},
      {"wrong-type", 200, "\"iid\":\"seven\""},  {"wrong-shape", 200, "{\"message\""}};
  for (const Case& row : table) {
    const GitLabServerProcess server({"--fail", std::string(row.spec) + ":first=1"});
    const auto failed = fetch(server, failing_list);
    EXPECT_EQ(failed.status, row.status) << row.spec;
    EXPECT_THAT(failed.body, HasSubstr(row.body)) << row.spec;
    EXPECT_FALSE(failed.has("retry-after")) << row.spec;
    EXPECT_EQ(fetch(server, failing_list).status, 200) << row.spec;
  }
}

TEST(GitLabServerFailures, SaysWhenToRetry) {
  const GitLabServerProcess server({"--fail", "429-retry-after:seconds=3", "--rate-limit", "9/60"});
  const auto answer = fetch(server, failing_list);
  EXPECT_EQ(answer.status, 429);
  EXPECT_EQ(answer.header("retry-after"), "3");
  EXPECT_EQ(answer.header("content-type"), "text/plain");
  EXPECT_TRUE(answer.has("ratelimit-reset"));
}

TEST(GitLabServerFailures, BreaksConnectionsAndServesTheNextRequest) {
  for (const std::string kind : {"reset", "close", "truncate"}) {
    const GitLabServerProcess server({"--fail", kind + ":first=1"});
    EXPECT_FALSE(fetch(server, failing_list).complete) << kind;
    const HttpReply whole = fetch(server, failing_list);
    EXPECT_TRUE(whole.complete) << kind;
    EXPECT_EQ(whole.status, 200) << kind;
    EXPECT_THAT(server.requests()[0], HasSubstr(kind));
  }
}

TEST(GitLabServerFailures, TruncatesAfterACorrectLength) {
  const GitLabServerProcess server({"--fail", "truncate:first=1"});
  const HttpReply broken = fetch(server, failing_list);
  const HttpReply whole = fetch(server, failing_list);
  EXPECT_FALSE(broken.complete);
  EXPECT_EQ(broken.header("content-length"), std::to_string(whole.body.size()));
  EXPECT_EQ(broken.body, whole.body.substr(0, whole.body.size() / 2));
}

TEST(GitLabServerFailures, HangsUntilTheClientLeavesAndThenServesOthers) {
  const GitLabServerProcess server({"--fail", "hang:first=1", "--threads", "1"});
  std::optional<std::chrono::steady_clock::time_point> asked;
  const auto had_time = [&](const HttpReply&) {
    const auto now = std::chrono::steady_clock::now();
    asked = asked || server.requests().empty() ? asked : now;
    return asked && now - *asked >= std::chrono::milliseconds(200);
  };
  EXPECT_FALSE(fetch(server, failing_list, {.give_up = had_time}).complete);
  // The only thread is free again; otherwise this would wait forever.
  EXPECT_EQ(fetch(server, failing_list).status, 200);
}

TEST(GitLabServerFailures, ServesOthersWhileManyRequestsHangAndEndsThem) {
  constexpr int hanging = 20;
  auto server = std::make_unique<GitLabServerProcess>(
      std::vector<std::string>{"--fail", "hang:first=" + std::to_string(hanging)});
  std::vector<std::thread> threads;
  threads.reserve(hanging);
  for (int i = 0; i < hanging; ++i) {
    threads.emplace_back([url = server->base_url() + failing_list] { http_get(url); });
  }
  while (server->requests().size() < hanging) {
    std::this_thread::yield();
  }
  EXPECT_EQ(fetch(*server, failing_list).status, 200);
  server.reset();  // Otherwise the threads would wait forever.
  for (std::thread& thread : threads) {
    thread.join();
  }
}

TEST(GitLabServerFailures, AlsoSaysWhenToRetryAsADate) {
  const GitLabServerProcess server({"--fail", "429-retry-date:seconds=3600"});
  const auto answer = fetch(server, failing_list);
  EXPECT_EQ(answer.status, 429);
  EXPECT_TRUE(answer.has("date"));
  EXPECT_THAT(answer.header("retry-after"),
              testing::MatchesRegex("[A-Z][a-z]{2}, [0-9]{2} [A-Z][a-z]{2} [0-9]{4} "
                                    "[0-9]{2}:[0-9]{2}:[0-9]{2} GMT"));
}

TEST(GitLabServerFailures, DeclaresASignInPageAsHtml) {
  const GitLabServerProcess server({"--fail", "sign-in-page:first=1"});
  EXPECT_EQ(fetch(server, failing_list).header("content-type"), "text/html; charset=utf-8");
  EXPECT_EQ(fetch(server, failing_list).header("content-type"), "application/json");
}

TEST(GitLabServerFailures, SendsHugeHeaders) {
  const GitLabServerProcess server({"--fail", "huge-headers"});
  std::size_t size = 0;
  for (const auto& [name, value] : fetch(server, failing_list).headers) {
    size += value.size();
  }
  EXPECT_GT(size, 150'000U);
}

TEST(GitLabServerFailures, DripsUntilTheClientLeaves) {
  const GitLabServerProcess server({"--fail", "drip:first=1", "--threads", "1"});
  const auto start = std::chrono::steady_clock::now();
  const auto slow =
      fetch(server, failing_list,
            {.give_up = [](const HttpReply& reply) { return reply.body.size() >= 5; }});
  const auto took = std::chrono::steady_clock::now() - start;
  EXPECT_EQ(slow.status, 200);
  EXPECT_FALSE(slow.complete);
  EXPECT_LE(slow.body.size() * std::chrono::milliseconds(50), took);
  EXPECT_TRUE(fetch(server, failing_list).complete);
}

TEST(GitLabServerFailures, RedirectsMovedProjects) {
  const GitLabServerProcess server({"--fail", "redirect-same"});
  const auto moved =
      fetch(server, "/api/v4/projects/platform%2Fdeployments/merge_requests?sort=asc&page=1");
  EXPECT_EQ(moved.status, 301);
  EXPECT_EQ(moved.header("location"), server.base_url() + failing_list + "?page=1&sort=asc");
  EXPECT_EQ(fetch(server, failing_list).status, 200);

  const GitLabServerProcess other({"--fail", "redirect-other=http://127.0.0.1:9"});
  const auto away = fetch(other, failing_list);
  EXPECT_EQ(away.header("location"), std::string("http://127.0.0.1:9") + failing_list);
}

}  // namespace
}  // namespace dora::test
