// Tests which addresses a page may link to.
#include "reports/inputs/web_url.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace dora::inputs {
namespace {

TEST(WebUrl, LinksOnlyToPlainWebAddresses) {
  for (const char* url :
       {"https://gitlab.example/a/-/merge_requests/1", "http://10.0.0.1:8080/x?y=1&z=2#n",
        "HTTPS://Gitlab.example/a'b", "https://例え.example/"}) {
    EXPECT_TRUE(is_web_url(url)) << url;
  }
  for (const char* url : {"",
                          "https://",
                          "http:///x",
                          "https:/gitlab.example",
                          "javascript:alert(1)",
                          "ftp://x/",
                          "data:text/html,x",
                          "//gitlab.example/",
                          "/a",
                          " https://x/",
                          "https://x/ y",
                          "https://x/\n",
                          "https://x/\u202Ey",
                          "https://x/\"onload=",
                          "https://x/<b>",
                          "https://\\x/",
                          "https://?x",
                          "https://x/\x80",
                          "https://user@x/",
                          "https://user:pass@x/y",
                          "HTTPS://u:p@x",
                          "java\tscript:https://x"}) {
    EXPECT_FALSE(is_web_url(url)) << url;
  }
}

TEST(WebUrl, ExtractsTheAuthority) {
  EXPECT_EQ(authority_of("HTTPS://GitLab.example:8443/a@b?c"), "gitlab.example:8443");
  EXPECT_EQ(authority_of("http://u:p@host"), "u:p@host");
  EXPECT_EQ(authority_of("ftp://host/"), "");
  EXPECT_TRUE(has_credentials("http://u:p@host"));
  EXPECT_FALSE(has_credentials("https://host/a@b"));
}

}  // namespace
}  // namespace dora::inputs
