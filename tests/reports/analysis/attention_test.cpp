// Tests each rule: what is unusual about a service, compared with its own past.
#include "reports/analysis/attention.h"

#include <gtest/gtest.h>

#include "collector/model/time_zone.h"
#include "tests/reports/sample.h"

namespace dora::analysis {
namespace {

using enum model::DeploymentStatus;
using std::chrono::days;
using std::chrono::hours;

/// As of 06:00 on Monday, 1 July 2024, with data since 2022.
struct Story {
  std::vector<model::Deployment> deployments;
  model::Instant now = model::parse_instant("2024-07-01T06:00:00Z").value();
  std::chrono::local_days complete_from{model::parse_date("2022-01-01").value()};

  /// Adds a deployment that ended this long before now.
  Story& add(model::DeploymentStatus status, model::Duration before,
             const char* tier = "production") {
    const std::string time = model::to_string(now - before);
    deployments.push_back(test::deployment(
        time, status, tier, static_cast<std::int64_t>(deployments.size()) + 1, time));
    return *this;
  }
  /// Adds `count` of them, `gap` apart, the last this long before now.
  Story& add_every(model::Duration gap, int count, model::Duration last,
                   model::DeploymentStatus status = successful, const char* tier = "production") {
    for (int i = count - 1; i >= 0; --i) {
      add(status, last + i * gap, tier);
    }
    return *this;
  }

