// Tests the digests of weeks: what changes them, and which weeks have one.
#include "collector/counting/week_digests.h"

#include <functional>
#include <vector>

#include <gmock/gmock.h>

namespace dora::counting {
namespace {

using model::Deployment;
using testing::ElementsAre;
using testing::Key;

model::Instant moment(const char* text) {
  return model::parse_instant(text).value();
}

const model::Instant monday = moment("2024-02-12T00:00:00Z");  // Week 6 is over.

Deployment example() {
  return {moment("2024-01-30T10:00:00Z"),
          model::DeploymentStatus::failed,
          "production",
          7,
          "https://h/g/p/-/merge_requests/7",
          moment("2024-01-31T10:00:00Z"),
          moment("2024-01-30T10:00:00Z")};
}

using Named = std::pair<std::string, Deployment>;

model::RecordedWeeks digests(const std::vector<Named>& deployments,
                             const model::TimeZone& zone = {}, model::Instant now = monday) {
  WeekDigests digests(zone);
  for (const auto& [service, deployment] : deployments) {
    digests.add(service, deployment);
  }
  return digests.finish("x", now);
}

TEST(WeekDigestsTest, DependOnEverythingThatTheDigestOfAWeekShows) {
  const auto before = digests({{"api", example()}});
  ASSERT_THAT(before.weeks, ElementsAre(Key(model::parse_period("2024-W05").value())));
  EXPECT_EQ(before.weeks.begin()->second.sha256.size(), 64U);
  EXPECT_NE(digests({{"web", example()}}), before);
  const std::vector<std::function<void(Deployment&)>> changes{
      [](Deployment& each) { each.status = model::DeploymentStatus::successful; },
      [](Deployment& each) { each.tier = "staging"; },
      [](Deployment& each) { each.iid = 8; },
      [](Deployment& each) { each.web_url = "https://h/g/q/-/merge_requests/7"; },
      [](Deployment& each) { *each.finished_time += std::chrono::milliseconds(1); },
      [](Deployment& each) { *each.created_time += std::chrono::milliseconds(1); }};
  for (std::size_t i = 0; i < changes.size(); ++i) {
    Deployment changed = example();
    changes[i](changed);
    EXPECT_NE(digests({{"api", changed}}), before) << i;
  }
  EXPECT_NE(digests({{"api", example()}, {"api", example()}}), before);
}

TEST(WeekDigestsTest, DoNotDependOnTheOrder) {
  Deployment other = example();
  other.iid = 8;
  EXPECT_EQ(digests({{"api", example()}, {"web", other}}),
            digests({{"web", other}, {"api", example()}}));
}

TEST(WeekDigestsTest, BelongToTheWeekOfTheResultInTheZone) {
  Deployment late = example();
  late.finished_time = moment("2024-02-04T23:30:00Z");
  EXPECT_THAT(digests({{"api", late}}).weeks,
              ElementsAre(Key(model::parse_period("2024-W05").value())));
  EXPECT_THAT(digests({{"api", late}}, model::TimeZone::find("Europe/Berlin")).weeks,
              ElementsAre(Key(model::parse_period("2024-W06").value())));
}

TEST(WeekDigestsTest, ExistForWeeksThatAreOver) {
  Deployment late = example();
  late.finished_time = monday - std::chrono::milliseconds(1);
  EXPECT_EQ(digests({{"api", late}}).through, model::parse_period("2024-W06"));
  EXPECT_EQ(digests({{"api", late}}).weeks.size(), 1U);
  const auto before = digests({{"api", late}}, {}, monday - std::chrono::milliseconds(1));
  EXPECT_EQ(before.through, model::parse_period("2024-W05"));
  EXPECT_TRUE(before.weeks.empty());
  late.finished_time = moment("0000-01-01T00:00:00Z");  // In a week of the year -1.
  EXPECT_TRUE(digests({{"api", late}}).weeks.empty());
}

TEST(CountedAs, DependsOnTheProjectsAndOnWhatDecidesWhatCounts) {
  model::Collection about;
  about.projects = {{"g/a", "https://h/g/a", 5, {}}, {"g/b", "https://h/g/b", 5, {}}};
  const std::string before = counted_as(about);
  EXPECT_EQ(before.size(), 64U);
  const auto changed = [&](const std::function<void(model::Collection&)>& change) {
    model::Collection other = about;
    change(other);
    return counted_as(other);
  };
  const std::vector<std::function<void(model::Collection&)>> changes{
      [](auto& each) { each.projects.pop_back(); },
      [](auto& each) { each.counting.time_zone = "Europe/Berlin"; },
      [](auto& each) { each.counting.date_by = model::DateBy::finished; },
      [](auto& each) { each.counting.since = model::parse_date("2024-01-01"); },
      [](auto& each) { each.counting.until = model::parse_date("2024-01-01"); },
      [](auto& each) { each.counting.service_prefix = "svc:"; },
      [](auto& each) { each.counting.tier_prefix = "env:"; },
      [](auto& each) { each.counting.exclude_authors = {"x"}; },
      [](auto& each) { each.counting.exclude_labels = {"x"}; },
      [](auto& each) { each.counting.exclude_bots = true; },
      [](auto& each) { each.counting.superseded_within = std::chrono::hours(1); },
      [](auto& each) { each.counting.service_from = {"x"}; },
      [](auto& each) { each.counting.tier_from = {"x"}; },
      [](auto& each) { each.counting.default_tier = "x"; },
      [](auto& each) {
        each.counting.renames = {{"x", "y"}};
      }};
  std::set<std::string> all{before};
  for (const auto& change : changes) {
    all.insert(changed(change));
  }
  EXPECT_EQ(all.size(), changes.size() + 1) << "each makes a difference, and another one";
  EXPECT_EQ(changed([](auto& each) { std::swap(each.projects[0], each.projects[1]); }), before);
  EXPECT_EQ(changed([](auto& each) { each.counting.granularity = model::Granularity::week; }),
            before);
  EXPECT_EQ(changed([](auto& each) { ++each.projects[0].merge_requests; }), before);
}

}  // namespace
}  // namespace dora::counting
