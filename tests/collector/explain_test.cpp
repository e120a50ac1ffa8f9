// Tests what `explain` says of merge requests that count, and of those that do not.
#include "collector/explain.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "collector/base/interrupt.h"
#include "collector/counting/export.h"
#include "tests/support/error_of.h"
#include "tests/support/temporary_folder.h"

namespace dora::collector {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::SizeIs;
using testing::StartsWith;

model::Instant at_day(int number) {
  return model::Instant(std::chrono::days(number));
}

/// Created on 11 January 1970 and ended on the day after.
gitlab::MergeRequest ended(std::int64_t iid, gitlab::State state, std::vector<std::string> labels) {
  gitlab::MergeRequest result;
  result.iid = iid;
  result.state = state;
  result.created_at = result.updated_at = at_day(10);
  (state == gitlab::State::merged ? result.merged_at : result.closed_at) = at_day(11);
  result.labels = std::move(labels);
  result.title = "Deploy it";
  result.author = "dev1";
  result.source_branch = "deploy/web/live";
  result.target_branch = "main";
  result.web_url = "https://h/" + std::to_string(iid);
  return result;
}

class Explain : public testing::Test {
 protected:
  /// As `collect` does.
  void collect(const std::string& project, const std::vector<gitlab::MergeRequest>& all) {
    store::Store store(folder_.path(), log_);
    const auto stored = store.remember_project(
        "https://h/api/v4", project,
        {static_cast<std::int64_t>(projects_.size() + 1), project, "https://h/" + project});
    store.begin_run(stored, "first", at_day(20));
    store.save_update(stored, all, at_day(20));
    projects_.push_back(stored);
    counting::ExportPlan plan{
        folder_.path(), projects_, counting::rules_of(settings_, {}), {}, {}, {}};
    plan.about.counting = settings_;
    plan.about.project = project;
    plan.about.collected_at = at_day(20);
    export_files(store, plan);
  }

  std::vector<std::string> lines(std::int64_t iid, const std::string& project = "") {
    return explain({folder_.path(), iid, project}, context_);
  }
  /// The first line, which says whether it counts.
  std::string result(std::int64_t iid) { return lines(iid).front(); }

