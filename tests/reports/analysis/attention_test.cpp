// Tests each rule of the attention list just inside and just outside its limits.
#include "reports/analysis/attention.h"

#include <string>

#include <gtest/gtest.h>

#include "tests/reports/sample.h"

namespace dora::analysis {
namespace {

using enum model::DeploymentStatus;
using std::chrono::days;
using std::chrono::hours;

/// As of midnight on 1 July 2024, with data since 2022.
struct Story {
  std::vector<model::Deployment> deployments;

  static model::Instant as_of() { return model::parse_instant("2024-07-01T00:00:00Z").value(); }

  /// Adds a deployment this long before as_of.
  Story& add(model::DeploymentStatus status, model::Duration before,
             const char* tier = "production") {
    const std::string time = model::to_string(as_of() - before);
    deployments.push_back(test::deployment(
        time, status, tier, static_cast<std::int64_t>(deployments.size()) + 1, time));
    return *this;
  }

  std::vector<Attention> found() const {
    const auto day = [](model::Instant instant) { return model::TimeZone().local_day(instant); };
    const AttentionScope scope{
        as_of(),
        {day(model::parse_instant("2022-01-01T00:00:00Z").value()), day(as_of())},
        model::Granularity::month};
    return attention_of(deployments, history_of(deployments, {}), scope);
  }

  /// The labels, separated by `, `.
  std::string labels() const {
    std::string text;
    for (const Attention& each : found()) {
      text += (text.empty() ? "" : ", ") + std::string(label_of(each.rule));
    }
    return text;
  }
};

TEST(Attention, ReportsAFailureOpenForMoreThanADay) {
  EXPECT_EQ(Story().add(failed, hours(25)).labels(), "Open failure, New");
  EXPECT_EQ(Story().add(successful, days(60)).add(failed, hours(25)).labels(), "Open failure");
  EXPECT_EQ(Story().add(successful, days(60)).add(failed, hours(24)).labels(), "");
  EXPECT_EQ(Story().add(failed, days(90)).labels(), "Open failure");
  EXPECT_EQ(Story().add(failed, days(90) + hours(1)).labels(), "");
  EXPECT_EQ(Story().add(failed, days(50)).add(successful, days(49)).labels(), "");
  EXPECT_EQ(Story().add(failed, days(50)).add(successful, days(49), "staging").labels(),
            "Open failure");
}

TEST(Attention, ReportsWhereAndSinceWhenAndTheMergeRequest) {
  const auto found = Story().add(successful, days(60)).add(failed, days(3), "a\u202Eb").found();
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].text, "not restored for 3 d 0 h");
  EXPECT_EQ(found[0].tier, "a\\u{202E}b");
  EXPECT_EQ(found[0].iid, 2);
  EXPECT_EQ(found[0].web_url, "https://gitlab.example/platform/deployments/-/merge_requests/2");
}

TEST(Attention, CountsAFailuresAgeFromItsFirstAttemptAndForgetsItAfterItsLast) {
  const auto found =
      Story().add(successful, days(120)).add(failed, days(100)).add(failed, days(90)).found();
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].text, "not restored for 100 d 0 h");
  EXPECT_EQ(found[0].since, Story::as_of() - days(100));
  EXPECT_EQ(found[0].iid, 2);
}

TEST(Attention, ReportsThreeFailuresInARowInOneTier) {
  Story story;
  story.add(successful, days(70)).add(failed, hours(3)).add(failed, hours(2), "staging");
  story.add(failed, hours(2));
  EXPECT_EQ(story.labels(), "");
  story.add(failed, hours(1));
  EXPECT_EQ(story.labels(), "Failing in a row");
  EXPECT_EQ(story.found()[0].text, "the last 3 deployments failed");
  EXPECT_EQ(story.found()[0].tier, "production");
  EXPECT_EQ(story.found()[0].iid, 5) << "the last one";
  EXPECT_EQ(story.add(successful, hours(0)).labels(), "");
}

/// 100 deployments in May, some of them failed, followed by June's.
Story may_and_june(int failed_in_may, int successful_in_june, int failed_in_june) {
  Story story;
  for (int i = 0; i < 100; ++i) {
    story.add(i < failed_in_may ? failed : successful, days(59) - hours(i));
  }
  for (int i = 0; i < successful_in_june + failed_in_june; ++i) {
    story.add(i < failed_in_june ? failed : successful, days(12) - hours(i));
  }
  return story;
}

TEST(Attention, ReportsAFailureRateAboveTheControlLimit) {
  EXPECT_EQ(may_and_june(10, 17, 8).labels(), "");
  EXPECT_EQ(may_and_june(10, 16, 9).labels(), "Failure rate up");
  EXPECT_EQ(may_and_june(10, 16, 9).found()[0].text,
            "9 of 25 failed in June 2024: 36.0 %; before, it was 10.0 %, and up to 8 would be "
            "chance");
}

