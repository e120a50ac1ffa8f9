// Tests the addresses of GitLab's lists: exact, with encoded labels, only to web addresses.
#include "reports/pages/parts/gitlab_link.h"

#include <gtest/gtest.h>

namespace dora::pages {
namespace {

using model::LabelSpelling;

model::Collection collection(const std::string& project_url,
                             std::optional<model::ServiceLabels> labels = {}) {
  model::Collection result;
  result.project_url = project_url;
  result.service_labels = std::move(labels);
  return result;
}

std::vector<LabelLink> lists(const model::Collection& collection, const std::string& service) {
  return merge_request_lists(collection, {service, {}});
}

TEST(GitLabLink, EncodesTheLabelAndAsksForEveryState) {
  const auto links =
      lists(collection("https://gitlab.example/g/p", model::ServiceLabels()), "pay ments&x=1#");
  ASSERT_EQ(links.size(), 1U);
  EXPECT_EQ(links[0].label, "service:pay ments&x=1#");
  EXPECT_EQ(links[0].project, "");
  EXPECT_EQ(links[0].url,
            "https://gitlab.example/g/p/-/merge_requests?scope=all&state=all&"
            "label_name%5B%5D=service%3Apay%20ments%26x%3D1%23");
}

TEST(GitLabLink, UsesTheSpellingThatWasSeen) {
  const auto labels = [](std::optional<model::ServiceLabels> seen) {
    std::string all;
    for (const LabelLink& link : lists(collection("https://h/p", std::move(seen)), "x")) {
      all += link.label + " ";
    }
    return all;
  };
  EXPECT_EQ(labels(model::ServiceLabels{LabelSpelling::plain, {}, {}}), "service:x ");
  EXPECT_EQ(labels(model::ServiceLabels{LabelSpelling::scoped, {}, {}}), "service::x ");
  EXPECT_EQ(labels(model::ServiceLabels{LabelSpelling::scoped, {"x"}, {}}), "service:x ");
  EXPECT_EQ(labels(model::ServiceLabels{LabelSpelling::plain, {}, {"x"}}), "service:x service::x ");
  EXPECT_EQ(labels({}), "service:x service::x ") << "not known";
}

TEST(GitLabLink, HasOneSpellingAfterAPrefixWithoutAColon) {
  model::Collection about = collection("https://gitlab.example/g/p");
  about.counting.service_prefix = "svc/";
  const auto links = lists(about, "日\u202E");
  ASSERT_EQ(links.size(), 1U);
  EXPECT_EQ(links[0].label, "svc/日\\u{202E}");
  EXPECT_NE(links[0].url.find("=svc%2F%E6%97%A5%E2%80%AE"), std::string::npos);
}

TEST(GitLabLink, ExistsForEveryProjectThatDeployedTheService) {
  model::Collection about = collection("", model::ServiceLabels());
  about.projects = {{"g/a", "https://h/g/a", 1, {}},
                    {"g/ab", "https://h/g/ab", 1, {}},
                    {"g/c\n", "https://h/g/c", 1, {}},
                    {"g/d", "javascript:x", 1, {}}};
  model::ServiceDeployments service{"x", {{}, {}, {}}};
  service.deployments[0].web_url = "https://h/g/ab/-/merge_requests/1";
  service.deployments[1].web_url = "https://h/g/c/-/merge_requests/7";
  service.deployments[2].web_url = "javascript:x/-/merge_requests/7";
  const auto links = merge_request_lists(about, service);
  ASSERT_EQ(links.size(), 2U);
  EXPECT_EQ(links[0].project, "g/ab");
  EXPECT_EQ(links[1].project, "g/c\\x0A");
  EXPECT_TRUE(links[1].url.starts_with("https://h/g/c/-/merge_requests?")) << links[1].url;
}

TEST(GitLabLink, LinksOnlyToWebAddresses) {
  EXPECT_TRUE(lists(collection("javascript:alert(1)//"), "x").empty());
  EXPECT_TRUE(lists(collection(""), "x").empty());
}

}  // namespace
}  // namespace dora::pages
