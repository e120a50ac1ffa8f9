// Tests of collector/http/url.
#include "collector/http/url.h"

#include <gtest/gtest.h>

namespace dora::http {
namespace {

TEST(Url, OriginHoldsSchemeHostAndPort) {
  EXPECT_EQ(origin_of("https://gitlab.com/a?b"), "https://gitlab.com:443");
  EXPECT_EQ(origin_of("http://127.0.0.1:8080/x"), "http://127.0.0.1:8080");
  EXPECT_EQ(origin_of("https://gitlab.com:443"), origin_of("https://gitlab.com/"));
  EXPECT_EQ(origin_of("HTTPS://GitLab.Com"), "https://gitlab.com:443");
  EXPECT_NE(origin_of("http://gitlab.com"), origin_of("https://gitlab.com"));
  for (const char* text :
       {"", "gitlab.com", "ftp://gitlab.com", "https://", "file:///etc/passwd"}) {
    EXPECT_EQ(origin_of(text), std::nullopt) << text;
  }
}

TEST(Url, LoopbackIsOnlyThisMachine) {
  for (const char* url :
       {"http://127.0.0.1:8080/x", "https://127.9.9.9", "http://LOCALHOST/", "http://[::1]:80/"}) {
    EXPECT_TRUE(is_loopback(url)) << url;
  }
  for (const char* url : {"http://128.0.0.1", "http://localhost.example", "http://127.0.0.1.nip.io",
                          "http://0.0.0.0", "localhost:", ""}) {
    EXPECT_FALSE(is_loopback(url)) << url;
  }
}

TEST(Url, FindsCredentialsAndQueries) {
  EXPECT_FALSE(has_credentials_or_query("https://gitlab.com/api/v4"));
  for (const char* text : {"https://u@gitlab.com", "https://u:p@gitlab.com",
                           "https://gitlab.com/?private_token=x", "https://gitlab.com/#x"}) {
    EXPECT_TRUE(has_credentials_or_query(text)) << text;
  }
}

TEST(Url, ResolvesALocationAgainstItsPage) {
  const std::string base = "https://gitlab.com/api/v4/projects/a%2Fb?x=1";
  EXPECT_EQ(resolve(base, "/api/v4/projects/7"), "https://gitlab.com/api/v4/projects/7");
  EXPECT_EQ(resolve(base, "https://other.example/y"), "https://other.example/y");
  EXPECT_EQ(resolve(base, "http://["), std::nullopt);
}

TEST(WithoutCredentials, HidesUserAndPasswordOfEachUrl) {
  EXPECT_EQ(without_credentials("Unsupported proxy scheme for 'foo://u:secret@h:1'"),
            "Unsupported proxy scheme for 'foo://[hidden]@h:1'");
  EXPECT_EQ(without_credentials("http://u@a/x@y and https://v:w@z@b"),
            "http://[hidden]@a/x@y and https://[hidden]@b");
  for (const char* plain : {"", "Could not resolve host", "https://host/a@b", "://"}) {
    EXPECT_EQ(without_credentials(plain), plain);
  }
}

}  // namespace
}  // namespace dora::http
