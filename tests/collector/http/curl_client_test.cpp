// Tests of collector/http/curl_client against a GitLab on loopback.
#include "collector/http/curl_client.h"

#include <csignal>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "collector/base/error.h"
#include "tests/collector/http/curl_client_stage.h"
#include "tests/support/gitlab_server_process.h"
#include "tests/support/scripted_server.h"

namespace dora::http {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
using testing::SizeIs;

TEST_F(CurlClientTest, ReturnsTheCompleteDecompressedAnswer) {
  const test::GitLabServerProcess server;
  const Response response = get({}, server.api_url() + list);
  EXPECT_EQ(response.id, 7U);
  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(response.failure, Failure::none);
  EXPECT_EQ(find_header(response, "content-encoding"), "gzip");
  EXPECT_EQ(find_header(response, "x-next-page"), "2");
  EXPECT_EQ(response.body.front(), '[');
  EXPECT_EQ(response.body.back(), ']');
}

TEST_F(CurlClientTest, SendsARequestThatMustNotBeRepeatedOnce) {
  // libcurl sends a request again if a connection that was used before ends without an answer.
  const test::ScriptedServer server(
      {test::http_answer(200), test::reset_connection, test::http_answer(200)});
  CurlClient client({}, interrupt_);
  const auto send = [&](Repeat repeat) {
    Request request{1, server.url() + "/p", Method::post};
    request.repeat = repeat;
    client.start(std::move(request));
    return client.wait(Clock::now() + seconds(30)).value_or(Response{});
  };
  EXPECT_EQ(send(Repeat::if_not_handled).status, 200);
  const Response broken = send(Repeat::if_not_handled);
  EXPECT_EQ(broken.failure, Failure::broken);
  EXPECT_TRUE(broken.sent);
  EXPECT_THAT(server.requests(), SizeIs(2));
}

TEST_F(CurlClientTest, KnowsWhetherAnythingWasSent) {
  const test::ScriptedServer server({test::http_answer(200)});
  std::string no_tls = server.url();
  no_tls.replace(0, 4, "https");
  EXPECT_FALSE(get({}, "http://127.0.0.1:1/").sent);
  EXPECT_FALSE(get({}, no_tls).sent) << "the handshake failed";
  EXPECT_TRUE(get({}, server.url()).sent);
}

TEST_F(CurlClientTest, RunsTransfersConcurrentlyAndKeepsThemApart) {
  const test::GitLabServerProcess server;
  CurlClient client({}, interrupt_);
  for (std::uint64_t id = 1; id <= 20; ++id) {
    client.start({id, server.api_url() + "/projects/" + (id % 2 == 0 ? "4242" : "1")});
  }
  std::vector<bool> seen(21);
  for (int i = 0; i < 20; ++i) {
    const auto response = client.wait(Clock::now() + seconds(30));
    ASSERT_TRUE(response);
    EXPECT_FALSE(seen[response->id]);
    seen[response->id] = true;
    EXPECT_EQ(response->status, response->id % 2 == 0 ? 200 : 404);
  }
  EXPECT_FALSE(client.wait(Clock::now())) << "nothing is in progress any more";
}

TEST_F(CurlClientTest, SendsEveryRequestWithoutWaitingForTheFirstAnswer) {
  const test::GitLabServerProcess server({"--fail", "hang"});
  CurlClient client({}, interrupt_);
  for (std::uint64_t id = 1; id <= 3; ++id) {
    client.start({id, server.api_url() + list});
  }
  const auto end = Clock::now() + seconds(30);
  while (server.requests().size() < 3 && Clock::now() < end) {
    ASSERT_FALSE(client.wait(Clock::now() + milliseconds(20)));
  }
  EXPECT_THAT(server.requests(), SizeIs(3)) << "of three that are never answered";
}

TEST_F(CurlClientTest, FollowsNoRedirects) {
  const test::GitLabServerProcess server({"--fail", "redirect-same"});
  const Response response = get({}, server.api_url() + "/projects/platform%2Fdeployments");
  EXPECT_EQ(response.status, 301);
  EXPECT_TRUE(find_header(response, "location"));
}

TEST_F(CurlClientTest, BrokenTransfersFailWithoutAStatus) {
  for (const char* how : {"reset", "close", "truncate"}) {
    const test::GitLabServerProcess server({"--fail", how});
    const Response response = get({}, server.api_url() + list);
    EXPECT_EQ(response.failure, Failure::broken) << how;
    EXPECT_EQ(response.status, 0) << how;
    EXPECT_NE(response.failure_text, "") << how;
  }
}

TEST_F(CurlClientTest, DistinguishesUnreachableFromPermanent) {
  EXPECT_EQ(get({}, "http://127.0.0.1:1/").failure, Failure::unreachable);
  EXPECT_EQ(get({}, "gopher://127.0.0.1/").failure, Failure::permanent);
}

TEST_F(CurlClientTest, CancelledTransfersNeverEnd) {
  const test::GitLabServerProcess server;
  CurlClient client({}, interrupt_);
  client.start({1, server.api_url() + list});
  client.start({2, server.api_url() + list});
  client.cancel_all();
  client.start({3, server.api_url() + list});
  const auto response = client.wait(Clock::now() + seconds(30));
  ASSERT_TRUE(response);
  EXPECT_EQ(response->id, 3U);
  EXPECT_FALSE(client.wait(Clock::now()));
}

TEST_F(CurlClientTest, AnInterruptEndsTheWait) {
  const test::GitLabServerProcess server({"--fail", "hang"});
  CurlClient client({}, interrupt_);
  client.start({1, server.api_url() + list});
  EXPECT_FALSE(client.wait(Clock::now()));
  ::raise(SIGTERM);
  EXPECT_THROW(client.wait(Clock::now() + seconds(30)), base::Interrupted);
}

}  // namespace
}  // namespace dora::http
