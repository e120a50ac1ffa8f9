// Tests where names of services and tiers are read from, in which order, and what is refused.
#include "collector/names/name_rules.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/error_of.h"

namespace dora::names {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

gitlab::MergeRequest merge_request() {
  gitlab::MergeRequest merge_request;
  merge_request.source_branch = "deploy/payments-api/production";
  merge_request.target_branch = "env/staging";
  merge_request.title = "chore(deps): update checkout-web to v1.2.3";
  merge_request.labels = {"bug", "app/search"};
  return merge_request;
}

std::vector<std::string> services_of(const NameSources& sources,
                                     const gitlab::MergeRequest& from = merge_request()) {
  const NameRules rules(sources);
  const auto names = rules.services(from, "service:").names;
  return {names.begin(), names.end()};
}

std::vector<std::string> tiers_of(const NameSources& sources,
                                  const gitlab::MergeRequest& from = merge_request()) {
  const NameRules rules(sources);
  const auto names = rules.tiers(from, "tier:").names;
  return {names.begin(), names.end()};
}

std::string error_of(const NameSources& sources) {
  return test::error_of([&] { const NameRules rules(sources); });
}

TEST(NameRules, ReadBranchesTitlesAndLabels) {
  EXPECT_THAT(services_of({}), IsEmpty());
  const std::string branch = "branch:^deploy/(?P<service>[^/]+)/(?P<tier>[^/]+)$";
  EXPECT_THAT(services_of({{branch}, {}, "", {}}), ElementsAre("payments-api"));
  EXPECT_THAT(tiers_of({{branch}, {}, "", {}}), ElementsAre("production"))
      << "one pattern reads both";
  EXPECT_THAT(services_of({{"title:update (?P<service>\\S+) to "}, {}, "", {}}),
              ElementsAre("checkout-web"));
  EXPECT_THAT(services_of({{"label:^app/(?P<service>.+)"}, {}, "", {}}), ElementsAre("search"));
  EXPECT_THAT(tiers_of({{}, {"target:^env/(?P<tier>.+)"}, "", {}}), ElementsAre("staging"));
  EXPECT_THAT(services_of({{"branch:^release/(?P<service>.+)"}, {}, "", {}}), IsEmpty());
  EXPECT_THAT(services_of({{"branch:^deploy/(?P<service>x*)"}, {}, "", {}}), IsEmpty())
      << "an empty name is none";
}

TEST(NameRules, PreferLabelsThenTheOrderGiven) {
  const NameSources sources{
      {"title:update (?P<service>\\S+)", "branch:^deploy/(?P<service>[^/]+)"}, {}, "", {}};
  const NameRules rules(sources);
  gitlab::MergeRequest each = merge_request();
  EXPECT_THAT(rules.services(each, "service:").names, ElementsAre("checkout-web"));
  EXPECT_EQ(rules.services(each, "service:").rule, 1U);
  each.title = "hotfix";
  EXPECT_THAT(rules.services(each, "service:").names, ElementsAre("payments-api"));
  EXPECT_EQ(rules.services(each, "service:").rule, 2U);
  each.labels.push_back("service:labelled");
  EXPECT_THAT(rules.services(each, "service:").names, ElementsAre("labelled"));
  EXPECT_EQ(rules.services(each, "service:").rule, 0U);
  EXPECT_THAT(rules.service_rules(),
              ElementsAre("labels", sources.service_from[0], sources.service_from[1]));
}

TEST(NameRules, GiveADefaultTier) {
  const NameRules rules({{}, {"branch:-(?P<tier>qa)$"}, "production", {}});
  EXPECT_THAT(rules.tiers(merge_request(), "tier:").names, ElementsAre("production"));
  EXPECT_EQ(rules.tiers(merge_request(), "tier:").rule, 2U);
  EXPECT_THAT(rules.tier_rules(), ElementsAre("labels", "branch:-(?P<tier>qa)$", "--default-tier"));
}

TEST(NameRules, RenameServices) {
  gitlab::MergeRequest each;
  each.labels = {"service:old", "service:new", "service:other"};
  const NameSources sources{{}, {}, "", {{"old", "new"}, {"older", "new"}}};
  EXPECT_THAT(services_of(sources, each), ElementsAre("new", "other"));
}

TEST(NameRules, SayWhatIsWrongWithAPattern) {
  EXPECT_THAT(error_of({{"^x"}, {}, "", {}}),
              AllOf(HasSubstr("--service-from ^x"),
                    HasSubstr("begins with branch:, target:, title: or label:")));
  EXPECT_THAT(error_of({{"branch:(?P<service>x"}, {}, "", {}}),
              HasSubstr("takes a regular expression of RE2: missing )"));
  EXPECT_THAT(error_of({{"branch:x"}, {}, "", {}}), HasSubstr("needs a group (?P<service>...)"));
  EXPECT_THAT(error_of({{}, {"branch:(?P<service>x)"}, "", {}}),
              AllOf(HasSubstr("--tier-from"), HasSubstr("needs a group (?P<tier>...)")));
}

// In a backtracking engine this takes longer than anybody waits.
TEST(NameRules, AreFastWhateverATitleSays) {
  gitlab::MergeRequest each;
  each.title = std::string(5000, 'a');
  EXPECT_THAT(services_of({{"title:(?P<service>(a*)*)b"}, {}, "", {}}, each), IsEmpty());
}

}  // namespace
}  // namespace dora::names
