// Tests the page of groups: what each adds up, and the services that are in none.
#include "reports/pages/groups_page.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/reports/sample.h"

namespace dora::pages {
namespace {

using enum model::DeploymentStatus;
using test::deployment;
using testing::ElementsAre;
using testing::StartsWith;

GroupsPage page_of(const test::Sample& sample) {
  const analysis::ReportData data = sample.data();
  return groups_page(data, analyse(data), model::parse_period("2024-W09").value(),
                     model::parse_period("2024-W10").value());
}

TEST(GroupsPage, AddsUpTheServicesOfEachGroup) {
  test::Sample sample = test::small_sample();
  sample.services = {
      {"a", {deployment("2024-03-05T10:00:00Z", successful, "t", 1)}, {"Web", "core"}},
      {"b",
       {deployment("2024-01-20T10:00:00Z", successful, "t", 2),
        deployment("2024-03-06T10:00:00Z", failed, "t", 3)},
       {"core"}},
      {"c", test::daily_service("", "2024-03-14T20:00:00Z", 6).deployments}};
  const GroupsPage page = page_of(sample);
  EXPECT_EQ(page.weeks, "week 7 to week 10 of 2024");
  ASSERT_EQ(page.groups.size(), 3U);
  EXPECT_EQ(page.groups[0].name, "core");
  EXPECT_EQ(page.groups[0].page, "groups/core.html");
  EXPECT_EQ(page.groups[0].services, "2");
  EXPECT_EQ(page.groups[0].attention, "");
  EXPECT_EQ(page.groups[0].four_weeks.deployments, "2");
  EXPECT_EQ(page.groups[0].four_weeks.failed, "1");
  EXPECT_EQ(page.groups[0].change, "+1");
  EXPECT_EQ(page.groups[0].bars.bars.size(), 2U) << "no bar leads to a week without a digest";
  EXPECT_EQ(page.groups[1].name, "Web");
  EXPECT_EQ(page.groups[1].services, "1");
  EXPECT_EQ(page.groups[2].name, "") << "those in no group";
  EXPECT_EQ(page.groups[2].attention, "1");
}

TEST(GroupsPage, GivesPagesSafeNames) {
  EXPECT_EQ(group_stem("payments"), "groups/payments");
  EXPECT_THAT(group_stem("Zahlungen für <b>"), StartsWith("groups/zahlungen-fur-b~"));
  EXPECT_THAT(group_stem("決済"), StartsWith("groups/group~"));
}

TEST(GroupsPage, IsThereOnlyWithGroups) {
  test::Sample sample = test::small_sample();
  EXPECT_FALSE(has_groups_page(sample.data()));
  sample.services[0].groups = {"x", "Y"};
  EXPECT_TRUE(has_groups_page(sample.data()));
  EXPECT_THAT(groups_of(sample.data()), ElementsAre("x", "Y"));
}

}  // namespace
}  // namespace dora::pages
