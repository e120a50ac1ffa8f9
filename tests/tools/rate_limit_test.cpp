// Tests the limit of requests per period.
#include "tests/tools/gitlab_server/rate_limit.h"

#include <map>

#include <gmock/gmock.h>

#include "tests/support/gitlab_server_process.h"
#include "tests/support/http_get.h"

namespace dora::test {
namespace {

using std::chrono::seconds;

std::map<std::string, std::string> by_name(const RateLimitReply& reply) {
  return {reply.headers.begin(), reply.headers.end()};
}

TEST(RateLimit, RefusesExcessRequestsInAPeriod) {
  const std::chrono::sys_seconds start(seconds(1000));
  RateLimit limit({2, 10});
  auto first = by_name(limit.take(start));
  EXPECT_EQ(first["RateLimit-Limit"], "12") << "as for a minute";
  EXPECT_EQ(first["RateLimit-Remaining"], "1");
  EXPECT_EQ(first["RateLimit-Observed"], "1");
  EXPECT_EQ(first["RateLimit-Reset"], "1010");
  EXPECT_FALSE(limit.take(start + seconds(1)).refused);
  const RateLimitReply third = limit.take(start + seconds(7));
  EXPECT_TRUE(third.refused);
  EXPECT_EQ(by_name(third)["Retry-After"], "3");
  EXPECT_EQ(by_name(third)["RateLimit-Remaining"], "0");
  EXPECT_FALSE(limit.take(start + seconds(10)).refused);
}

TEST(RateLimit, WithoutALimitThereAreNoHeaders) {
  RateLimit limit({});
  const RateLimitReply reply = limit.take({});
  EXPECT_FALSE(reply.refused);
  EXPECT_TRUE(reply.headers.empty());
}

TEST(RateLimit, ReadsRequestsAndSeconds) {
  EXPECT_EQ(parse_rate_limit("20/2"), (RateLimitOptions{20, 2}));
  for (const char* wrong : {"", "20", "20/", "/2", "0/2", "20/0", "20/2s", "-1/2", "a/b"}) {
    EXPECT_FALSE(parse_rate_limit(wrong)) << wrong;
  }
}

TEST(RateLimit, TheServerAnswersLikeTheMiddleware) {
  // 63 years, the first of which end in 2033: the period cannot end during the test.
  const GitLabServerProcess server({"--rate-limit", "1/2000000000"});
  const std::string url = server.base_url() + "/api/v4/projects/4242";
  EXPECT_EQ(http_get(url).header("ratelimit-remaining"), "0");
  const HttpReply refused = http_get(url);
  EXPECT_EQ(refused.status, 429);
  EXPECT_EQ(refused.body, "Retry later\n");
  EXPECT_TRUE(refused.has("retry-after"));
}

}  // namespace
}  // namespace dora::test
