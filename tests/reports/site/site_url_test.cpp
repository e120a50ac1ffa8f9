// Tests which addresses of a site are accepted.
#include "reports/site/site_url.h"

#include <gtest/gtest.h>

#include "collector/base/error.h"
#include "tests/reports/expect_error.h"

namespace dora::site {
namespace {

TEST(SiteUrl, EndsWithASlash) {
  EXPECT_EQ(checked_site_url("https://example.com"), "https://example.com/");
  EXPECT_EQ(checked_site_url("http://example.com/a/b/"), "http://example.com/a/b/");
  EXPECT_EQ(checked_site_url(""), "");
}

TEST(SiteUrl, RefusesAnythingButTheAddressOfAFolder) {
  for (const char* url :
       {"example.com/report", "javascript:alert(1)", "file:///site", "https://", "https:///x",
        "https://example.com/?page=1", "https://example.com/#top", "https://example.com/a b",
        "https://example.com/\"", "https://example.com/<", "https://example.com/\n"}) {
    EXPECT_TRUE(test::fails_with({"--site-url", "https://example.com/report"}, [&] {
      checked_site_url(url);
    })) << url;
  }
}

TEST(SiteUrl, RefusesCredentialsWithoutRepeatingThem) {
  try {
    checked_site_url("https://user:secret@example.com/report");
    ADD_FAILURE() << "accepted";
  } catch (const base::UsageError& error) {
    EXPECT_EQ(std::string(error.what()).find("secret"), std::string::npos) << error.what();
  }
}

}  // namespace
}  // namespace dora::site