  Candidates look(const Pooled& pooled = {}) const {
    const Events events = events_of(deployments, {});
    const model::TierOrder order;
    const Rules rules(deployments, events, order,
                      {now, model::TimeZone().local_day(now), complete_from});
    return rules.apply(pooled);
  }
  /// What the rule found; nullopt if nothing that is at all unlikely.
  std::optional<Attention> found(AttentionRule rule, const Pooled& pooled = {}) const {
    for (const Attention& each : look(pooled).found) {
      if (each.rule == rule) {
        return each;
      }
    }
    return std::nullopt;
  }
  double p(AttentionRule rule, const Pooled& pooled = {}) const {
    const auto attention = found(rule, pooled);
    return attention ? attention->p : 1;
  }
};

// 3 deployments a week, the last one 14 days and some ago: of 174 days, 74 with a deployment.
TEST(Attention, FindsAServiceThatStoppedDeploying) {
  const Story story = Story().add_every(hours(56), 74, days(15));
  const Attention quiet = story.found(AttentionRule::quiet).value();
  EXPECT_LT(quiet.p, 0.002);
  EXPECT_EQ(quiet.since, story.now - days(15));
  EXPECT_EQ(quiet.lasts, days(15));
  EXPECT_EQ(quiet.longest, days(3)) << "from day to day";
  EXPECT_EQ(quiet.iid, 74);
  EXPECT_EQ(Story().add_every(hours(56), 74, days(2)).p(AttentionRule::quiet), 1);
}

TEST(Attention, TakesBreaksAsUnusualOnlyIfEarlierOnesWereShorter) {
  Story bursts;  // Every month, daily for ten days.
  for (int month = 5; month >= 0; --month) {
    bursts.add_every(days(1), 10, days(20 + 30 * month));
  }
  EXPECT_FALSE(bursts.found(AttentionRule::quiet)) << "as every month";
}

TEST(Attention, NeedsTwentyDaysToKnowUsualBreaks) {
  EXPECT_FALSE(Story().add_every(days(1), 21, days(30)).found(AttentionRule::quiet))
      << "the first one does not count: the service began with it";
  EXPECT_TRUE(Story().add_every(days(1), 22, days(30)).found(AttentionRule::quiet));
}

TEST(Attention, ForgetsServicesThatAreRetired) {
  EXPECT_TRUE(Story().add_every(days(1), 60, days(180)).found(AttentionRule::quiet));
  EXPECT_FALSE(Story().add_every(days(1), 60, days(180) + hours(1)).found(AttentionRule::quiet));
}

TEST(Attention, CountsDaysWithDeploymentsSoThatBatchesAreNoEvidence) {
  Story single;
  Story batches;
  for (int i = 30; i >= 0; --i) {
    single.add(successful, days(8 + 5 * i));
    for (int batch = 0; batch < 5; ++batch) {
      batches.add(successful, days(8 + 5 * i) - std::chrono::minutes(batch));
    }
  }
  EXPECT_NEAR(single.p(AttentionRule::quiet), batches.p(AttentionRule::quiet), 1e-12);
}

// 8.9 a week falling to 1, and 10 a week doubled.
TEST(Attention, FindsAServiceThatDeploysMuchLessOrMoreOften) {
  const Story falling =
      Story()
          .add_every(std::chrono::minutes(7 * 24 * 600 / 89), 120, days(14) + hours(7))
          .add(successful, days(10))
          .add(successful, days(4));
  const Attention fewer = falling.found(AttentionRule::fewer).value();
  EXPECT_EQ(fewer.until, model::TimeZone().local_day(falling.now)) << "the first day not looked at";
  EXPECT_LT(fewer.p, 1e-4);
  EXPECT_EQ(fewer.count, 2);
  EXPECT_NEAR(fewer.usual, 17.8, 0.3);
  const Story rising =
      Story().add_every(hours(16), 140, days(14) + hours(7)).add_every(hours(8), 40, hours(10));
  const Attention more = rising.found(AttentionRule::more).value();
  EXPECT_LT(more.p, 1e-3);
  EXPECT_EQ(more.count, 40);
  EXPECT_NEAR(more.usual, 21, 0.5);
}

TEST(Attention, ComparesWithTheSeriesOwnVariation) {
  Story batches;  // 20 every other week.
  for (int i = 6; i >= 1; --i) {
    batches.add_every(hours(1), 20, days(14 * i + 3));
  }
  batches.add_every(hours(1), 40, days(3));
  EXPECT_GT(batches.p(AttentionRule::more), 0.02);
  Story even;  // 10 a week.
  even.add_every(hours(16), 130, days(14) + hours(7)).add_every(hours(8), 40, hours(10));
  EXPECT_LT(even.p(AttentionRule::more), 0.001);
}

TEST(Attention, LearnsTheVariationFromOtherServices) {
  Story even;
  even.add_every(hours(16), 130, days(14) + hours(7)).add_every(hours(8), 40, hours(10));
  EXPECT_GT(even.p(AttentionRule::more, {{5, 100}, {}}), 100 * even.p(AttentionRule::more));
}

TEST(Attention, ComparesNothingWithAServicesFirstDays) {
  // Four full weeks before the last two are needed, and the first day does not count.
  EXPECT_TRUE(Story()
                  .add_every(hours(8), 29 * 3, days(14) + hours(7))
                  .add_every(hours(2), 150, hours(10))
                  .found(AttentionRule::more));
  EXPECT_FALSE(Story()
                   .add_every(hours(8), 27 * 3, days(14) + hours(7))
                   .add_every(hours(2), 150, hours(10))
                   .found(AttentionRule::more));
}

TEST(Attention, ComparesNothingWithDaysOfWhichThingsAreMissing) {
  Story story =
      Story().add_every(hours(8), 100 * 3, days(14) + hours(7)).add_every(hours(2), 150, hours(10));
  EXPECT_TRUE(story.found(AttentionRule::more));
  story.complete_from = model::TimeZone().local_day(story.now) - days(30);
  EXPECT_FALSE(story.found(AttentionRule::more));
}

TEST(Attention, FindsAFailureRateThatRose) {
  // 12 of 240, then 6 of 20.
  Story story;
  story.add_every(hours(16), 228, days(14) + hours(7));
  story.add_every(hours(300), 12, days(16), failed);
  story.add_every(hours(20), 14, hours(7)).add_every(hours(40), 6, hours(8), failed);
  const Attention up = story.found(AttentionRule::failure_rate_up).value();
  EXPECT_EQ(up.until, model::TimeZone().local_day(story.now));
  EXPECT_LT(up.p, 0.005);
  EXPECT_EQ(up.count, 6);
  EXPECT_EQ(up.of, 20);
  EXPECT_NEAR(up.usual, 1, 0.2);
}

TEST(Attention, ComparesFailureRatesTierByTier) {
  // A fourth of the deployments to staging fails and none to production; now all go to staging.
  const auto shift_to = [](const char* tier) {
    Story shift;
    shift.add_every(hours(8), 450, days(15)).add_every(hours(80), 40, days(15), failed, tier);
    shift.add_every(hours(30), 110, days(15), successful, tier);
    shift.add_every(hours(6), 42, hours(9), successful, tier);
    return shift.add_every(hours(20), 14, hours(8), failed, tier).p(AttentionRule::failure_rate_up);
  };
  EXPECT_EQ(shift_to("staging"), 1);
  EXPECT_LT(shift_to("production"), 1e-4) << "all in one tier";
}

TEST(Attention, NeedsEnoughDeploymentsToJudgeARate) {
  const auto p_after = [](int now_successful, int now_failed, int before) {
    Story story;
    story.add_every(hours(16), before, days(16));
    story.add_every(hours(1), now_failed, hours(20), failed);
    return story.add_every(hours(1), now_successful, hours(7)).p(AttentionRule::failure_rate_up);
  };
  EXPECT_LT(p_after(3, 2, 100), 0.01);
  EXPECT_EQ(p_after(2, 2, 100), 1) << "fewer than 5";
  EXPECT_EQ(p_after(9, 1, 100), 1) << "a single failure";
  EXPECT_EQ(p_after(3, 2, 19), 1) << "fewer than 20 before";
}

TEST(Attention, TakesAnOpenFailureAsNormalUntilASuccessIsOverdue) {
  // Deploys once a week; one in five fails, and the next one succeeds.
  Story weekly;
  for (int i = 25; i >= 1; --i) {
    weekly.add(i % 5 == 0 ? failed : successful, days(7 * i + 3));
  }
  EXPECT_FALSE(weekly.add(failed, days(3)).found(AttentionRule::failing));
  // Deploys daily.
  Story daily;
  daily.add_every(days(1), 150, days(9)).add(failed, days(8));
  const Attention failing = daily.found(AttentionRule::failing).value();
  EXPECT_LT(failing.p, 1e-4);
  EXPECT_EQ(failing.lasts, days(8));
  EXPECT_EQ(failing.count, 1);
  EXPECT_EQ(failing.tier, "production");
  EXPECT_EQ(failing.usual, 0);
  EXPECT_EQ(failing.iid, 151);
  EXPECT_FALSE(daily.add(successful, hours(7)).found(AttentionRule::failing));
}

TEST(Attention, FindsMoreFailuresInARowThanUsual) {
  Story story;
  story.add_every(hours(17), 200, days(4)).add_every(hours(400), 9, days(5), failed);
  EXPECT_GT(Story(story).add_every(hours(9), 1, hours(7), failed).p(AttentionRule::failing), 0.05);
  EXPECT_LT(Story(story).add_every(hours(9), 5, hours(7), failed).p(AttentionRule::failing), 0.001);
  // A service whose failures usually come in a row.
  Story stubborn;
  for (int i = 30; i >= 1; --i) {
    stubborn.add_every(hours(1), 4, days(5 * i), successful);
    stubborn.add_every(hours(1), 4, days(5 * i) - hours(6), failed);
  }
  stubborn.add_every(hours(1), 4, days(1) + hours(6)).add_every(hours(1), 4, days(1), failed);
  EXPECT_GT(stubborn.p(AttentionRule::failing), 0.05);
}

TEST(Attention, LearnsFromOtherServicesHowOftenAFailureFollowsAFailure) {
  Story story;
  story.add_every(hours(17), 200, days(4)).add_every(hours(9), 3, hours(7), failed);
  EXPECT_GT(story.p(AttentionRule::failing, {{}, {3, 1}}),
            10 * story.p(AttentionRule::failing, {{}, {0.1, 3.9}}));
}

TEST(Attention, CountsThePValueOfFailingTwiceForItsTwoTests) {
  // One failure, so only the days without a success count: 150 of 151 days had one.
  Story story;
  story.add_every(days(1), 150, days(5)).add(failed, days(4));
  EXPECT_NEAR(story.p(AttentionRule::failing), 2 * statistics::p_of_all_hits(3, {1, 151}), 1e-12);
}

TEST(Attention, LooksForFailuresTierByTierAndForgetsAbandonedOnes) {
  Story story;
  story.add_every(days(1), 100, hours(7));
  story.add_every(days(1), 60, days(95), successful, "staging");
  story.add_every(hours(1), 4, days(90), failed, "staging");
  const Attention failing = story.found(AttentionRule::failing).value();
  EXPECT_EQ(failing.tier, "staging");
  EXPECT_EQ(failing.tier_rank, model::TierOrder().rank("staging"));
  story.now += hours(1);
  EXPECT_FALSE(story.found(AttentionRule::failing));
}

TEST(Attention, RanksWhatIsOfAllTiersByTheMostImportantOne) {
  Story story;
  story.add_every(days(1), 60, days(20), successful, "staging");
  story.add_every(days(1), 60, days(20) + hours(1), successful, "dev");
  EXPECT_EQ(story.found(AttentionRule::quiet)->tier_rank, model::TierOrder().rank("staging"));
  Story failing;  // Only dev fails.
  failing.add_every(days(1), 60, days(16))
      .add_every(days(1), 60, days(16) + hours(1), successful, "dev");
  failing.add_every(days(1), 8, hours(7)).add_every(days(1), 8, hours(8), failed, "dev");
  EXPECT_EQ(failing.found(AttentionRule::failure_rate_up)->tier_rank,
            model::TierOrder().rank("dev"));
}

TEST(Attention, NamesALongestTimeToRestore) {
  Story story;
  story.add_every(days(1), 100, days(20)).add(failed, days(19)).add(failed, days(18));
  story.add_every(days(1), 8, days(10)).add(failed, days(9));
  EXPECT_EQ(story.found(AttentionRule::failing)->longest, days(2));
}

TEST(Attention, KnowsNothingOfWhatHappensLater) {
  Story story;
  story.add_every(days(1), 150, days(9)).add(failed, days(8));
  story.add(successful, -hours(1));
  EXPECT_TRUE(story.found(AttentionRule::failing));
}

TEST(Attention, FindsNothingWithoutDeployments) {
  EXPECT_TRUE(Story().look().found.empty());
  EXPECT_EQ(Story().look().tests, Candidates().tests);
  EXPECT_TRUE(Story().add(failed, hours(1)).look().found.empty());
}

}  // namespace
}  // namespace dora::analysis
