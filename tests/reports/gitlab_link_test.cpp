// Tests the addresses of GitLab's lists: encoded labels, no link to what is no web address.
#include "reports/gitlab_link.h"

#include <gtest/gtest.h>

namespace dora::reports {
namespace {

TEST(GitLabLink, NamesTheLabelAndItsScopedForm) {
  const auto links =
      merge_request_lists("https://gitlab.example/g/p", "service:", "pay ments&x=1#");
  ASSERT_EQ(links.size(), 2U);
  EXPECT_EQ(links[0].label, "service:pay ments&x=1#");
  EXPECT_EQ(links[0].url,
            "https://gitlab.example/g/p/-/merge_requests?scope=all&state=all&"
            "label_name%5B%5D=service%3Apay%20ments%26x%3D1%23");
  EXPECT_EQ(links[1].label, "service::pay ments&x=1#");
  EXPECT_NE(links[1].url.find("=service%3A%3Apay"), std::string::npos);
}

TEST(GitLabLink, HasOneFormAfterAPrefixWithoutAColon) {
  const auto links = merge_request_lists("https://gitlab.example/g/p", "svc/", "日\u202E");
  ASSERT_EQ(links.size(), 1U);
  EXPECT_EQ(links[0].label, "svc/日\\u{202E}");
  EXPECT_NE(links[0].url.find("=svc%2F%E6%97%A5%E2%80%AE"), std::string::npos);
}

TEST(GitLabLink, LinksToWebAddressesAlone) {
  EXPECT_TRUE(merge_request_lists("javascript:alert(1)//", "service:", "x").empty());
  EXPECT_TRUE(merge_request_lists("", "service:", "x").empty());
}

}  // namespace
}  // namespace dora::reports
