// Tests which addresses of a site are taken.
#include "reports/site_url.h"

#include <gtest/gtest.h>

#include "tests/reports/expect_error.h"

namespace dora::reports {
namespace {

TEST(SiteUrl, EndsWithASlash) {
  EXPECT_EQ(checked_site_url("https://example.com"), "https://example.com/");
  EXPECT_EQ(checked_site_url("http://example.com/a/b/"), "http://example.com/a/b/");
  EXPECT_EQ(checked_site_url(""), "");
}

TEST(SiteUrl, RefusesWhatIsNoAddressOfAFolder) {
  for (const char* url :
       {"example.com/report", "javascript:alert(1)", "file:///site", "https://", "https:///x",
        "https://example.com/?page=1", "https://example.com/#top", "https://example.com/a b",
        "https://example.com/\"", "https://example.com/<", "https://example.com/\n"}) {
    EXPECT_TRUE(test::fails_with({"--site-url", "https://example.com/report"}, [&] {
      checked_site_url(url);
    })) << url;
  }
}

}  // namespace
}  // namespace dora::reports
