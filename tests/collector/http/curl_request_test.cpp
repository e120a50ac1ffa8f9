// Tests what curl_client sends: method, headers, body, signature, token, through which proxy.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <stdlib.h>

#include "collector/base/error.h"
#include "tests/collector/http/curl_client_stage.h"
#include "tests/support/echo_server.h"
#include "tests/support/gitlab_server_process.h"

namespace dora::http {
namespace {

using std::chrono::seconds;
using testing::Contains;
using testing::HasSubstr;

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

}  // namespace
}  // namespace dora::http
