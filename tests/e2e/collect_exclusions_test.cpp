// The options that exclude merge requests, and what is reported about them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/e2e/dora_report.h"

namespace dora::test {
namespace {

using testing::HasSubstr;

// Deployments of one service: by people, by a bot, and one with an extra label; the closed one is
// followed by a merged one 20 hours later.
constexpr const char* exclusions = R"([
  {"iid": 1, "state": "merged", "created_at": "2024-01-01T00:00:00Z", "merged_at": "2024-01-01T01:00:00Z",
   "labels": ["service:api", "tier:x"], "author": {"username": "jane"}},
  {"iid": 2, "state": "merged", "created_at": "2024-01-02T00:00:00Z", "merged_at": "2024-01-02T01:00:00Z",
   "labels": ["service:api", "tier:x", "drill"], "author": {"username": "jim"}},
  {"iid": 3, "state": "closed", "created_at": "2024-01-03T00:00:00Z", "closed_at": "2024-01-03T01:00:00Z",
   "labels": ["service:api", "tier:x"], "author": {"username": "jane"}},
  {"iid": 4, "state": "merged", "created_at": "2024-01-03T20:00:00Z", "merged_at": "2024-01-03T21:00:00Z",
   "labels": ["service:Api", "service:api", "tier:x"], "author": {"username": "project_7_bot_0a"}}
])";

class CollectExclusions : public EndToEnd {
 protected:
  void SetUp() override {
    start_server({"--data", folder_.write("merge_requests.json", exclusions).string()});
  }

  /// Returns the iids that are left in `api`.
  std::string left_after(const Arguments& arguments) const {
    const ProgramResult result = collect(arguments);
    EXPECT_EQ(result.exit_code, 0) << result.errors;
    return jq("[.api[].iid]", folder_ / "data/service_deployments.json");
  }
  std::string collection(const std::string& filter) const {
    return jq(filter, folder_ / "data/collection.json");
  }
};

TEST_F(CollectExclusions, NothingIsExcludedByDefault) {
  EXPECT_EQ(left_after({}), "[1,2,3,4]\n");
  EXPECT_EQ(collection(".merge_requests.counted"), "4\n");
}

TEST_F(CollectExclusions, SeveralAuthors) {
  EXPECT_EQ(left_after({"--exclude-author", "JIM"}), "[1,3,4]\n");
  EXPECT_EQ(left_after({"--exclude-author", "jim", "--exclude-author", "jane"}), "[4]\n");
  EXPECT_EQ(collection("[.merge_requests.excluded_author, .exclude_authors]"),
            "[3,[\"jim\",\"jane\"]]\n");
}

TEST_F(CollectExclusions, Labels) {
  EXPECT_EQ(left_after({"--exclude-label", "drill"}), "[1,3,4]\n");
  EXPECT_EQ(collection("[.merge_requests.excluded_label, .exclude_labels]"), "[1,[\"drill\"]]\n");
}

TEST_F(CollectExclusions, Bots) {
  EXPECT_EQ(left_after({"--exclude-bots"}), "[1,2,3]\n");
  EXPECT_EQ(collection("[.merge_requests.excluded_bot, .exclude_bots]"), "[1,true]\n");
}

TEST_F(CollectExclusions, SupersededWithin) {
  EXPECT_EQ(left_after({"--superseded-within", "20h"}), "[1,2,4]\n");
  EXPECT_EQ(collection("[.superseded, .failed, .superseded_within_minutes]"), "[1,0,1200]\n");
  EXPECT_EQ(left_after({"--superseded-within", "1199m"}), "[1,2,3,4]\n");
  EXPECT_EQ(left_after({"--superseded-within", "1d"}), "[1,2,4]\n");
}

TEST_F(CollectExclusions, AppearInTheReport) {
  const ProgramResult result =
      run({"generate", "--project", "platform/deployments", "--exclude-author", "jim",
           "--exclude-bots", "--superseded-within", "1d", "--out", "site"});
  EXPECT_EQ(result.exit_code, 0) << result.errors;
  EXPECT_THAT(file("site/data.html"), HasSubstr("Excluded as bots</th><td class=\"number\">1<"));
}

TEST_F(CollectExclusions, SuspiciousNamesAreReportedNotMerged) {
  const ProgramResult result = collect();
  EXPECT_THAT(result.errors, HasSubstr("'Api' and 'api'"));
  EXPECT_EQ(collection(".suspicious_names"), "[[\"Api\",\"api\",\"capitals\"]]\n");
  EXPECT_EQ(jq("keys", folder_ / "data/summary.json"), "[\"Api\",\"api\"]\n");
}

}  // namespace
}  // namespace dora::test
