// Collects into a folder with an earlier collection: little is fetched, nothing is lost.
#include <csignal>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/e2e/dora_report.h"
#include "tests/support/http_get.h"

namespace dora::test {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;
using testing::SizeIs;

class CollectAgain : public EndToEnd {
 protected:
  void change(const std::string& changes) const {
    HttpCall call;
    call.post = "[" + changes + "]";
    ASSERT_LT(http_get(server().base_url() + "/-/changes", call).status, 300);
  }

  ProgramResult collect_into(const std::string& out, const Arguments& more = {}) const {
    Arguments all{"collect", "--project", "platform/deployments", "--out", out};
    all.insert(all.end(), more.begin(), more.end());
    return run(all);
  }

  /// Expects the folder to hold what a collection from scratch would hold.
  void expect_like_new(const std::string& out) const {
    ASSERT_EQ(collect_into("fresh").exit_code, 0);
    EXPECT_EQ(file(out + "/summary.json"), file("fresh/summary.json"));
    EXPECT_EQ(file(out + "/service_deployments.json"), file("fresh/service_deployments.json"));
    EXPECT_EQ(file(out + "/open_merge_requests.json"), file("fresh/open_merge_requests.json"));
    EXPECT_EQ(jq("[.merge_requests, .projects]", folder_ / out / "collection.json"),
              jq("[.merge_requests, .projects]", folder_ / "fresh/collection.json"));
    std::filesystem::remove_all(folder_ / "fresh");
  }
};

constexpr const char* a_new_one =
    R"({"put": {"iid": 90001, "state": "merged", "labels": ["service:brand-new", "tier:production"]}})";

TEST_F(CollectAgain, FetchesOnlyWhatWasUpdated) {
  start_server();
  ASSERT_EQ(collect().exit_code, 0);
  ASSERT_EQ(collect().exit_code, 0);
  change(std::string(a_new_one) + R"(, {"put": {"iid": 600, "state": "closed"}})");
  const std::size_t first = server().requests().size();
  const ProgramResult again = collect();
  ASSERT_EQ(again.exit_code, 0) << again.errors;
  EXPECT_THAT(again.errors,
              HasSubstr("incremental run: 1 new, 1 changed, 0 unchanged (2 requests, 0 retries"));
  ASSERT_THAT(server().requests(), SizeIs(first + 2));
  EXPECT_THAT(server().requests()[first], HasSubstr("updated_after="));
  EXPECT_THAT(server().requests()[first + 1], HasSubstr("/labels?"));
  expect_like_new("data");
}

TEST_F(CollectAgain, AWeekOfChangesCostsAFewRequests) {
  start_server({"--merge-requests", "5000"});
  ASSERT_EQ(collect().exit_code, 0);
  for (int request = 0; request < 5; ++request) {
    std::string changes;
    for (int i = 0; i < 100; ++i) {
      changes += fmt::format(R"({}{{"put": {{"iid": {}, "state": "closed"}}}})",
                             changes.empty() ? "" : ",", 91000 + 100 * request + i);
    }
    change(changes);
  }
  const std::size_t first = server().requests().size();
  ASSERT_EQ(collect().exit_code, 0);
  EXPECT_LE(server().requests().size() - first, 12U);
  expect_like_new("data");
}

TEST_F(CollectAgain, ChangedStatesAndLabelsChangePastFigures) {
  start_server();
  ASSERT_EQ(collect().exit_code, 0);
  for (const char* step :
       {R"({"put": {"iid": 601, "state": "closed", "merged_at": null}})",
        R"({"put": {"iid": 601, "state": "opened", "closed_at": null}})",
        R"({"put": {"iid": 601, "state": "merged", "labels": ["service:other", "tier:x"]}})",
        R"({"put": {"iid": 601, "labels": ["tier:x"]}})"}) {
    change(step);
    ASSERT_EQ(collect().exit_code, 0);
    expect_like_new("data");
  }
}

// What earlier runs and updates left in the store must not be told.
TEST_F(CollectAgain, TheSameOptionsGiveTheSameCountsAfterAnyEarlierRuns) {
  start_server({"--merge-requests", "600"});
  const std::vector<Arguments> earlier{
      {},
      {"--since", "2024-03-01"},
      {"--until", "2024-01-01"},
      {"--since", "2023-12-01", "--until", "2024-02-01", "--date-by", "finished"}};
  for (std::size_t i = 0; i < earlier.size(); ++i) {
    ASSERT_EQ(collect_into("earlier-" + std::to_string(i), earlier[i]).exit_code, 0);
  }
  change(R"({"put": {"iid": 2, "labels": ["service:other"]}},
            {"put": {"iid": 301, "state": "closed", "merged_at": null}},
            {"put": {"iid": 590, "state": "opened", "merged_at": null, "closed_at": null}})");
  const std::vector<Arguments> asked{
      {"--since", "2024-02-01"},
      {"--until", "2024-03-01"},
      {"--since", "2024-01-15", "--until", "2024-04-01"},
      {"--since", "2024-02-01", "--date-by", "finished"},
      {"--since", "2024-01-15", "--until", "2024-04-01", "--date-by", "finished"}};
  const auto told = [this](const std::string& out) {
    return jq("del(.requests, .retries, .collected_at)", folder_ / out / "collection.json") +
           file(out + "/summary.json") + file(out + "/service_deployments.json") +
           file(out + "/open_merge_requests.json");
  };
  for (std::size_t option = 0; option < asked.size(); ++option) {
    std::filesystem::remove_all(folder_ / "fresh");
    ASSERT_EQ(collect_into("fresh", asked[option]).exit_code, 0);
    const std::string expected = told("fresh");
    for (std::size_t i = 0; i < earlier.size(); ++i) {
      const std::string out = "earlier-" + std::to_string(i);
      ASSERT_EQ(collect_into(out, asked[option]).exit_code, 0);
      EXPECT_EQ(told(out), expected) << "options " << option << " after run " << i;
    }
  }
}

TEST_F(CollectAgain, SaysWhenAPastWeekChanged) {
  start_server();
  constexpr const char* old = R"({"put": {"iid": 90001, "state": "merged",
      "created_at": "2024-02-01T00:00:00Z", "merged_at": "2024-02-02T00:00:00Z", "labels": ["service:a", "tier:x"]}})";
  change(old);
  const auto changed_at = [this](const char* epoch) {
    EXPECT_EQ(collect({}, {{"SOURCE_DATE_EPOCH", epoch}}).exit_code, 0);
    return jq("[.weeks | to_entries[] | select(.value.changed_at) | [.key, .value.changed_at]]",
              folder_ / "data/weeks.json");
  };
  constexpr const char* monday = "1718600400";    // 2024-06-17T05:00:00Z
  constexpr const char* thursday = "1718859600";  // 2024-06-20T05:00:00Z
  EXPECT_EQ(changed_at(monday), "[]\n");
  const std::string first = file("data/weeks.json");
  EXPECT_EQ(changed_at(thursday), "[]\n");
  EXPECT_EQ(file("data/weeks.json"), first);
  change(R"({"put": {"iid": 90001, "labels": ["service:b", "tier:x"]}})");
  const std::string changed = "[[\"2024-W05\",\"2024-06-20T05:00:00.000Z\"]]\n";
  EXPECT_EQ(changed_at(thursday), changed);
  EXPECT_EQ(changed_at("1719205200"), changed) << "a week later";
  folder_.write("data/weeks.json", "damaged");
  const ProgramResult result = collect({}, {{"SOURCE_DATE_EPOCH", thursday}});
  EXPECT_EQ(result.exit_code, 0);
  EXPECT_THAT(result.errors, HasSubstr("warning: data/weeks.json: not JSON at byte 0"));
  EXPECT_EQ(jq("[.weeks[] | select(.changed_at)]", folder_ / "data/weeks.json"), "[]\n");
}

