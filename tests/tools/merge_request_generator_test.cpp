// Tests that generated merge requests have the properties that collectors must cope with.
#include "tests/tools/gitlab_server/merge_request_generator.h"

#include <algorithm>
#include <map>
#include <set>

#include <gmock/gmock.h>

#include "tests/tools/gitlab_server/expected.h"
#include "tests/tools/gitlab_server/merge_request_json.h"
#include "tests/tools/gitlab_server/service_names.h"

namespace dora::test {
namespace {

GeneratorOptions options(std::size_t services, std::size_t merge_requests) {
  GeneratorOptions result;
  result.services = services;
  result.merge_requests = merge_requests;
  return result;
}

/// Created once: 12,000 include every rare case.
const std::vector<MergeRequest>& many() {
  static const std::vector<MergeRequest> items = generate(options(60, 12'000));
  return items;
}

template <class Condition>
double share(Condition condition) {
  return static_cast<double>(std::count_if(many().begin(), many().end(), condition)) /
         static_cast<double>(many().size());
}

std::string all_json(const GeneratorOptions& generator) {
  std::string text;
  for (const MergeRequest& item : generate(generator)) {
    text += full_json(item, Project());
  }
  return text;
}

TEST(Generator, GivesTheSameOnlyForTheSameSeed) {
  GeneratorOptions other = options(10, 200);
  EXPECT_EQ(all_json(other), all_json(options(10, 200)));
  other.seed = 2;
  EXPECT_NE(all_json(other), all_json(options(10, 200)));
}

TEST(Generator, NumbersAscendWithTheCreationTimeAndHaveGaps) {
  const auto descends = [](const MergeRequest& a, const MergeRequest& b) {
    return a.iid >= b.iid || a.id >= b.id || a.created_at > b.created_at;
  };
  EXPECT_EQ(std::adjacent_find(many().begin(), many().end(), descends), many().end());
  EXPECT_GT(many().back().iid, 12'100);
  const auto same_moment = [](const MergeRequest& a, const MergeRequest& b) {
    return a.created_at == b.created_at;
  };
  EXPECT_NE(std::adjacent_find(many().begin(), many().end(), same_moment), many().end());
}

TEST(Generator, DatesAreInTheSpanAndInOrder) {
  const Moment begin = parse_moment("2022-07-01").value();
  for (const MergeRequest& item : many()) {
    EXPECT_LE(begin, item.created_at) << item.iid;
    EXPECT_LE(item.created_at, item.updated_at) << item.iid;
    EXPECT_LE(item.updated_at, GeneratorOptions().end) << item.iid;
    EXPECT_LE(item.created_at, item.merged_at.value_or(item.created_at)) << item.iid;
    EXPECT_LE(item.merged_at.value_or(item.created_at), item.updated_at) << item.iid;
  }
}

TEST(Generator, HoldsUnusualCasesInAboutTheRightShare) {
  using Item = const MergeRequest&;
  EXPECT_NEAR(share([](Item m) { return m.services.empty(); }), 0.03, 0.01);
  EXPECT_NEAR(share([](Item m) { return m.tiers.empty(); }), 0.01, 0.005);
  EXPECT_NEAR(share([](Item m) { return m.state == State::opened; }), 0.02, 0.01);
  EXPECT_NEAR(share([](Item m) { return m.services.size() == 2; }), 0.02, 0.01);
  EXPECT_NEAR(share([](Item m) { return m.state == State::closed; }), 0.09, 0.05);
  EXPECT_GT(share([](Item m) { return m.state == State::locked; }), 0);
  EXPECT_GT(share([](Item m) { return m.tiers.size() == 2; }), 0);
  EXPECT_GT(share([](Item m) { return m.state == State::merged && !m.merged_at; }), 0);
  EXPECT_GT(share([](Item m) { return m.state == State::closed && !m.closed_at; }), 0);
  EXPECT_GT(share([](Item m) { return m.merged_at && m.closed_at; }), 0);
}

TEST(Generator, AFewServicesAreBusyAndEveryServiceOccurs) {
  std::map<std::string, int> count;
  for (const MergeRequest& item : many()) {
    for (const std::string& service : item.services) {
      ++count[service];
    }
  }
  std::vector<int> counts;
  counts.reserve(count.size());
  for (const auto& [service, number] : count) {
    counts.push_back(number);
  }
  std::sort(counts.rbegin(), counts.rend());
  EXPECT_GE(counts.size(), 58U);  // One may be missing if its only merge request lost its label.
  EXPECT_GT(counts.front(), 10 * counts.back());
}

TEST(Generator, LabelsMatchTheTruth) {
  std::set<std::string> forms;
  for (const MergeRequest& item : many()) {
    EXPECT_TRUE(std::is_sorted(item.labels.begin(), item.labels.end())) << item.iid;
    std::size_t services = 0;
    for (const std::string& label : item.labels) {
      services += label.starts_with("service:");
      forms.insert(label.substr(0, 9));
      EXPECT_EQ(label.find(','), std::string::npos) << label;
    }
    EXPECT_EQ(services, item.services.size()) << item.iid;
  }
  EXPECT_TRUE(forms.contains("service::"));
}

TEST(ServiceNames, AreUniqueForThousandsOfServices) {
  for (const bool hostile : {false, true}) {
    const auto names = service_names(12'000, hostile);
    EXPECT_EQ(std::set<std::string>(names.begin(), names.end()).size(), names.size());
  }
}

TEST(Expected, CountsEachMergeRequestInExactlyOneGroup) {
  std::vector<MergeRequest> items(5);
  items[0].state = State::merged;
  items[0].created_at = parse_moment("2024-01-31T23:59:59Z").value();
  items[0].merged_at = parse_moment("2024-02-01").value();
  items[0].services = {"a", "b"};
  items[0].tiers = {"production"};
  items[1] = items[0];
  items[1].state = State::closed;
  items[1].services = {"a"};
  items[2].state = State::closed;
  items[3] = items[1];
  items[3].tiers.clear();
  const std::string counts = expected_counts(items);
  for (const char* line : {"\"seen\": 5", "\"counted\": 2", "\"in_flight\": 1",
                           "\"without_service_label\": 1", "\"without_tier_label\": 1",
                           "\"with_several_services\": 1", "\"closed_without_closed_at\": 1",
                           "\"services\": 2", "\"deployments\": 3", "\"failed\": 1"}) {
    EXPECT_THAT(counts, testing::HasSubstr(line));
  }
  EXPECT_EQ(expected_summary(items, {}),
            "{\n  \"a\": {\n    \"2024-01\": 2,\n    \"2024-01_failed\": 1,\n"
            "    \"2024-01_failure_rate\": 50.0\n  },\n  \"b\": {\n    \"2024-01\": 1,\n"
            "    \"2024-01_failed\": 0,\n    \"2024-01_failure_rate\": 0.0\n  }\n}\n");
  EXPECT_THAT(expected_summary(items, {"quarter", false}), testing::HasSubstr("\"2024-Q1\": 2"));
  EXPECT_THAT(expected_summary(items, {"week", false}), testing::HasSubstr("\"2024-W05\": 2"));
  EXPECT_THAT(expected_summary(items, {"day", true}), testing::HasSubstr("\"2024-02-01\": 1"));
}

}  // namespace
}  // namespace dora::test
