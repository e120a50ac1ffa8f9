// Tests who is let in.
#include "reports/webserver/access.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "collector/base/text/base64.h"
#include "reports/webserver/random_text.h"

namespace dora::webserver {
namespace {

using Headers = std::multimap<std::string, std::string, std::less<>>;

AccessOptions loopback(std::string token) {
  AccessOptions options;
  options.address = "127.0.0.1";
  options.port = 5000;
  options.token = std::move(token);
  return options;
}

class AccessTest : public testing::Test {
 protected:
  Request request(const std::string& method, Headers headers, const std::string& query = "") const {
    Request result;
    result.method = method;
    result.path = "/chat";
    result.query = query;
    result.headers = std::move(headers);
    if (!result.headers.contains("host")) {
      result.headers.emplace("host", "127.0.0.1:5000");
    }
    if (method == "POST" && !result.headers.contains("content-type")) {
      result.headers.emplace("content-type", "application/x-www-form-urlencoded");
    }
    return result;
  }

  /// 200: let in.
  int status(const Request& sent) const {
    const auto admitted = access_.admit(sent);
    const auto* reply = std::get_if<Reply>(&admitted);
    return reply == nullptr ? 200 : reply->status;
  }
  int get(Headers headers) const { return status(request("GET", std::move(headers))); }
  int post(Headers headers) const { return status(request("POST", std::move(headers))); }

  /// The cookie that a browser with the token gets.
  std::string cookie() const {
    const auto admitted =
        access_.admit(request("GET", {{"sec-fetch-site", "none"}}, "token=" + token_));
    const auto* reply = std::get_if<Reply>(&admitted);
    EXPECT_NE(reply, nullptr);
    EXPECT_EQ(reply->status, 303);
    for (const auto& [name, value] : reply->headers) {
      if (name == "Location") {
        EXPECT_EQ(value, "/chat") << "the token must not stay in the address";
      }
      if (name == "Set-Cookie") {
        EXPECT_THAT(value, testing::EndsWith("; HttpOnly; SameSite=Strict; Path=/"));
        return value.substr(0, value.find(';'));
      }
    }
    ADD_FAILURE() << "no cookie";
    return "";
  }