// GitLab does not update merge requests when a label is renamed or deleted.
TEST_F(CollectAgain, RenamedAndDeletedLabelsAreFollowed) {
  start_server();
  for (const char* labels : {R"("iid": 90001, "labels": ["service:old-name", "tier:p"])",
                             R"("iid": 90002, "labels": ["service:old-name", "tier:gone"])"}) {
    change(fmt::format(R"({{"put": {{"state": "merged", "created_at": "2024-02-01T00:00:00Z",
                                     "updated_at": "2024-02-02T00:00:00Z", {}}}}})",
                       labels));
  }
  ASSERT_EQ(collect().exit_code, 0);
  change(R"({"rename_label": "service:old-name", "to": "service:new-name"},
            {"delete_label": "tier:gone"})");
  const ProgramResult again = collect();
  ASSERT_EQ(again.exit_code, 0) << again.errors;
  EXPECT_THAT(again.errors, HasSubstr("labels were renamed or deleted since the last run"));
  EXPECT_EQ(jq("map_values(length) | [.\"old-name\", .\"new-name\"]",
               folder_ / "data/service_deployments.json"),
            "[null,1]\n");
  expect_like_new("data");
}

TEST_F(CollectAgain, FullRunsRemoveWhatWasDeleted) {
  start_server();
  ASSERT_EQ(collect().exit_code, 0);
  change(std::string(a_new_one) + R"(, {"delete": 601})");
  const ProgramResult full = collect({"--full"});
  ASSERT_EQ(full.exit_code, 0) << full.errors;
  EXPECT_THAT(full.errors, AllOf(HasSubstr("full run: 1 new"), HasSubstr(", 1 removed")));
  expect_like_new("data");
}

