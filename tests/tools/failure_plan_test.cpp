// Tests the syntax of --fail and which requests it selects.
#include "tests/tools/gitlab_server/failure_plan.h"

#include <string>
#include <vector>

#include <gmock/gmock.h>

#include "collector/base/error.h"

namespace dora::test {
namespace {

/// Returns which of `requests` list requests fail, as `.` and `x`.
std::string pattern(const std::vector<std::string>& specs, int requests) {
  std::vector<FailureRule> rules;
  rules.reserve(specs.size());
  for (const std::string& spec : specs) {
    rules.push_back(parse_failure(spec));
  }
  FailurePlan plan(rules);
  std::string text;
  for (int i = 0; i < requests; ++i) {
    text +=
        plan.next({true, false, static_cast<std::size_t>(i + 1), "list"}) == nullptr ? '.' : 'x';
  }
  return text;
}

TEST(FailurePlan, HitsTheSelectedRequests) {
  const std::vector<std::pair<std::string, std::string>> table{{"500", "xxxxxx"},
                                                               {"500:always", "xxxxxx"},
                                                               {"429:every=3", "..x..x"},
                                                               {"reset:first=2", "xx...."},
                                                               {"408:after=4", "....xx"},
                                                               {"truncate:page=3", "..x..."},
                                                               {"hang:on=list", "xxxxxx"},
                                                               {"garbage:on=project", "......"},
                                                               {"503:page=2:first=1", ".x...."}};
  for (const auto& [spec, expected] : table) {
    EXPECT_EQ(pattern({spec}, 6), expected) << spec;
  }
}

TEST(FailurePlan, CountsOnlyRequestsOfItsPlace) {
  FailurePlan plan({parse_failure("500:on=list:first=1")});
  EXPECT_EQ(plan.next({false, false, 1, "project"}), nullptr);
  EXPECT_NE(plan.next({true, false, 1, "list"}), nullptr);
  EXPECT_EQ(plan.next({true, false, 1, "list"}), nullptr);
}

TEST(FailurePlan, AppliesTheFirstMatchingRuleAndCountsForAll) {
  FailurePlan plan({parse_failure("500:first=1"), parse_failure("reset:first=2")});
  EXPECT_EQ(plan.next({})->kind, FailureKind::server_error);
  EXPECT_EQ(plan.next({})->kind, FailureKind::reset);
  EXPECT_EQ(plan.next({}), nullptr);
}

TEST(FailurePlan, RedirectsToTheNumberOnlyIfRequestedByPath) {
  FailurePlan plan({parse_failure("redirect-same")});
  EXPECT_EQ(plan.next({true, false, 1, "list"}), nullptr);
  EXPECT_NE(plan.next({true, true, 1, "list"}), nullptr);
}

TEST(FailurePlan, KeepsTheValuesOfARule) {
  EXPECT_EQ(parse_failure("429-retry-after:seconds=7").seconds, 7);
  EXPECT_EQ(parse_failure("redirect-other=http://127.0.0.1:99/x").url, "http://127.0.0.1:99/x");
}

TEST(FailurePlan, NamesTheUnknownWord) {
  const std::vector<std::pair<std::string, std::string>> table{
      {"418", "'418'"},
      {"", "''"},
      {"500:forst=3", "'forst=3'"},
      {"500:first", "'first'"},
      {"500:first=0", "'first=0'"},
      {"500:every=x", "'every=x'"},
      {"500:on=moon", "'on=moon'"},
      {"500:", "''"},
      {"redirect-other=", "'redirect-other='"}};
  for (const auto& [spec, word] : table) {
    try {
      parse_failure(spec);
      ADD_FAILURE() << spec << " was accepted";
    } catch (const base::UsageError& error) {
      EXPECT_THAT(error.what(), testing::HasSubstr(word)) << spec;
    }
  }
}

}  // namespace
}  // namespace dora::test
