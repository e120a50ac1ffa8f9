// Tests which published level a figure has: at the limits, between ranges, with too few values.
#include "reports/analysis/bands.h"

#include <gtest/gtest.h>

#include "reports/inputs/bands_file.h"

namespace dora::analysis {
namespace {

using std::chrono::hours;
using std::chrono::milliseconds;

TEST(BandOf, FollowsThePublishedLimits) {
  const Bands bands = inputs::read_bands("dora-2023");
  const std::vector<std::tuple<const BandScale*, double, const char*>> table{
      {&bands.lead_time, 23.999, "Elite"},
      {&bands.lead_time, 24, "High"},  // "Less than one day".
      {&bands.lead_time, 168, "High"},
      {&bands.lead_time, 168.001, "Medium or Low"},
      {&bands.lead_time, 730.5, "Medium or Low"},
      {&bands.lead_time, 731, "Low"},
      {&bands.failure_rate, 0, "Elite"},
      {&bands.failure_rate, 5, "Elite"},
      {&bands.failure_rate, 5.01, "High"},
      {&bands.failure_rate, 15, "Medium"},
      {&bands.failure_rate, 15.01, "Low"},  // Between the published 15 and 64.
      {&bands.failure_rate, 100, "Low"},
      {&bands.restore_time, 0.999, "Elite"},
      {&bands.restore_time, 1, "High"},
      {&bands.restore_time, 24, "Medium"},
      {&bands.restore_time, 169, "Low"},
      {&bands.deployment_frequency, 12, "Elite"},  // Two a day.
      {&bands.deployment_frequency, 24, "High"},
      {&bands.deployment_frequency, 168, "High"},
      {&bands.deployment_frequency, 200, "Medium or Low"},
      {&bands.deployment_frequency, 9999, "Low"}};
  for (const auto& [scale, value, expected] : table) {
    EXPECT_EQ(band_of(*scale, value), expected) << value;
  }
}

TEST(BandOf, NamesAllLevelsWithTheSameLimit) {
  const Bands of_2019 = inputs::read_bands("dora-2019");
  EXPECT_EQ(band_of(of_2019.failure_rate, 15), "Elite, High or Medium");
  EXPECT_EQ(band_of(of_2019.failure_rate, 30), "Low");  // 15 to 46 is in no cluster.
  EXPECT_EQ(band_of(of_2019.restore_time, 2), "High or Medium");
  EXPECT_EQ(band_of(of_2019.restore_time, 25), "Low");
  const Bands of_2021 = inputs::read_bands("dora-2021");
  EXPECT_EQ(band_of(of_2021.failure_rate, 15), "Elite");
  EXPECT_EQ(band_of(of_2021.failure_rate, 15.5), "High, Medium or Low");
  EXPECT_EQ(band_of(of_2021.failure_rate, 31), "Low");
  EXPECT_EQ(band_of(of_2021.lead_time, 4383), "Medium");
  EXPECT_EQ(band_of(of_2021.lead_time, 4384), "Low");
}

TEST(BandOf, DistinguishesInclusiveFromExclusiveLimits) {
  const BandScale scale{{"Good", "", 24, false}, {"Fair", "", 24, true}, {"Bad", ""}};
  EXPECT_EQ(band_of(scale, 23), "Good");
  EXPECT_EQ(band_of(scale, 24), "Fair");
}

TEST(BandOf, FollowsTheQuickCheck) {
  const Bands check = inputs::read_bands("quick-check-2025");
  EXPECT_EQ(band_of(check.failure_rate, 0), "About average");
  EXPECT_EQ(band_of(check.failure_rate, 40.01), "Below average");
  EXPECT_EQ(band_of(check.deployment_frequency, 24), "Above average");
  EXPECT_EQ(band_of(check.lead_time, 24), "About average");
  EXPECT_EQ(band_of(check.restore_time, 169), "Below average");
}

model::FourKeys keys(model::Counts counts, std::int64_t times) {
  model::FourKeys result;
  result.days = 7;
  result.counts = counts;
  result.lead_time = {times, hours(24) - milliseconds(1), hours(99)};
  result.restore_time = {times, hours(24), hours(99)};
  return result;
}

TEST(BandsOf, MatchTheFiguresShown) {
  const Bands bands = inputs::read_bands("dora-2023");
  const KeyBands result = bands_of(keys({6, 1}, 5), {&bands, true});
  EXPECT_EQ(result.source, "State of DevOps 2023");
  EXPECT_EQ(result.deployment_frequency, "High");
  EXPECT_EQ(result.failure_rate, "Medium");  // 14.29%.
  EXPECT_EQ(result.lead_time, "Elite");
  EXPECT_EQ(result.restore_time, "Medium");
}

TEST(BandsOf, NeedFiveDeploymentsAndFiveTimes) {
  const Bands bands = inputs::read_bands("dora-2023");
  const KeyBands few = bands_of(keys({4, 0}, 4), {&bands, true});
  EXPECT_EQ(few.deployment_frequency + few.failure_rate + few.lead_time + few.restore_time, "");
  const KeyBands few_times = bands_of(keys({5, 0}, 4), {&bands, true});
  EXPECT_EQ(few_times.failure_rate, "Elite");
  EXPECT_EQ(few_times.lead_time + few_times.restore_time, "");
  model::FourKeys none = keys({5, 0}, 5);
  none.lead_time.reset();
  EXPECT_EQ(bands_of(none, {&bands, true}).lead_time, "");
  EXPECT_EQ(bands_of({}, {&bands, true}).failure_rate, "");
}

TEST(BandsOf, IncludeNoFrequencyForSeveralServicesTogether) {
  const Bands bands = inputs::read_bands("dora-2023");
  const KeyBands result = bands_of(keys({6, 1}, 5), {&bands, false});
  EXPECT_EQ(result.deployment_frequency, "");
  EXPECT_EQ(result.failure_rate, "Medium");
}

TEST(BandsOf, AreOffByDefault) {
  EXPECT_EQ(bands_of(keys({6, 1}, 5), {}).failure_rate, "");
}

}  // namespace
}  // namespace dora::analysis