  test::TemporaryFolder folder_;
  base::Console console_{-1};
  base::Log log_{console_, {}};
  base::Interrupt interrupt_;
  base::RunContext context_{log_, console_, interrupt_,
                            std::chrono::sys_days(std::chrono::days(20))};
  model::CountingSettings settings_;
  std::vector<store::StoredProject> projects_;
};

constexpr gitlab::State merged = gitlab::State::merged;
constexpr gitlab::State closed = gitlab::State::closed;

TEST_F(Explain, SaysHowItWasRead) {
  settings_.tier_from = {"branch:/(?P<tier>[^/]+)$"};
  settings_.renames = {{"old", "new"}};
  collect("g/p", {ended(7, merged, {"service:old", "service:web"})});
  EXPECT_THAT(
      lines(7),
      ElementsAre("g/p!7 counts as 2 successful deployments, one for each service, dated "
                  "1970-01-11 (when it was created)",
                  "  title    Deploy it", "  author   dev1",
                  "  dates    created 1970-01-11, merged 1970-01-12",
                  "  labels   service:old, service:web", "  branch   deploy/web/live, into main",
                  "  service  new (renamed from old), web, from labels that begin with 'service:'",
                  "  tier     live, from branch:/(?P<tier>[^/]+)$"));
}

TEST_F(Explain, SaysWhyItDoesNotCount) {
  settings_.since = model::parse_date("1970-01-05");
  settings_.exclude_authors = {"robot"};
  settings_.exclude_labels = {"dry-run"};
  settings_.exclude_bots = true;
  const std::vector<std::string> both{"service:a", "tier:x"};
  std::vector<gitlab::MergeRequest> all;
  all.push_back(ended(1, gitlab::State::opened, both));
  all.push_back(ended(2, gitlab::State::other, both));
  all.push_back(ended(3, merged, both));
  all.back().created_at = at_day(1);
  all.push_back(ended(4, merged, {"tier:x"}));
  all.push_back(ended(5, merged, {"service:a"}));
  all.push_back(ended(6, merged, both));
  all.back().author = "robot";
  all.push_back(ended(7, merged, {"service:a", "tier:x", "dry-run"}));
  all.push_back(ended(8, merged, both));
  all.back().author = "renovate-bot";
  all.push_back(ended(9, closed, both));
  collect("g/p", all);
  const char* expected[] = {"g/p!1 does not count yet: it is open, and would be a deployment",
                            "g/p!2 does not count: it is in a state that GitLab does not document",
                            "g/p!3 does not count: its date is outside of --since 1970-01-05",
                            "g/p!4 does not count: no service was found in labels that begin with "
                            "'service:'; --service-from",
                            "g/p!5 does not count: no tier was found in labels that begin with "
                            "'tier:'; --tier-from",
                            "g/p!6 does not count: its author is excluded",
                            "g/p!7 does not count: one of its labels is excluded",
                            "g/p!8 does not count: a bot made it",
                            "g/p!9 counts as a failed deployment, dated 1970-01-11"};
  for (std::size_t i = 0; i < std::size(expected); ++i) {
    EXPECT_THAT(result(static_cast<std::int64_t>(i) + 1), StartsWith(expected[i]));
  }
}

TEST_F(Explain, KnowsWhatWasSuperseded) {
  settings_.superseded_within = std::chrono::hours(24);
  std::vector<gitlab::MergeRequest> all{ended(1, closed, {"service:a", "tier:x"}),
                                        ended(2, merged, {"service:a", "tier:x"}),
                                        ended(3, closed, {"service:b", "tier:x"})};
  all[1].merged_at = *all[0].closed_at + std::chrono::hours(1);
  collect("g/p", all);
  EXPECT_THAT(result(1), StartsWith("g/p!1 does not count: superseded"));
  EXPECT_THAT(result(2), StartsWith("g/p!2 counts as a successful deployment"));
  EXPECT_THAT(result(3), StartsWith("g/p!3 counts as a failed deployment"));
}

TEST_F(Explain, NamesTheTierThatIsUsed) {
  collect("g/p", {ended(1, merged, {"service:a", "tier:y", "tier:x"})});
  EXPECT_THAT(lines(1), Contains("  tier     x, from labels that begin with 'tier:' (the first of "
                                 "x, y)"));
}

TEST_F(Explain, AsksWhichProjectOnlyByShowingAll) {
  collect("g/a", {ended(1, merged, {"service:a", "tier:x"})});
  collect("g/b", {ended(1, closed, {"service:b", "tier:x"})});
  EXPECT_THAT(lines(1), SizeIs(2 * lines(1, "g/a").size()));
  EXPECT_THAT(lines(1, "g/b").front(), StartsWith("g/b!1 counts as a failed"));
  EXPECT_THAT(lines(1, "2").front(), StartsWith("g/b!1")) << "its numeric id";
  EXPECT_THAT(test::error_of([&] { lines(1, "g/c"); }), HasSubstr("no merge request !1 of g/c"));
  EXPECT_THAT(test::error_of([&] { lines(2); }), HasSubstr("no merge request !2 of g/b"));
}

TEST_F(Explain, KeepsHostileTextsInOneLine) {
  gitlab::MergeRequest hostile = ended(1, merged, {"service:a\nb", "tier:x"});
  hostile.title = "a\x1b[31m\nb";
  collect("g/p", {hostile});
  for (const std::string& line : lines(1)) {
    EXPECT_EQ(line.find_first_of("\n\x1b"), std::string::npos) << line;
  }
}

TEST_F(Explain, CreatesNoStore) {
  EXPECT_THAT(test::error_of([&] { lines(1); }), HasSubstr("holds no deployments.db"));
  EXPECT_FALSE(std::filesystem::exists(folder_.path() / "deployments.db"));
}

}  // namespace
}  // namespace dora::collector
