// Tests of collector/counting/export: what the files hold for several projects in one store.
#include "collector/counting/export.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "collector/model/data_files.h"
#include "collector/model/deployment_json.h"
#include "collector/model/open_merge_requests.h"
#include "collector/model/summary_json.h"
#include "tests/support/temporary_folder.h"

namespace dora::counting {
namespace {

using testing::ElementsAre;

model::Instant at_day(int number) {
  return model::Instant(std::chrono::days(number));
}

gitlab::MergeRequest merged(std::int64_t iid, int created_day, std::vector<std::string> labels) {
  gitlab::MergeRequest result;
  result.iid = iid;
  result.state = gitlab::State::merged;
  result.created_at = result.updated_at = at_day(created_day);
  result.labels = std::move(labels);
  return result;
}

gitlab::MergeRequest opened(std::int64_t iid, int created_day, std::vector<std::string> labels) {
  gitlab::MergeRequest result = merged(iid, created_day, std::move(labels));
  result.state = gitlab::State::opened;
  result.web_url = "u" + std::to_string(iid);
  return result;
}

class ExportTest : public testing::Test {
 protected:
  store::StoredProject add(std::int64_t id, const std::string& path,
                           const std::vector<gitlab::MergeRequest>& merge_requests) {
    store::StoredProject project =
        store_.remember_project("https://h/api/v4", path, {id, path, "w"});
    store_.begin_run(project, "first", at_day(1));
    store_.save_update(project, merge_requests, at_day(1));
    return project;
  }