// 2,000 merge requests are at least 20 lists: every change happens during the first run.
TEST_F(CollectAgain, LosesNothingWhenListsGrowAndShrink) {
  std::string changes;
  for (int after = 1; after <= 16; ++after) {
    changes += fmt::format(
        R"({}{{"after": {}, "delete": {}}}, {{"after": {}, "put": {{"iid": {}, "state": "closed"}}}},)"
        R"({{"after": {}, "put": {{"iid": {}, "state": "merged", "labels": ["service:new", "tier:x"]}}}})",
        changes.empty() ? "[" : ", ", after, after * 110, after, after * 110 + 5, after,
        90000 + after);
  }
  start_server({"--changes", folder_.write("changes.json", changes + "]").string()});
  const ProgramResult result = collect({"--concurrency", "3"});
  ASSERT_EQ(result.exit_code, 0) << result.errors;
  ASSERT_EQ(collect_into("fresh").exit_code, 0);
  constexpr const char* all =
      "[.[][] | [.iid, .deployment_status, .tier, .deployment_time]] | sort";
  const auto fresh =
      folder_.write("fresh.json", jq(all, folder_ / "fresh/service_deployments.json"));
  const auto seen = folder_.write("seen.json", jq(all, folder_ / "data/service_deployments.json"));
  ProgramCall lost;
  lost.program = "/usr/bin/jq";
  lost.arguments = {"--null-input", "--compact-output", "[inputs] | .[0] - .[1]", fresh, seen};
  EXPECT_EQ(run_program(lost).output, "[]\n");
  ASSERT_EQ(collect({"--full"}).exit_code, 0);
  std::filesystem::remove_all(folder_ / "fresh");
  expect_like_new("data");
}

TEST_F(CollectAgain, PartialCollectionsSaySo) {
  start_server({"--fail", "500:on=list:after=9"});
  const ProgramResult whole = collect({"--attempts", "1"});
  EXPECT_EQ(whole.exit_code, 1);
  EXPECT_FALSE(std::filesystem::exists(folder_ / "data/summary.json"));
  const ProgramResult partial = collect({"--attempts", "1", "--allow-partial"});
  EXPECT_EQ(partial.exit_code, 3) << partial.errors;
  EXPECT_THAT(partial.errors, HasSubstr("warning: missing: merge requests created "));
  EXPECT_THAT(jq(".partial[0]", folder_ / "data/collection.json"), HasSubstr("HTTP 500"));
  EXPECT_NE(jq(".deployments", folder_ / "data/collection.json"), "0\n");
  EXPECT_THAT(partial.errors, Not(HasSubstr(token)));
}

TEST_F(CollectAgain, CompleteCollectionsDoNotMentionIt) {
  start_server();
  ASSERT_EQ(collect({"--allow-partial"}).exit_code, 0);
  EXPECT_EQ(jq(".partial", folder_ / "data/collection.json"), "[]\n");
}

TEST_F(CollectAgain, ASecondRunInTheSameFolderLearnsWhoHoldsIt) {
  start_server({"--fail", "hang:on=list"});
  RunningProgram holder(call({"collect", "--project", "platform/deployments", "--out", "data"}));
  ASSERT_TRUE(holder.wait_until([&] { return !server().requests().empty(); }));
  const ProgramResult second = collect();
  EXPECT_EQ(second.exit_code, 1);
  EXPECT_THAT(second.errors,
              HasSubstr(fmt::format("data/deployments.db is in use by process {}", holder.pid())));
  holder.send(SIGKILL);
  holder.wait();
  start_server();
  EXPECT_EQ(collect().exit_code, 0) << "a lock ends with its process";
}

}  // namespace
}  // namespace dora::test
