// Tests that charts show the deployments that the summary counts, in its time zone, or none.
#include "renderer/plan/deployment_data.h"

#include <gmock/gmock.h>

#include "collector/base/error.h"
#include "collector/base/files/atomic_file.h"
#include "collector/base/files/sha256.h"
#include "collector/model/summary_json.h"
#include "tests/renderer/sample_deployments.h"
#include "tests/renderer/test_run.h"

namespace dora::plan {
namespace {

using enum model::DeploymentStatus;
using testing::HasSubstr;
using testing::IsEmpty;

class DeploymentDataTest : public testing::Test {
 protected:
  std::filesystem::path file() const { return folder_ / "service_deployments.json"; }
  model::Summary summary() const { return model::read_summary(folder_ / "summary.json").summary; }
  std::optional<DeploymentData> find() {
    return find_deployment_data({}, folder_ / "summary.json", summary(), run_.context().log);
  }

  test::TemporaryFolder folder_;
  test::TestRun run_;
};

TEST_F(DeploymentDataTest, ContainsTimesAndTiersOfEveryService) {
  test::write_collection(folder_.path(), test::sample_deployments());
  const DeploymentData data = read_deployment_data(file(), summary());
  EXPECT_EQ(data.sha256, files::sha256_of_file(file()));
  ASSERT_EQ(data.services.size(), 2U);
  EXPECT_EQ(data.services[0].history.attempts.size(), 5U);
  EXPECT_EQ(data.services[0].history.restores.size(), 1U);
  ASSERT_EQ(data.services[0].tiers.size(), 2U);
  EXPECT_EQ(data.services[0].tiers[0].service, "production");
  EXPECT_EQ(model::total_of(data.services[0].tiers[0]), (model::Counts{2, 1}));
  EXPECT_EQ(data.overall.attempts.size(), 6U);
  EXPECT_TRUE(has_lead_times(data.services[0].history));
  EXPECT_FALSE(has_lead_times(data.services[1].history));
}

TEST_F(DeploymentDataTest, IsCountedInTheZoneOfTheCollection) {
  // In Tokyo it is already February.
  test::write_collection(folder_.path(),
                         {{"api", {test::finished("2024-01-31T20:00:00Z", successful, "t", 1)}}},
                         "Asia/Tokyo");
  const DeploymentData data = read_deployment_data(file(), summary());
  EXPECT_EQ(model::label(data.services[0].tiers[0].periods[0].period), "2024-02");
}

TEST_F(DeploymentDataTest, CountsWhatIsStillOpenByPeriod) {
  test::write_collection(folder_.path(), test::sample_deployments(), "UTC");
  EXPECT_TRUE(read_deployment_data(file(), summary()).open.empty()) << "data of earlier versions";
  files::write_file(folder_ / "open_merge_requests.json",
                    R"({"api": [
    {"created_time": "2024-02-03T10:00:00.000Z", "tier": "t", "iid": 7, "web_url": ""},
    {"created_time": "2024-02-29T23:00:00.000Z", "tier": "t", "iid": 8, "web_url": ""}],
  "unknown": [
    {"created_time": "2024-03-03T10:00:00.000Z", "tier": "t", "iid": 9, "web_url": ""}]})");
  const DeploymentData data = read_deployment_data(file(), summary());
  const model::Period february = *model::parse_period("2024-02");
  const model::Period march = *model::parse_period("2024-03");
  EXPECT_EQ(data.services[0].open, (OpenCounts{{february, 2}}));
  EXPECT_TRUE(data.services[1].open.empty());
  EXPECT_EQ(data.open, (OpenCounts{{february, 2}, {march, 1}}));
}

TEST_F(DeploymentDataTest, IsRefusedFromAnotherCollection) {
  test::write_collection(folder_.path(), test::sample_deployments());
  const model::Summary before = summary();
  auto fewer = test::sample_deployments();
  fewer[0].deployments.pop_back();
  test::write_collection(folder_.path(), fewer);
  for (const auto& other : {before, model::Summary{{before.services[0]}}, model::Summary()}) {
    try {
      read_deployment_data(file(), other);
      ADD_FAILURE() << "of " << other.services.size() << " services";
    } catch (const base::Error& error) {
      EXPECT_THAT(error.what(), HasSubstr("service_deployments.json does not contain"));
      EXPECT_THAT(error.what(), HasSubstr("collect again"));
    }
  }
}

TEST_F(DeploymentDataTest, IsFoundNextToTheSummary) {
  test::write_collection(folder_.path(), test::sample_deployments());
  EXPECT_TRUE(find());
  EXPECT_THAT(run_.shown(), IsEmpty());
}

TEST_F(DeploymentDataTest, IsReportedIfMissing) {
  test::write_collection(folder_.path(), test::sample_deployments());
  const model::Summary other;
  EXPECT_FALSE(find_deployment_data({}, folder_ / "summary.json", other, run_.context().log));
  EXPECT_THAT(run_.shown(), HasSubstr("warning: "));
  EXPECT_THAT(run_.shown(), HasSubstr("drawing only the charts that summary.json is enough for"));
  EXPECT_THROW(find_deployment_data(file(), folder_ / "summary.json", other, run_.context().log),
               base::Error);
  std::filesystem::remove(file());
  EXPECT_FALSE(find());
  EXPECT_THAT(run_.shown(), HasSubstr(" does not exist"));
  EXPECT_THAT(run_.shown(), HasSubstr("--deployments takes its path"));
}

}  // namespace
}  // namespace dora::plan
