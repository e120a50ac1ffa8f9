// Tests of collector/counting/deployment_sorter: all deployments come out, in file order.
#include "collector/counting/deployment_sorter.h"

#include <algorithm>
#include <random>
#include <tuple>

#include <gtest/gtest.h>

namespace dora::counting {
namespace {

using model::Deployment;
using model::ServiceDeployments;

Deployment deployment(int hour, std::int64_t iid) {
  const model::Instant time{std::chrono::hours(hour)};
  return {time,
          iid % 3 == 0 ? model::DeploymentStatus::failed : model::DeploymentStatus::successful,
          "tier \xc3\xa4",
          iid,
          "https://h/" + std::to_string(iid),
          iid % 2 == 0 ? std::nullopt : std::optional(time + std::chrono::milliseconds(1)),
          time - std::chrono::hours(iid)};
}

std::vector<ServiceDeployments> sorted(DeploymentSorter& sorter) {
  std::vector<ServiceDeployments> result;
  sorter.for_each(
      [&](const std::string& service, const Deployment& deployment, std::int64_t merge_request) {
        EXPECT_EQ(merge_request, 7 * deployment.iid) << "comes back with its deployment";
        if (result.empty() || result.back().service != service) {
          result.push_back({service, {}});
        }
        result.back().deployments.push_back(deployment);
      });
  return result;
}

/// All in memory, all but one, and hardly any.
class DeploymentSorting : public testing::TestWithParam<std::size_t> {};
INSTANTIATE_TEST_SUITE_P(MostInMemory, DeploymentSorting, testing::Values(100'000, 2999, 1, 0));

TEST_P(DeploymentSorting, IsEmptyWithoutDeployments) {
  DeploymentSorter sorter(GetParam());
  EXPECT_TRUE(sorted(sorter).empty());
}

TEST_P(DeploymentSorting, OrdersByServiceTimeAndIid) {
  std::vector<std::pair<std::string, Deployment>> all;
  for (int i = 0; i < 3000; ++i) {
    // Upper case before lower case and a UTF-8 byte last: by bytes, as std::string compares.
    const std::string service = i % 4 == 0 ? "b" : i % 4 == 1 ? "B" : i % 4 == 2 ? "" : "\xc3\xa4";
    all.emplace_back(service, deployment(i % 50, i));
  }
  std::shuffle(all.begin(), all.end(), std::mt19937(3));
  DeploymentSorter sorter(GetParam());
  for (const auto& [service, each] : all) {
    sorter.add(service, each, 7 * each.iid);
  }
  std::sort(all.begin(), all.end(), [](const auto& a, const auto& b) {
    return std::tie(a.first, a.second.deployment_time, a.second.iid) <
           std::tie(b.first, b.second.deployment_time, b.second.iid);
  });
  std::vector<ServiceDeployments> expected;
  for (const auto& [service, each] : all) {
    if (expected.empty() || expected.back().service != service) {
      expected.push_back({service, {}});
    }
    expected.back().deployments.push_back(each);
  }
  EXPECT_EQ(sorted(sorter), expected);
  EXPECT_EQ(sorted(sorter), expected) << "the second time";
}

TEST_P(DeploymentSorting, KeepsTheOrderOfProjectsIfAllElseIsEqual) {
  DeploymentSorter sorter(GetParam());
  for (const char* url : {"second", "first", "third"}) {
    Deployment each = deployment(1, 1);
    each.web_url = url;
    sorter.add("a", each, 7 * each.iid);
  }
  const auto services = sorted(sorter);
  ASSERT_EQ(services.at(0).deployments.size(), 3U);
  EXPECT_EQ(services[0].deployments[0].web_url, "second");
  EXPECT_EQ(services[0].deployments[2].web_url, "third");
}

}  // namespace
}  // namespace dora::counting
