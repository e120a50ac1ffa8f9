// Tests of collector/http/curl_client against a GitLab on loopback.
#include "collector/http/curl_client.h"

#include <csignal>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <stdlib.h>

#include "collector/base/error.h"
#include "tests/support/echo_server.h"
#include "tests/support/gitlab_server_process.h"
#include "tests/support/scripted_server.h"

namespace dora::http {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
using testing::Contains;
using testing::HasSubstr;
using testing::SizeIs;

constexpr const char* list = "/projects/4242/merge_requests?per_page=100&page=1";

class CurlClientTest : public testing::Test {
 protected:
  // If the machine uses a proxy, libcurl would ask it for the server on loopback.
  CurlClientTest() { ::setenv("no_proxy", "*", 1); }

  Response get(CurlOptions options, const std::string& url) {
    CurlClient client(std::move(options), interrupt_);
    client.start({7, url});
    auto response = client.wait(Clock::now() + seconds(30));
    EXPECT_TRUE(response) << "no answer within 30 s";
    return response.value_or(Response{});
  }

  base::Interrupt interrupt_;
};

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

TEST_F(CurlClientTest, SendsMethodHeadersAndBody) {
  const test::EchoServer server;
  CurlClient client({}, interrupt_);
  const std::string body("a\0b\n", 4);
  const std::string text_headers = "content-length: 4\ncontent-type: text/x\nx-a: 1\n";
  struct Case {
    Method method;
    std::string expected;
  };
  // One after the other through the same handle: nothing may be left of the previous one.
  for (const Case& each : {Case{Method::post, "POST /p\n" + text_headers + "\n" + body},
                           Case{Method::get, "GET /p\nx-a: 1\n\n"},
                           Case{Method::put, "PUT /p\n" + text_headers + "\n" + body},
                           Case{Method::del, "DELETE /p\ncontent-length: 0\n\n"},
                           Case{Method::get, "GET /p\nx-a: 1\n\n"}}) {
    Request request{3, server.url() + "/p", each.method};
    if (each.method == Method::post || each.method == Method::put) {
      request.headers = {{"Content-Type", "text/x"}, {"X-A", "1"}};
      request.body = body;
    } else if (each.method == Method::get) {
      request.headers = {{"X-A", "1"}};
    }
    client.start(std::move(request));
    const auto response = client.wait(Clock::now() + seconds(30));
    ASSERT_TRUE(response);
    EXPECT_EQ(response->body, each.expected);
  }
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

// The examples of "Signature Calculations for the Authorization Header: Transferring Payload in a
// Single Chunk" in the API reference of Amazon S3:
// https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html
TEST_F(CurlClientTest, SignsAsTheExamplesOfAmazonS3) {
  const test::EchoServer server;
  CurlOptions options;
  options.signature = {"AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", "",
                       "us-east-1"};
  CurlClient client(options, interrupt_);
  struct Case {
    Request request;
    const char* names;
    const char* signature;
  };
  for (const Case& each :
       std::vector<Case>{{{1, "/test.txt", Method::get, {{"Range", "bytes=0-9"}}},
                          "host;range;x-amz-content-sha256;x-amz-date",
                          "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41"},
                         {{2,
                           "/test%24file.text",
                           Method::put,
                           {{"Date", "Fri, 24 May 2013 00:00:00 GMT"},
                            {"x-amz-storage-class", "REDUCED_REDUNDANCY"}},
                           "Welcome to Amazon S3."},
                          "date;host;x-amz-content-sha256;x-amz-date;x-amz-storage-class",
                          "98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd"},
                         {{3, "/?lifecycle="},
                          "host;x-amz-content-sha256;x-amz-date",
                          "fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543"},
                         {{4, "/?max-keys=2&prefix=J"},
                          "host;x-amz-content-sha256;x-amz-date",
                          "34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7"}}) {
    Request request = each.request;
    request.url = server.url() + request.url;
    request.headers.push_back({"Host", "examplebucket.s3.amazonaws.com"});
    request.headers.push_back({"X-Amz-Date", "20130524T000000Z"});
    client.start(std::move(request));
    const auto response = client.wait(Clock::now() + seconds(30));
    ASSERT_TRUE(response);
    EXPECT_EQ(find_header(*response, "x-authorization"),
              fmt::format("AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/"
                          "aws4_request, SignedHeaders={}, Signature={}",
                          each.names, each.signature));
  }
}

TEST_F(CurlClientTest, SignsNothingThatItDoesNotSend) {
  const test::EchoServer server;
  CurlOptions options;
  options.signature = {"key", "secret of the key", "token of a session", "eu-central-1"};
  EXPECT_THROW(CurlClient(options, interrupt_), base::UsageError);  // No key has blanks.
  options.signature = {"key", "secret-of-the-key", "token-of-a-session", "eu-central-1"};
  CurlClient client(options, interrupt_);
  for (const Method method : {Method::put, Method::del, Method::head, Method::get}) {
    Request request{1, server.url() + "/a", method};
    if (method == Method::put) {
      request.headers = {{"Content-Type", "text/x"}};
      request.body = "secret-of-the-key";
    }
    client.start(std::move(request));
    const auto response = client.wait(Clock::now() + seconds(30));
    ASSERT_TRUE(response);
    EXPECT_EQ(response->failure, Failure::none) << response->failure_text;
    EXPECT_THAT(std::string(find_header(*response, "x-authorization").value_or("")),
                HasSubstr(fmt::format(
                    "SignedHeaders={}host;x-amz-content-sha256;x-amz-date;x-amz-security-token, ",
                    method == Method::put ? "content-type;" : "")));
    EXPECT_EQ(response->body.empty(), method == Method::head);
    if (method == Method::put) {
      EXPECT_THAT(response->body, HasSubstr("x-amz-security-token: ******************\n"));
      EXPECT_THAT(response->body, HasSubstr("\n\n*****************")) << "masked in answers";
    }
  }
}

TEST_F(CurlClientTest, RefusesAHeaderWithALineBreak) {
  CurlClient client({}, interrupt_);
  for (const Header& header : {Header{"X-A", "1\r\nX-B: 2"}, Header{"X-A\n", "1"}}) {
    Request request{1, "http://127.0.0.1:1/", Method::get, {header}};
    EXPECT_THROW(client.start(std::move(request)), base::Error);
  }
}

TEST_F(CurlClientTest, UsesNoProxyForThisMachine) {
  ::unsetenv("no_proxy");
  for (const char* variable : {"http_proxy", "ALL_PROXY"}) {
    ::setenv(variable, "http://127.0.0.1:1", 1);
    const test::GitLabServerProcess server;
    EXPECT_EQ(get({}, server.api_url() + list).status, 200) << variable;
    ::unsetenv(variable);
  }
}

TEST_F(CurlClientTest, StillUsesTheProxyForOtherMachines) {
  ::unsetenv("no_proxy");
  const test::GitLabServerProcess proxy;
  ::setenv("http_proxy", proxy.base_url().c_str(), 1);
  CurlClient client({}, interrupt_);
  client.start({1, proxy.api_url() + list});
  EXPECT_TRUE(client.wait(Clock::now() + seconds(30)));
  client.start({2, "http://gitlab.invalid/api/v4/x"});  // Through the same handle as the first.
  const auto response = client.wait(Clock::now() + seconds(30));
  ::unsetenv("http_proxy");
  ASSERT_TRUE(response);
  EXPECT_EQ(response->failure, Failure::none) << "answered by the proxy";
}

TEST_F(CurlClientTest, SendsTheTokenAsBearer) {
  const test::GitLabServerProcess server({"--token", "t0ken"});
  CurlOptions options;
  options.bearer_token = "t0ken";
  EXPECT_EQ(get(options, server.api_url() + list).status, 200);
  EXPECT_EQ(get({}, server.api_url() + list).status, 404);
  EXPECT_THAT(server.requests(), Contains(HasSubstr("auth=yes")));
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

TEST_F(CurlClientTest, RefusesTooLargeHeaders) {
  const test::GitLabServerProcess server({"--fail", "huge-headers"});
  const Response response = get({}, server.api_url() + list);
  EXPECT_EQ(response.failure, Failure::permanent);
  EXPECT_THAT(response.failure_text, HasSubstr("headers are larger than 64 KiB"));
}

TEST_F(CurlClientTest, AbortsAnAnswerThatDrips) {
  const test::GitLabServerProcess server({"--fail", "drip"});
  CurlOptions options;
  options.stall_timeout = seconds(1);
  const Response response = get(options, server.api_url() + list);
  EXPECT_EQ(response.failure, Failure::broken);
  EXPECT_EQ(response.status, 0);
}

TEST_F(CurlClientTest, ReportsTheBytesTransferred) {
  const test::GitLabServerProcess server;
  const Response response = get({}, server.api_url() + list);
  EXPECT_GT(response.bytes, 1000);
  EXPECT_LT(response.bytes, static_cast<std::int64_t>(response.body.size())) << "not compressed";
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
