// Tests how curl_client takes an answer: in pieces, masked, and only so large and so slow.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/collector/http/curl_client_stage.h"
#include "tests/support/echo_server.h"
#include "tests/support/gitlab_server_process.h"

namespace dora::http {
namespace {

using std::chrono::seconds;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

TEST_F(CurlClientTest, HandsTheBodyOnAsItArrives) {
  const test::EchoServer server;
  CurlClient client({}, interrupt_);
  std::string heard;
  const auto send = [&](bool go_on) {
    Request request{3, server.url() + "/p", Method::post};
    request.headers = {{"Content-Type", "text/x"}};
    request.body = "abc";
    request.on_body = [&heard, go_on](std::string_view bytes) {
      heard += bytes;
      return go_on;
    };
    client.start(std::move(request));
    return client.wait(Clock::now() + seconds(30)).value_or(Response{});
  };
  Response response = send(true);
  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(response.body, "");
  EXPECT_THAT(heard, testing::EndsWith("\nabc"));
  response = send(false);
  EXPECT_EQ(response.failure, Failure::permanent);
  EXPECT_THAT(response.failure_text, HasSubstr("reader"));
  // The next request through the same handle is collected again.
  EXPECT_THAT(get({}, server.url() + "/q").body, HasSubstr("GET /q"));
}

TEST_F(CurlClientTest, MasksTheTokenIfAnAnswerRepeatsIt) {
  const test::GitLabServerProcess server;
  CurlOptions options;
  const Response plain = get(options, server.api_url() + list);
  options.bearer_token = "merge_requests";  // Occurs in every address in the answer.
  const Response masked = get(options, server.api_url() + list);
  EXPECT_THAT(plain.body, HasSubstr("merge_requests"));
  EXPECT_THAT(masked.body, AllOf(Not(HasSubstr("merge_requests")), HasSubstr("**************")));
  EXPECT_EQ(masked.body.size(), plain.body.size());
  for (const Header& header : masked.headers) {
    EXPECT_THAT(header.value, Not(HasSubstr("merge_requests"))) << header.name;
  }
}

TEST_F(CurlClientTest, AbortsASilentServer) {
  const test::GitLabServerProcess server({"--fail", "hang"});
  CurlOptions options;
  options.stall_timeout = seconds(1);
  EXPECT_EQ(get(options, server.api_url() + list).failure, Failure::broken);
}

TEST_F(CurlClientTest, AbortsAnEndlessAnswerHoweverSteadilyItArrives) {
  const test::GitLabServerProcess server({"--fail", "drip"});
  CurlOptions options;
  options.answer_timeout = seconds(1);  // A stall would be detected only after a minute.
  const Response response = get(options, server.api_url() + list);
  EXPECT_EQ(response.failure, Failure::broken);
  EXPECT_THAT(response.failure_text, HasSubstr("timed out"));
}

TEST_F(CurlClientTest, AbortsAnAnswerThatDrips) {
  const test::GitLabServerProcess server({"--fail", "drip"});
  CurlOptions options;
  options.stall_timeout = seconds(1);
  const Response response = get(options, server.api_url() + list);
  EXPECT_EQ(response.failure, Failure::broken);
  EXPECT_EQ(response.status, 0);
}

TEST_F(CurlClientTest, RefusesATooLargeAnswer) {
  const test::GitLabServerProcess server;
  CurlOptions options;
  options.largest_body = get({}, server.api_url() + list).body.size() - 1;
  const Response response = get(options, server.api_url() + list);
  EXPECT_EQ(response.failure, Failure::permanent);
  EXPECT_THAT(response.failure_text, HasSubstr("larger than"));
  EXPECT_EQ(response.body, "") << "useless data takes memory";
}

TEST_F(CurlClientTest, DoesNotRepeatAnAnswerThatIsTooLargeByItself) {
  const test::GitLabServerProcess server;
  CurlOptions options;
  options.largest_bodies = 10'000;
  const Response response = get(options, server.api_url() + list);
  EXPECT_EQ(response.failure, Failure::permanent);
  EXPECT_THAT(response.failure_text, HasSubstr("larger than"));
}

TEST_F(CurlClientTest, AbortsAnswersThatAreTooLargeTogether) {
  const test::GitLabServerProcess server;
  const std::size_t one = get({}, server.api_url() + list).body.size();
  CurlOptions options;
  options.largest_bodies = one + one / 2;
  CurlClient client(options, interrupt_);
  for (std::uint64_t id = 1; id <= 3; ++id) {
    client.start({id, server.api_url() + list});
  }
  int whole = 0;
  for (int i = 0; i < 3; ++i) {
    const auto response = client.wait(Clock::now() + seconds(30));
    ASSERT_TRUE(response);
    if (response->failure == Failure::none) {
      ++whole;
      EXPECT_EQ(response->body.size(), one);
    } else {
      EXPECT_EQ(response->failure, Failure::crowded);
      EXPECT_THAT(response->failure_text, HasSubstr("together"));
      EXPECT_EQ(response->body, "") << "useless data takes memory";
    }
  }
  EXPECT_GE(whole, 1);
  client.start({4, server.api_url() + list});
  const auto again = client.wait(Clock::now() + seconds(30));
  ASSERT_TRUE(again);
  EXPECT_EQ(again->body.size(), one) << "aborted data still counts";
}

TEST_F(CurlClientTest, RefusesTooLargeHeaders) {
  const test::GitLabServerProcess server({"--fail", "huge-headers"});
  const Response response = get({}, server.api_url() + list);
  EXPECT_EQ(response.failure, Failure::permanent);
  EXPECT_THAT(response.failure_text, HasSubstr("headers are larger than 64 KiB"));
}

TEST_F(CurlClientTest, ReportsTheBytesTransferred) {
  const test::GitLabServerProcess server;
  const Response response = get({}, server.api_url() + list);
  EXPECT_GT(response.bytes, 1000);
  EXPECT_LT(response.bytes, static_cast<std::int64_t>(response.body.size())) << "not compressed";
}

}  // namespace
}  // namespace dora::http