TEST(Attention, ComparesARateWithTheTwelveMonthsBefore) {
  const auto with_failures = [](days before) {
    Story story;
    for (int i = 0; i < 100; ++i) {
      story.add(failed, before - std::chrono::minutes(i));
    }
    const Story later = may_and_june(0, 3, 2);
    story.deployments.insert(story.deployments.end(), later.deployments.begin(),
                             later.deployments.end());
    return story.labels();
  };
  EXPECT_EQ(with_failures(days(396)), "");                 // 1 June 2023.
  EXPECT_EQ(with_failures(days(397)), "Failure rate up");  // 31 May.
}

// Computed from the sums of the binomial distribution in integers.
TEST(ControlLimit, FollowsTheBinomialDistribution) {
  const std::vector<std::tuple<model::Counts, std::int64_t, std::int64_t>> table{
      {{90, 10}, 25, 8}, {{95, 5}, 5, 3},    {{98, 2}, 5, 2}, {{20, 0}, 5, 2},
      {{200, 0}, 5, 1},  {{190, 10}, 40, 7}, {{0, 200}, 5, 5}};
  for (const auto& [history, deployments, limit] : table) {
    EXPECT_EQ(control_limit(history, deployments), limit)
        << history.failed << " of " << history.total();
  }
  // Three standard deviations for large numbers: 100,000 +- 3 * 300, within a thousandth.
  EXPECT_NEAR(static_cast<double>(control_limit({900'000'000, 100'000'000}, 1'000'000)), 100'900,
              20);
}

TEST(Attention, NeedsEnoughDeploymentsToJudgeARate) {
  EXPECT_EQ(may_and_june(0, 4, 1).labels(), "");  // One failure after none.
  EXPECT_EQ(may_and_june(0, 3, 2).labels(), "Failure rate up");
  EXPECT_EQ(may_and_june(0, 2, 2).labels(), "");  // Fewer than 5.
  Story story;
  for (int i = 0; i < 19; ++i) {
    story.add(successful, days(59) - hours(i));
  }
  for (int i = 0; i < 3; ++i) {
    story.add(failed, days(20) - hours(i));
  }
  story.add(successful, days(19)).add(successful, days(18));
  EXPECT_EQ(story.labels(), "");  // 19 before.
  story.deployments.insert(story.deployments.begin(), story.deployments.front());
  EXPECT_EQ(story.labels(), "Failure rate up");
}

Story every(days gap, int count, model::Duration last_before) {
  Story story;
  for (int i = count - 1; i >= 0; --i) {
    story.add(successful, last_before + i * gap);
  }
  return story;
}

TEST(Attention, ReportsAServiceThatStoppedDeploying) {
  EXPECT_EQ(every(days(7), 12, days(14) + hours(1)).labels(), "Silent");
  EXPECT_EQ(every(days(7), 12, days(14)).labels(), "");
  EXPECT_EQ(every(days(1), 40, days(14)).labels(), "");  // Never before two weeks have passed.
  EXPECT_EQ(every(days(10), 12, days(20)).labels(), "");
  EXPECT_EQ(every(days(10), 12, days(20) + hours(1)).labels(), "Silent");
  EXPECT_EQ(every(days(1), 9, days(60)).labels(), "");
  EXPECT_EQ(every(days(1), 10, days(60)).labels(), "Silent");
  EXPECT_EQ(every(days(1), 40, days(180)).labels(), "Silent");
  EXPECT_EQ(every(days(1), 40, days(180) + hours(1)).labels(), "");
  // A long gap in the past counts while it is among the last 20.
  for (const auto& [deployments_since, labels] : {std::pair(20, ""), {21, "Silent"}}) {
    Story story = Story().add(successful, days(400));
    for (int i = deployments_since - 1; i >= 0; --i) {
      story.add(successful, days(30 + i));
    }
    EXPECT_EQ(story.labels(), labels) << deployments_since;
  }
}

TEST(Attention, ReportsANewServiceButNotWhereTheDataBegin) {
  EXPECT_EQ(Story().add(successful, days(28)).labels(), "New");
  EXPECT_EQ(Story().add(successful, days(28) + hours(1)).labels(), "");
  EXPECT_EQ(Story().add(successful, days(2)).found()[0].text,
            "first deployed on 2024-06-29, 1 deployment since then");
  const Story story = Story().add(successful, days(2));
  const auto today = model::TimeZone().local_day(Story::as_of());
  const model::History history = history_of(story.deployments, {});
  const auto count_with = [&](days covered) {
    const AttentionScope scope{Story::as_of(), {today - covered, today}, model::Granularity::month};
    return attention_of(story.deployments, history, scope).size();
  };
  EXPECT_EQ(count_with(days(29)), 0U);
  EXPECT_EQ(count_with(days(30)), 1U) << "28 days without it";
}

TEST(Attention, PutsTheMostUrgentFirstAndMayBeEmpty) {
  Story story;
  story.add(failed, hours(50)).add(failed, hours(49)).add(failed, hours(48));
  EXPECT_EQ(story.labels(), "Failing in a row, Open failure, New");
  EXPECT_EQ(may_and_june(10, 16, 9).add(failed, hours(30)).labels(),
            "Failure rate up, Open failure");
  EXPECT_EQ(Story().labels(), "");
}

}  // namespace
}  // namespace dora::analysis