  const std::string token_ = random_text();
  const std::string bearer_ = "Bearer " + token_;
  const Access access_{loopback(token_)};
};

TEST_F(AccessTest, AnswersToItsOwnNamesOnly) {
  for (const char* host : {"127.0.0.1:5000", "localhost:5000", "[::1]:5000", "LocalHost:5000"}) {
    EXPECT_EQ(get({{"host", host}, {"authorization", bearer_}}), 200) << host;
  }
  for (const char* host : {"evil.example",
                           "evil.example:5000",
                           "127.0.0.1",
                           "127.0.0.1:80",
                           "",
                           "localhost:5000.evil.example",
                           "localhost.evil:5000",
                           "evil-localhost:5000",
                           "localhost.:5000",
                           "127.0.0.1.:5000",
                           "localhost",
                           "[::1]",
                           "::1:5000",
                           "[::1]:80",
                           "[::ffff:127.0.0.1]:5000",
                           "[0:0:0:0:0:0:0:1]:5000",
                           "127.1:5000",
                           "2130706433:5000",
                           "0177.0.0.1:5000",
                           "127.0.0.2:5000",
                           "0.0.0.0:5000",
                           "127.0.0.1:05000",
                           "127.0.0.1:5000,evil.example",
                           "evil@127.0.0.1:5000",
                           "127.0.0.1:5000/",
                           "127.0.0.1:5000 ",
                           "*",
                           "192.0.2.1:5000"}) {
    EXPECT_EQ(get({{"host", host}, {"authorization", bearer_}}), 421) << host;
  }
  EXPECT_EQ(get({{"host", "127.0.0.1:5000"}, {"host", "evil.example"}, {"authorization", bearer_}}),
            421);
}

TEST(AccessAtPort80, KnowsNamesWithoutThePort) {
  AccessOptions options = loopback("secret");
  options.port = 80;
  const Access access(options);
  for (const auto& [host, status] : {std::pair("127.0.0.1", 200), std::pair("localhost:80", 200),
                                     std::pair("[::1]", 200), std::pair("evil.example", 421)}) {
    Request request;
    request.method = "POST";
    request.path = "/";
    request.headers = {{"host", host},
                       {"origin", fmt::format("http://{}", host)},
                       {"authorization", "Bearer secret"},
                       {"content-type", "application/x-www-form-urlencoded"}};
    const auto admitted = access.admit(request);
    const auto* reply = std::get_if<Reply>(&admitted);
    // A browser, which sends an origin, also needs its cookie.
    EXPECT_EQ(reply == nullptr ? 200 : reply->status, status == 200 ? 401 : status) << host;
  }
}

TEST_F(AccessTest, KnowsAProgramByItsToken) {
  EXPECT_EQ(get({}), 401);
  EXPECT_EQ(post({}), 401);
  EXPECT_EQ(get({{"authorization", "Bearer " + random_text()}}), 401);
  EXPECT_EQ(get({{"authorization", "Bearer "}}), 401);
  EXPECT_EQ(post({{"authorization", bearer_}}), 200);
  EXPECT_EQ(status(request("POST", {}, "token=" + token_)), 200);
}

TEST_F(AccessTest, GivesABrowserACookieForTheToken) {
  const std::string cookie = this->cookie();
  EXPECT_EQ(get({{"cookie", cookie}, {"sec-fetch-site", "same-origin"}}), 200);
  EXPECT_EQ(get({{"cookie", "other=1; " + cookie + "; more=2"}}), 200);
  EXPECT_EQ(get({{"sec-fetch-site", "same-origin"}}), 401);
  std::string changed = cookie;
  changed.back() = changed.back() == '0' ? '1' : '0';
  EXPECT_EQ(get({{"cookie", changed}}), 401);
  EXPECT_EQ(get({{"cookie", "dora_5001" + cookie.substr(cookie.find('='))}}), 401)
      << "of a server on another port";
}

TEST_F(AccessTest, TakesFormsOfItsOwnPagesOnly) {
  const std::string cookie = this->cookie();
  EXPECT_EQ(post({{"cookie", cookie}, {"origin", "http://127.0.0.1:5000"}}), 200);
  EXPECT_EQ(post({{"cookie", cookie}}), 403) << "a browser sends an origin";
  for (const char* origin : {"http://evil.example", "null", "http://127.0.0.1:5001",
                             "https://127.0.0.1:5000", "http://127.0.0.1:5000.evil.example", ""}) {
    EXPECT_EQ(post({{"cookie", cookie}, {"origin", origin}}), 403) << origin;
    EXPECT_EQ(post({{"authorization", bearer_}, {"origin", origin}}), 403) << origin;
  }
  for (const char* site : {"cross-site", "same-site", "Same-Origin", "", "anything"}) {
    EXPECT_EQ(
        post({{"cookie", cookie}, {"origin", "http://localhost:5000"}, {"sec-fetch-site", site}}),
        403)
        << site;
    EXPECT_EQ(get({{"cookie", cookie}, {"sec-fetch-site", site}, {"sec-fetch-mode", "no-cors"}}),
              403)
        << site;
    EXPECT_EQ(get({{"cookie", cookie}, {"sec-fetch-site", site}, {"sec-fetch-mode", "navigate"}}),
              200)
        << "a link from elsewhere may lead here";
  }
}

TEST_F(AccessTest, WantsAFormFromWhoeverPosts) {
  for (const char* type : {"text/plain", "application/json", "multipart/form-data; boundary=x"}) {
    EXPECT_EQ(post({{"authorization", bearer_}, {"content-type", type}}), 415) << type;
  }
  EXPECT_EQ(post({{"authorization", bearer_},
                  {"content-type", "application/x-www-form-urlencoded;charset=UTF-8"}}),
            200);
  EXPECT_EQ(post({{"authorization", bearer_},
                  {"content-type", "application/x-www-form-urlencoded"},
                  {"content-type", "text/plain"}}),
            415);
}

TEST_F(AccessTest, KnowsFormsByTheirKey) {
  const std::string cookie = this->cookie();
  const auto admitted = access_.admit(request("GET", {{"cookie", cookie}}));
  const auto& visitor = std::get<Visitor>(admitted);
  EXPECT_FALSE(visitor.form_key.empty());
  EXPECT_TRUE(Access::is_own_form(visitor, visitor.form_key));
  EXPECT_FALSE(Access::is_own_form(visitor, random_text()));
  EXPECT_FALSE(Access::is_own_form(visitor, ""));
  EXPECT_TRUE(Access::is_own_form(Visitor{}, "")) << "a program has no page";
  const auto other = access_.admit(request("GET", {{"cookie", this->cookie()}}));
  EXPECT_NE(std::get<Visitor>(other).form_key, visitor.form_key);
}

TEST(AccessFromElsewhere, NeedsThePasswordAndTheNameOfTheProxy) {
  AccessOptions options;
  options.address = "0.0.0.0";
  options.port = 5000;
  options.password = "correct horse";
  options.public_origin = "https://dora.example.com";
  const Access access(options);
  const auto status = [&](Headers headers, const char* method = "GET") {
    Request request;
    request.method = method;
    request.path = "/";
    request.headers = std::move(headers);
    const auto admitted = access.admit(request);
    const auto* reply = std::get_if<Reply>(&admitted);
    return reply == nullptr ? 200 : reply->status;
  };
  const std::string basic = "Basic " + text::base64("dora:correct horse");
  EXPECT_EQ(status({{"host", "dora.example.com"}, {"authorization", basic}}), 200);
  EXPECT_EQ(status({{"host", "192.0.2.1:5000"}, {"authorization", basic}}), 200)
      << "nobody can own an address";
  EXPECT_EQ(status({{"host", "evil.example:5000"}, {"authorization", basic}}), 421);
  EXPECT_EQ(status({{"host", "dora.example.com"}}), 401);
  EXPECT_EQ(status({{"host", "dora.example.com"},
                    {"authorization", "Basic " + text::base64("dora:wrong horse!")}}),
            401);
  EXPECT_EQ(
      status({{"host", "dora.example.com"}, {"authorization", basic}, {"sec-fetch-site", "none"}}),
      303)
      << "a browser gets its cookie";
  EXPECT_EQ(status({{"host", "dora.example.com"},
                    {"authorization", basic},
                    {"sec-fetch-site", "same-origin"},
                    {"origin", "https://dora.example.com"},
                    {"content-type", "application/x-www-form-urlencoded"}},
                   "POST"),
            401)
      << "a form needs the cookie, and so its key";
  for (std::size_t tried = 1; tried < Access::most_wrong; ++tried) {
    EXPECT_EQ(status({{"host", "dora.example.com"}, {"authorization", "Basic wrong"}}), 401);
  }
  EXPECT_EQ(status({{"host", "dora.example.com"}, {"authorization", basic}}), 429)
      << "a guess, even a right one, has to wait";
}

}  // namespace
}  // namespace dora::webserver
