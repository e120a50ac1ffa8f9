// Tests that merge requests are linked only on the collection's GitLab.
#include "reports/inputs/foreign_links.h"

#include <string>

#include <gtest/gtest.h>

#include "tests/reports/sample.h"

namespace dora::inputs {
namespace {

/// What is left of the address in a collection from https://gitlab.example.
std::string kept(const std::string& url, bool with_projects = true) {
  analysis::ReportData data = test::small_sample().data();
  if (!with_projects) {
    data.collection.project_url = "";
    data.collection.projects.clear();
  }
  data.deployments[0].deployments[0].web_url = url;
  const std::size_t dropped = drop_foreign_links(data);
  const std::string& left = data.deployments[0].deployments[0].web_url;
  if (with_projects) {
    EXPECT_EQ(dropped, left == url ? 0U : 1U) << url;
  }
  return left;
}

TEST(ForeignLinks, StayOnTheHostOfTheProjects) {
  for (const char* url : {"https://gitlab.example/g/p/-/merge_requests/1",
                          "https://GitLab.example/relative/root/-/merge_requests/1", ""}) {
    EXPECT_EQ(kept(url), url);
  }
}

TEST(ForeignLinks, AreDroppedOnOtherHostsAndWithCredentials) {
  for (const char* url :
       {"https://evil.example/g/p/-/merge_requests/1", "https://gitlab.example.evil/x",
        "https://gitlab.example@evil.example/x", "https://user:pass@gitlab.example/x",
        "https://gitlab.example:8443/x", "javascript:alert(1)"}) {
    EXPECT_EQ(kept(url), "") << url;
  }
}

TEST(ForeignLinks, AreDroppedFromOpenMergeRequests) {
  analysis::ReportData data = test::small_sample().data();
  const std::string ours = "https://gitlab.example/g/p/-/merge_requests/1";
  data.open = {{"a", {{{}, "x", 1, ours}, {{}, "x", 2, "https://evil.example/x"}}}};
  EXPECT_EQ(drop_foreign_links(data), 1U);
  EXPECT_EQ(data.open->at(0).merge_requests.at(0).web_url, ours);
  EXPECT_EQ(data.open->at(0).merge_requests.at(1).web_url, "");
}

TEST(ForeignLinks, AreAllDroppedIfTheProjectHasNoAddress) {
  EXPECT_EQ(kept("https://any.example/x", false), "");
  EXPECT_EQ(kept("https://user:pass@any.example/x", false), "");
}

}  // namespace
}  // namespace dora::inputs
