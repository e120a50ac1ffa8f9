// Tests of collector/counting/counting: which merge requests are deployments, and how the others
// are counted.
#include "collector/counting/counting.h"

#include <map>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace dora::counting {
namespace {

using model::DeploymentStatus;
using testing::ElementsAre;
using testing::IsEmpty;

model::Instant at(const char* text) {
  return model::parse_instant(text).value();
}

gitlab::MergeRequest merge_request(std::int64_t iid, gitlab::State state,
                                   std::vector<std::string> labels) {
  gitlab::MergeRequest result;
  result.iid = iid;
  result.state = state;
  result.created_at = at("2024-01-31T23:00:00Z");
  result.updated_at = at("2024-06-01T00:00:00Z");
  result.labels = std::move(labels);
  result.web_url = "https://h/-/merge_requests/" + std::to_string(iid);
  if (state == gitlab::State::merged) {
    result.merged_at = at("2024-02-01T01:00:00Z");
  } else if (state == gitlab::State::closed) {
    result.closed_at = at("2024-02-01T02:00:00Z");
  }
  return result;
}

struct Counted {
  std::vector<model::ServiceDeployments> services;  ///< By name; deployments in the order counted.
  model::MergeRequestCounts counts;
};

Counted count_all(const std::vector<gitlab::MergeRequest>& merge_requests,
                  const CountingRules& rules) {
  Counted result;
  std::map<std::string, std::vector<model::Deployment>, std::less<>> services;
  for (const gitlab::MergeRequest& each : merge_requests) {
    if (const auto counted = count(each, rules, result.counts)) {
      for (const std::string_view service : counted->services) {
        services[std::string(service)].push_back(counted->deployment);
      }
    }
  }
  for (auto& [service, deployments] : services) {
    result.services.push_back({service, deployments});
  }
  return result;
}

const std::vector<std::string> labelled{"service:a", "tier:production"};

void expect_partition(const model::MergeRequestCounts& counts) {
  EXPECT_EQ(counts.seen, counts.counted + counts.in_flight + counts.unknown_state +
                             counts.without_service_label + counts.without_tier_label +
                             counts.outside_range + counts.excluded_author + counts.excluded_label +
                             counts.excluded_bot);
}

TEST(Counting, AnOpenMergeRequestIsWhatItWouldBeIfItEndedNow) {
  for (const gitlab::State state : {gitlab::State::opened, gitlab::State::locked}) {
    const auto each = merge_request(
        7, state, {"service:b", "service::a", "tier:staging", "tier:production", "x"});
    const auto open = open_deployment(each, {});
    ASSERT_TRUE(open);
    EXPECT_THAT(open->services, ElementsAre("a", "b"));
    EXPECT_EQ(open->deployment.deployment_time, each.created_at);
    EXPECT_EQ(open->deployment.created_time, each.created_at);
    EXPECT_EQ(open->deployment.finished_time, std::nullopt);
    EXPECT_EQ(open->deployment.tier, "production");
    EXPECT_EQ(open->deployment.iid, 7);
    EXPECT_EQ(open->deployment.web_url, "https://h/-/merge_requests/7");
  }
}

TEST(Counting, NothingElseIsAnOpenDeployment) {
  for (const gitlab::State state :
       {gitlab::State::merged, gitlab::State::closed, gitlab::State::other}) {
    EXPECT_FALSE(open_deployment(merge_request(1, state, labelled), {}));
  }
  const auto opened = [](std::vector<std::string> labels) {
    return merge_request(1, gitlab::State::opened, std::move(labels));
  };
  EXPECT_FALSE(open_deployment(opened({"service:a"}), {}));
  EXPECT_FALSE(open_deployment(opened({"tier:production"}), {}));
  gitlab::MergeRequest excluded = opened({"service:a", "tier:production", "drill"});
  excluded.author = "renovate-bot";
  CountingRules rules;
  EXPECT_TRUE(open_deployment(excluded, rules));
  rules.exclusions = {{"Renovate-Bot"}, {}, false};
  EXPECT_FALSE(open_deployment(excluded, rules));
  rules.exclusions = {{}, {"drill"}, false};
  EXPECT_FALSE(open_deployment(excluded, rules));
  rules.exclusions = {{}, {}, true};
  EXPECT_FALSE(open_deployment(excluded, rules));
}

TEST(Counting, TheRangeBoundsOpenDeploymentsByCreation) {
  const auto opened = merge_request(1, gitlab::State::opened, labelled);
  const auto later = opened.created_at + std::chrono::milliseconds(1);
  struct Case {
    std::optional<model::Instant> since;
    std::optional<model::Instant> until;
    bool by_creation;
    bool by_finish;
  };
  for (const Case& each :
       {Case{opened.created_at, later, true, true}, Case{later, std::nullopt, false, true},
        Case{std::nullopt, opened.created_at, false, false}}) {
    CountingRules rules;
    rules.since = each.since;
    rules.until = each.until;
    EXPECT_EQ(open_deployment(opened, rules).has_value(), each.by_creation);
    rules.date_by = model::DateBy::finished;
    EXPECT_EQ(open_deployment(opened, rules).has_value(), each.by_finish);
  }
}

TEST(Counting, MergedIsSuccessfulAndClosedIsFailed) {
  const Counted counted = count_all({merge_request(1, gitlab::State::merged, labelled),
                                     merge_request(2, gitlab::State::closed, labelled)},
                                    {});
  ASSERT_EQ(counted.services.size(), 1U);
  EXPECT_EQ(counted.services[0].service, "a");
  const auto& deployments = counted.services[0].deployments;
  ASSERT_EQ(deployments.size(), 2U);
  EXPECT_EQ(deployments[0].status, DeploymentStatus::successful);
  EXPECT_EQ(deployments[0].tier, "production");
  EXPECT_EQ(deployments[0].iid, 1);
  EXPECT_EQ(deployments[0].web_url, "https://h/-/merge_requests/1");
  EXPECT_EQ(deployments[0].deployment_time, at("2024-01-31T23:00:00Z"));
  EXPECT_EQ(deployments[0].finished_time, at("2024-02-01T01:00:00Z"));
  EXPECT_EQ(deployments[0].created_time, at("2024-01-31T23:00:00Z"));
  EXPECT_EQ(deployments[1].status, DeploymentStatus::failed);
  EXPECT_EQ(deployments[1].finished_time, at("2024-02-01T02:00:00Z"));
  EXPECT_EQ(counted.counts.counted, 2);
}

TEST(Counting, EveryExclusionIsCountedOnce) {
  const Counted counted = count_all(
      {merge_request(1, gitlab::State::opened, labelled),
       merge_request(2, gitlab::State::locked, {}),
       merge_request(3, gitlab::State::other, labelled),
       merge_request(4, gitlab::State::merged, {"tier:x"}),
       merge_request(5, gitlab::State::closed, {"service:a"}),
       merge_request(6, gitlab::State::merged, {}),
       merge_request(7, gitlab::State::merged, {"Service:a", "service", "service:", "tier:x"}),
       merge_request(8, gitlab::State::merged, labelled)},
      {});
  EXPECT_EQ(counted.counts.seen, 8);
  EXPECT_EQ(counted.counts.in_flight, 2);
  EXPECT_EQ(counted.counts.unknown_state, 1);
  EXPECT_EQ(counted.counts.without_service_label, 3);
  EXPECT_EQ(counted.counts.without_tier_label, 1);
  EXPECT_EQ(counted.counts.counted, 1);
  expect_partition(counted.counts);
}

TEST(Counting, CountsByStateIfDatesAreMissingOrContradictory) {
  gitlab::MergeRequest old = merge_request(1, gitlab::State::merged, labelled);
  old.merged_at.reset();
  gitlab::MergeRequest closed = merge_request(2, gitlab::State::closed, labelled);
  closed.closed_at.reset();
  gitlab::MergeRequest reopened = merge_request(3, gitlab::State::merged, labelled);
  reopened.closed_at = at("2024-02-01T00:30:00Z");
  const Counted counted = count_all({old, closed, reopened}, {});
  const auto& deployments = counted.services.at(0).deployments;
  EXPECT_EQ(deployments[0].status, DeploymentStatus::successful);
  EXPECT_EQ(deployments[0].finished_time, std::nullopt);
  EXPECT_EQ(deployments[1].status, DeploymentStatus::failed);
  EXPECT_EQ(deployments[2].finished_time, at("2024-02-01T01:00:00Z"));
  EXPECT_EQ(counted.counts.merged_without_merged_at, 1);
  EXPECT_EQ(counted.counts.closed_without_closed_at, 1);
}

TEST(Counting, DateByFinishedFallsBackToCreation) {
  CountingRules rules;
  rules.date_by = model::DateBy::finished;
  gitlab::MergeRequest without = merge_request(1, gitlab::State::merged, labelled);
  without.merged_at.reset();
  const Counted counted =
      count_all({without, merge_request(2, gitlab::State::merged, labelled)}, rules);
  EXPECT_EQ(counted.services[0].deployments[0].deployment_time, at("2024-01-31T23:00:00Z"));
  EXPECT_EQ(counted.services[0].deployments[1].deployment_time, at("2024-02-01T01:00:00Z"));
  EXPECT_EQ(counted.services[0].deployments[1].created_time, at("2024-01-31T23:00:00Z"));
}

TEST(Counting, OneDeploymentPerServiceInTheFirstTier) {
  const Counted counted = count_all(
      {merge_request(1, gitlab::State::merged,
                     {"tier:staging", "service:b", "service::a", "service:a", "tier:production"})},
      {});
  ASSERT_EQ(counted.services.size(), 2U);
  EXPECT_EQ(counted.services[0].service, "a");
  EXPECT_EQ(counted.services[0].deployments.size(), 1U);
  EXPECT_EQ(counted.services[1].service, "b");
  EXPECT_EQ(counted.services[1].deployments[0].tier, "production");
  EXPECT_EQ(counted.counts.counted, 1);
  EXPECT_EQ(counted.counts.with_several_services, 1);
  EXPECT_EQ(counted.counts.with_several_tiers, 1);
}

TEST(Counting, RangeIsHalfOpen) {
  CountingRules rules;
  rules.since = at("2024-01-31T23:00:00Z");
  EXPECT_EQ(count_all({merge_request(1, gitlab::State::merged, labelled)}, rules).counts.counted,
            1);
  rules = {};
  rules.until = at("2024-01-31T23:00:00Z");
  const Counted counted = count_all({merge_request(1, gitlab::State::merged, labelled)}, rules);
  EXPECT_EQ(counted.counts.outside_range, 1);
  EXPECT_THAT(counted.services, IsEmpty());
  expect_partition(counted.counts);
}

TEST(Counting, ReportsLabelsOnlyOfWhatEndedInTheRange) {
  CountingRules rules;
  rules.date_by = model::DateBy::finished;
  rules.since = at("2024-02-01T01:30:00Z");  // Between the two.
  const Counted counted = count_all({merge_request(1, gitlab::State::merged, {}),
                                     merge_request(2, gitlab::State::merged, {"service:a"}),
                                     merge_request(3, gitlab::State::closed, {}),
                                     merge_request(4, gitlab::State::closed, {"service:a"})},
                                    rules);
  EXPECT_EQ(counted.counts.outside_range, 2);
  EXPECT_EQ(counted.counts.without_service_label, 1);
  EXPECT_EQ(counted.counts.without_tier_label, 1);
  expect_partition(counted.counts);
}

TEST(Counting, CountsExclusionsOnlyOfWhatWouldCount) {
  const auto by = [](std::int64_t iid, gitlab::State state, const char* author) {
    gitlab::MergeRequest result = merge_request(iid, state, labelled);
    result.author = author;
    return result;
  };
  gitlab::MergeRequest labelled_out = by(4, gitlab::State::merged, "jane");
  labelled_out.labels.push_back("drill");
  gitlab::MergeRequest without_tier = by(6, gitlab::State::merged, "jim");
  without_tier.labels = {"service:a"};
  CountingRules rules;
  rules.exclusions = {{"jim"}, {"drill"}, true};
  const Counted counted =
      count_all({by(1, gitlab::State::merged, "jane"), by(2, gitlab::State::closed, "Jim"),
                 by(3, gitlab::State::merged, "renovate"), labelled_out,
                 by(5, gitlab::State::opened, "jim"), without_tier},
                rules);
  EXPECT_EQ(counted.counts.excluded_author, 1);
  EXPECT_EQ(counted.counts.excluded_bot, 1);
  EXPECT_EQ(counted.counts.excluded_label, 1);
  EXPECT_EQ(counted.counts.counted, 1);
  EXPECT_EQ(counted.counts.in_flight, 1);
  EXPECT_EQ(counted.counts.without_tier_label, 1);
  expect_partition(counted.counts);
}

TEST(Count, NamesGroupsOnlyIfAPrefixIsGiven) {
  gitlab::MergeRequest each =
      merge_request(1, gitlab::State::merged,
                    {"service:a", "tier:t", "team::web", "team:api", "team:", "other:x"});
  each.title = std::string(2000, 'x');
  each.author = "dev1";
  model::MergeRequestCounts counts;
  EXPECT_THAT(count(each, {}, counts)->groups, IsEmpty());
  CountingRules rules;
  rules.group_prefix = "team:";
  const auto counted = count(each, rules, counts);
  EXPECT_THAT(counted->groups, ElementsAre("api", "web"));
  EXPECT_EQ(counted->deployment.title.size(), 1020U);
  EXPECT_EQ(counted->deployment.author, "dev1");
}

}  // namespace
}  // namespace dora::counting
