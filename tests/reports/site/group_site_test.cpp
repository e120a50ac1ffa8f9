// Tests what a site has of groups: a page, digests and a feed for each.
#include "reports/site/group_site.h"

#include <algorithm>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/reports/report_stage.h"
#include "tests/support/site_links.h"

namespace dora::site {
namespace {

namespace fs = std::filesystem;

using test::Sample;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

Sample grouped() {
  Sample sample = test::small_sample();  // Week 10 of 2024 is the last full one.
  sample.services[0].groups = {"Web & mobile"};
  sample.services[1].groups = {"core", "Web & mobile"};
  sample.services.push_back(test::daily_service("search", "2024-03-14T20:00:00Z", 7));
  sample.services.back().groups = {"core"};
  std::ranges::sort(sample.services, {}, &model::ServiceDeployments::service);
  return sample;
}

class GroupSite : public test::ReportStage {};

TEST_F(GroupSite, HasAPageDigestsAndAFeedForEachGroup) {
  run(grouped());
  EXPECT_THAT(page("groups.html"), AllOf(HasSubstr("href=\"groups/core.html\""),
                                         HasSubstr("href=\"groups/web-mobile~")));
  EXPECT_THAT(page("groups/core.html"),
              AllOf(HasSubstr("<bdi>core</bdi>, week 10 of 2024"),
                    HasSubstr("href=\"../services/search.html\""),
                    HasSubstr("href=\"../groups/core/2024-W10.html\""),
                    HasSubstr("<link rel=\"alternate\" type=\"application/atom+xml\" "
                              "title=\"Weekly digests\" href=\"../groups/core/feed.xml\">")));
  EXPECT_THAT(page("groups/core/2024-W10.html"),
              AllOf(HasSubstr("<bdi>core</bdi>, week 10 of 2024"),
                    HasSubstr("href=\"../../groups/core.html\""),
                    HasSubstr("href=\"../../services/search.html\""),
                    HasSubstr("href=\"../../style.css\"")));
  EXPECT_THAT(page("groups/core/2024-W10.md"), HasSubstr("`search`"));
  EXPECT_THAT(page("groups/core/2024-W10.json"),
              HasSubstr("\"page\":\"groups/core/2024-W10.html\""));
  EXPECT_EQ(test::broken_links(options_.out), std::vector<std::string>());
}

TEST_F(GroupSite, SaysOfAGroupOnlyWhatConcernsItsServices) {
  run(grouped());
  EXPECT_THAT(page("groups/core.html"), Not(HasSubstr("orders-web")));
  EXPECT_THAT(page("groups/core/2024-W10.html"), Not(HasSubstr("orders-web")));
  EXPECT_THAT(page("groups/core/feed.xml"), Not(HasSubstr("orders-web")));
}

TEST_F(GroupSite, LinksTheFeedsEntriesFromWhereItIs) {
  run(grouped());
  EXPECT_THAT(page("groups/core/feed.xml"),
              AllOf(HasSubstr("<link href=\"../../groups/core/2024-W10.html\"/>"),
                    HasSubstr("href=&quot;../../services/search.html&quot;"),
                    Not(HasSubstr("rel=\"self\""))));
  options_.site_url = "https://example.com/r";
  run(grouped());
  EXPECT_THAT(
      page("groups/core/feed.xml"),
      AllOf(HasSubstr("<link rel=\"self\" href=\"https://example.com/r/groups/core/feed.xml\"/>"),
            HasSubstr("<link href=\"https://example.com/r/groups/core/2024-W10.html\"/>")));
  EXPECT_NE(page("groups/core/feed.xml").find("urn:uuid:"), std::string::npos);
}

TEST_F(GroupSite, EndsWithTheReportsWeek) {
  options_.week = "2024-W09";
  run(grouped());
  EXPECT_THAT(page("groups/core.html"), HasSubstr("<bdi>core</bdi>, week 9 of 2024"));
  EXPECT_FALSE(fs::exists(options_.out / "groups/core/2024-W10.html"));
  EXPECT_TRUE(fs::exists(options_.out / "groups/core/2024-W09.html"));
}

TEST_F(GroupSite, KeepsTwelveWeeks) {
  run(grouped());
  EXPECT_TRUE(fs::exists(options_.out / "groups/core/2023-W51.html"));
  EXPECT_FALSE(fs::exists(options_.out / "groups/core/2023-W50.html"));
  EXPECT_TRUE(fs::exists(options_.out / "weekly/2023-W50.html"));
}

TEST_F(GroupSite, IsNotThereWithoutGroups) {
  run(test::small_sample());
  EXPECT_FALSE(fs::exists(options_.out / "groups.html"));
  EXPECT_FALSE(fs::exists(options_.out / "groups"));
}

}  // namespace
}  // namespace dora::site
