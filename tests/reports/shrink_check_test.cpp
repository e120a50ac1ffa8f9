// Tests that an empty or halved report does not replace a good one.
#include "reports/shrink_check.h"

#include <filesystem>

#include <gtest/gtest.h>

#include "tests/reports/expect_error.h"
#include "tests/reports/report_stage.h"

namespace dora::reports {
namespace {

using test::daily_service;
using test::fails_with;
using test::Sample;

class ShrinkCheck : public test::ReportStage {
 protected:
  static Sample sample(int deployments) {
    Sample sample = test::small_sample();
    sample.services = {daily_service("api", "2024-03-14T20:00:00Z", 0, "production", deployments)};
    sample.collection.merge_requests = {};
    sample.collection.merge_requests.seen = 200;
    sample.collection.merge_requests.counted = deployments;
    sample.collection.merge_requests.without_service_label = 200 - deployments;
    return sample;
  }
};

TEST_F(ShrinkCheck, KeepsTheSiteAndSaysWhy) {
  EXPECT_EQ(run(sample(100)), base::ExitCode::done);
  const auto before = site();
  EXPECT_TRUE(fails_with(
      {"has 49 deployments", "has 100",
       "151 merge requests have no labels 'service:<name>' and 'tier:<name>'", "--allow-shrink"},
      [&] { run(sample(49)); }));
  Sample empty = sample(0);
  empty.services.clear();
  EXPECT_TRUE(fails_with({"has no deployments", "has 100"}, [&] { run(empty); }));
  EXPECT_EQ(site(), before);
  EXPECT_EQ(run(sample(50)), base::ExitCode::done) << "half of them";
}

TEST_F(ShrinkCheck, LetsThroughWhatIsWantedOrOfAnotherProject) {
  run(sample(100));
  options_.allow_shrink = true;
  EXPECT_EQ(run(sample(10)), base::ExitCode::done);
  options_.allow_shrink = false;
  run(sample(100));
  Sample other = sample(1);
  other.collection.project = "other/project";
  EXPECT_EQ(run(other), base::ExitCode::done);
}

TEST_F(ShrinkCheck, DoesNotDependOnADamagedSite) {
  run(sample(100));
  std::filesystem::resize_file(options_.out / "report.json", 10);
  EXPECT_EQ(run(sample(10)), base::ExitCode::done);
}

}  // namespace
}  // namespace dora::reports