  test::TemporaryFolder folder_;
  base::Console console_{-1};
  base::Log log_{console_, {}};
  store::Store store_{folder_.path(), log_};
};

TEST_F(ExportTest, ServicesWithTheSameNameAreOne) {
  ExportPlan plan{folder_.path(), {}, {}, {}, {}, {}};
  plan.projects.push_back(
      add(2, "g/b",
          {merged(1, 5, {"service:api", "tier:x"}), merged(2, 9, {"service:web", "tier:x"})}));
  plan.projects.push_back(add(1, "g/a",
                              {merged(1, 4, {"service:api", "tier:x"}), merged(5, 6, {}),
                               merged(7, 6, {"service:api", "tier:x"})}));
  add(3, "g/not-asked-for", {merged(1, 5, {"service:api", "tier:x"})});
  const model::Collection collection = export_files(store_, plan);
  const auto services = model::read_deployments(folder_ / model::deployments_file);
  ASSERT_EQ(services.size(), 2U);
  EXPECT_EQ(services[0].service, "api");
  ASSERT_EQ(services[0].deployments.size(), 3U);
  EXPECT_EQ(services[0].deployments[0].deployment_time, at_day(4));
  EXPECT_EQ(services[0].deployments[1].deployment_time, at_day(5));
  EXPECT_EQ(services[0].deployments[2].deployment_time, at_day(6));
  EXPECT_EQ(collection.merge_requests.seen, 5);
  EXPECT_EQ(collection.deployments, 4);
  const model::ProjectPart b{"g/b", "w", 2, {}};
  const model::ProjectPart a{"g/a", "w", 3, {4, {"2-4", "6"}}};
  EXPECT_THAT(collection.projects, ElementsAre(b, a));
  EXPECT_EQ(model::read_collection(folder_ / model::collection_file), collection);
}

TEST_F(ExportTest, RecordsHowServiceLabelsAreSpelled) {
  ExportPlan plan{folder_.path(), {}, {}, {}, {}, {}};
  plan.projects.push_back(
      add(1, "g/a",
          {merged(1, 4, {"service::api", "tier:x"}), merged(2, 4, {"service:web", "tier:x"}),
           merged(3, 4, {"service:api"}), merged(4, 4, {"service::ui", "tier:x"})}));
  plan.projects.push_back(add(2, "g/b", {merged(1, 4, {"service:ui", "tier:x"})}));
  const auto labels = export_files(store_, plan).service_labels.value();
  EXPECT_EQ(spelling_of(labels, "api"), model::LabelSpelling::scoped);  // The other has no tier.
  EXPECT_EQ(spelling_of(labels, "web"), model::LabelSpelling::plain);
  EXPECT_EQ(spelling_of(labels, "ui"), model::LabelSpelling::both);
}

TEST_F(ExportTest, ASupersededDeploymentIsNeitherFailedNorListed) {
  gitlab::MergeRequest closed = merged(1, 1, {"service:a", "service:b", "tier:x"});
  closed.state = gitlab::State::closed;
  closed.closed_at = at_day(2);
  gitlab::MergeRequest after = merged(2, 1, {"service:a", "tier:x"});
  after.merged_at = at_day(3);
  ExportPlan plan{folder_.path(), {}, {}, {}, {}, {}};
  plan.projects.push_back(add(1, "g/a", {closed, after}));
  EXPECT_EQ(export_files(store_, plan).superseded, 0) << "off by default";
  plan.rules.superseded_within = std::chrono::hours(23);
  EXPECT_EQ(export_files(store_, plan).superseded, 0);
  plan.rules.superseded_within = std::chrono::hours(24);
  const model::Collection collection = export_files(store_, plan);
  EXPECT_EQ(collection.superseded, 1);
  EXPECT_EQ(collection.deployments, 2);
  EXPECT_EQ(collection.failed, 1) << "nothing of b was merged";
  EXPECT_EQ(collection.merge_requests.counted, 2) << "its other deployment is left";
  EXPECT_EQ(collection.merge_requests.superseded, 0);
  const auto services = model::read_deployments(folder_ / model::deployments_file);
  ASSERT_EQ(services.size(), 2U);
  ASSERT_EQ(services[0].deployments.size(), 1U);
  EXPECT_EQ(services[0].deployments[0].iid, 2);
  EXPECT_EQ(services[1].deployments.at(0).iid, 1);
}

TEST_F(ExportTest, ListsWhatIsStillOpen) {
  ExportPlan plan{folder_.path(), {}, {}, {}, {}, {}};
  plan.projects.push_back(add(1, "g/b",
                              {opened(8, 6, {"service:api", "service:web", "tier:x"}),
                               opened(9, 4, {"service:api", "tier:y"}), opened(10, 4, {"tier:y"}),
                               merged(11, 4, {"service:api", "tier:y"})}));
  plan.projects.push_back(add(2, "g/a", {opened(3, 4, {"service:api", "tier:x"})}));
  const model::Collection collection = export_files(store_, plan);
  EXPECT_EQ(collection.merge_requests.in_flight, 4) << "whether or not it would count";
  EXPECT_EQ(model::read_open_merge_requests(folder_ / model::open_merge_requests_file),
            (std::vector<model::ServiceOpenMergeRequests>{
                {"api",
                 {{at_day(4), "x", 3, "u3"}, {at_day(4), "y", 9, "u9"}, {at_day(6), "x", 8, "u8"}}},
                {"web", {{at_day(6), "x", 8, "u8"}}}}));
  plan.rules.since = at_day(5);
  export_files(store_, plan);
  EXPECT_EQ(model::read_open_merge_requests(folder_ / model::open_merge_requests_file),
            (std::vector<model::ServiceOpenMergeRequests>{{"api", {{at_day(6), "x", 8, "u8"}}},
                                                          {"web", {{at_day(6), "x", 8, "u8"}}}}));
}

TEST_F(ExportTest, SaysWhenAPastWeekWasSeenToChange) {
  const store::StoredProject project =
      add(1, "g/a",
          {merged(1, 5, {"service:api", "tier:x"}), merged(2, 12, {"service:api", "tier:x"})});
  const auto weeks_at = [&](int day) {
    ExportPlan plan{folder_.path(), {project}, {}, {}, {}, {}};
    plan.about.collected_at = at_day(day);
    if (std::filesystem::exists(folder_ / model::weeks_file)) {
      plan.earlier_weeks = model::read_recorded_weeks(folder_ / model::weeks_file);
    }
    export_files(store_, plan);
    return model::read_recorded_weeks(folder_ / model::weeks_file);
  };
  // 1 January 1970 was a Thursday: weeks begin on days 4, 11 and 18.
  const model::Period second{model::Granularity::week,
                             std::chrono::local_days(std::chrono::days(4))};
  const model::Period third = model::advance(second, 1);
  const model::RecordedWeeks first = weeks_at(11);
  EXPECT_THAT(first.weeks, ElementsAre(testing::Key(second)));
  EXPECT_EQ(weeks_at(12), first);
  const model::RecordedWeeks later = weeks_at(18);
  EXPECT_THAT(later.weeks, ElementsAre(testing::Key(second), testing::Key(third)));
  EXPECT_TRUE(changed_weeks(later).empty());
  store_.save_update(project, {merged(1, 5, {"service:api", "tier:y"})}, at_day(19));
  EXPECT_THAT(changed_weeks(weeks_at(19)), ElementsAre(std::pair(second, at_day(19))));
  EXPECT_THAT(changed_weeks(weeks_at(20)), ElementsAre(std::pair(second, at_day(19))));
  store_.save_update(project, {opened(2, 12, {"service:api", "tier:x"})}, at_day(21));
  EXPECT_THAT(changed_weeks(weeks_at(21)),
              ElementsAre(std::pair(second, at_day(19)), std::pair(third, at_day(21))));
}

TEST_F(ExportTest, WritesNoFileUnlessAllCanBeWritten) {
  ExportPlan plan{folder_.path(), {}, {}, {}, {}, {}};
  plan.projects.push_back(add(1, "g/a", {merged(1, 4, {"service:api", "tier:x"})}));
  std::filesystem::create_directory(folder_ / ".open_merge_requests.json.tmp");
  EXPECT_ANY_THROW(export_files(store_, plan));
  for (const char* name : {model::deployments_file, model::summary_file, model::collection_file}) {
    EXPECT_FALSE(std::filesystem::exists(folder_ / name)) << name;
  }
}

TEST_F(ExportTest, AMergeRequestWithoutADeploymentLeftIsInAGroupOfItsOwn) {
  gitlab::MergeRequest both = merged(1, 1, {"service:a", "service:b", "tier:x", "tier:y"});
  both.state = gitlab::State::closed;
  gitlab::MergeRequest one = merged(2, 1, {"service:a", "service:c", "tier:x", "tier:y"});
  one.state = gitlab::State::closed;
  ExportPlan plan{folder_.path(), {}, {}, {}, {}, {}};
  plan.projects.push_back(add(
      1, "g/a", {both, one, merged(3, 2, {"service:a", "service:b", "tier:x"}), merged(4, 1, {})}));
  plan.projects.push_back(add(2, "g/b", {merged(1, 1, {"service:d", "tier:x"})}));
  EXPECT_EQ(export_files(store_, plan).merge_requests.counted, 4);
  plan.rules.superseded_within = std::chrono::hours(24);
  const model::Collection collection = export_files(store_, plan);
  EXPECT_EQ(collection.superseded, 3);
  EXPECT_EQ(collection.deployments, 4);
  model::MergeRequestCounts expected;
  expected.seen = 5;
  expected.counted = 3;
  expected.superseded = 1;
  expected.without_service_label = 1;
  expected.with_several_services = 2;
  expected.with_several_tiers = 1;
  expected.merged_without_merged_at = 2;
  expected.closed_without_closed_at = 1;
  EXPECT_EQ(collection.merge_requests, expected);
}

TEST_F(ExportTest, ReportsSuspiciousServiceAndTierNamesSeparately) {
  ExportPlan plan{folder_.path(), {}, {}, {}, {}, {}};
  plan.projects.push_back(
      add(1, "g/a",
          {merged(1, 4, {"service:api", "tier:prod"}), merged(2, 4, {"service:Api", "tier:Prod"}),
           merged(3, 4, {"service:staging", "tier:Staging"})}));
  const model::Collection few = export_files(store_, plan);
  EXPECT_THAT(few.suspicious_names,
              ElementsAre(model::SuspiciousNames{"Api", "api", "capitals"},
                          model::SuspiciousNames{"Prod", "prod", "capitals"}));
  EXPECT_FALSE(few.more_suspicious_names);
  std::vector<gitlab::MergeRequest> many;
  for (int i = 0; i < 501; ++i) {
    const std::string name = "name-" + std::string(1, static_cast<char>('a' + i % 26)) +
                             std::string(static_cast<std::size_t>(i / 26 + 1), 'x');
    many.push_back(merged(2 * i + 1, 4, {"service:" + name, "tier:x"}));
    many.push_back(merged(2 * i + 2, 4, {"service:N" + name.substr(1), "tier:x"}));
  }
  plan.projects = {add(2, "g/b", many)};
  EXPECT_TRUE(export_files(store_, plan).more_suspicious_names);
}

TEST_F(ExportTest, TheFilesAgree) {
  gitlab::MergeRequest closed = merged(3, 31, {"service:a", "tier:x"});
  closed.state = gitlab::State::closed;
  closed.created_at += std::chrono::minutes(-30);  // In January in London, in February in Berlin.
  ExportPlan plan{folder_.path(), {}, {}, model::TimeZone::find("Europe/Berlin"), {}, {}};
  plan.about.counting.granularity = model::Granularity::quarter;
  plan.projects.push_back(add(1, "g/a",
                              {merged(1, 5, {"service:a", "service:b", "tier:x"}),
                               merged(2, 95, {"service:a", "tier:x"}), closed}));
  const model::Collection collection = export_files(store_, plan);
  EXPECT_EQ(collection.services, 2);
  EXPECT_EQ(collection.deployments, 4);
  EXPECT_EQ(collection.successful, 3);
  EXPECT_EQ(collection.failed, 1);
  const auto services = model::read_summary(folder_ / model::summary_file).summary.services;
  ASSERT_EQ(services.size(), 2U);
  ASSERT_EQ(services[0].periods.size(), 2U);
  EXPECT_EQ(model::label(services[0].periods[0].period), "1970-Q1");
  EXPECT_EQ(services[0].periods[0].counts, (model::Counts{1, 1}));
  plan.about.counting.granularity = model::Granularity::month;
  export_files(store_, plan);
  const auto monthly = model::read_summary(folder_ / model::summary_file).summary.services;
  EXPECT_EQ(model::label(monthly[0].periods[1].period), "1970-02") << "in Berlin";
}

TEST_F(ExportTest, NumbersBeforeTheRangeAreNotMissing) {
  ExportPlan plan{folder_.path(), {}, {}, {}, {}, {}};
  plan.rules.since = at_day(5);
  plan.projects.push_back(add(1, "g/a", {merged(3, 2, {}), merged(50, 6, {}), merged(52, 7, {})}));
  EXPECT_THAT(export_files(store_, plan).projects.at(0).missing_iids.first_ranges,
              ElementsAre("51"));
  plan.rules.date_by = model::DateBy::finished;  // What was created earlier may have ended in it.
  EXPECT_THAT(export_files(store_, plan).projects.at(0).missing_iids.first_ranges,
              ElementsAre("1-2", "4-49", "51"));
}

TEST_F(ExportTest, IgnoresWhatIsOutsideTheRangeHoweverItGotIntoTheStore) {
  ExportPlan plan{folder_.path(), {}, {}, {}, {}, {}};
  plan.rules.since = at_day(5);
  plan.rules.until = at_day(8);
  const std::vector<gitlab::MergeRequest> asked{merged(50, 5, {"service:a", "tier:x"}),
                                                merged(52, 7, {})};
  std::vector<gitlab::MergeRequest> more{merged(3, 2, {"service:a", "tier:x"}), merged(4, 4, {}),
                                         merged(60, 8, {"service:a", "tier:x"})};
  more[1].state = gitlab::State::opened;
  more.insert(more.end(), asked.begin(), asked.end());
  plan.projects = {add(1, "g/a", asked)};
  const model::Collection alone = export_files(store_, plan);
  EXPECT_EQ(alone.merge_requests.seen, 2);
  plan.projects = {add(2, "g/a", more)};
  EXPECT_EQ(export_files(store_, plan), alone);
  plan.rules.date_by = model::DateBy::finished;  // What was created earlier may end in the range.
  EXPECT_EQ(export_files(store_, plan).merge_requests.seen, 4);
}

}  // namespace
}  // namespace dora::counting
