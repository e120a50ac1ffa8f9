// Tests that data of different collections are refused, with messages that say what to do.
#include "reports/inputs/read_report_data.h"

#include <gtest/gtest.h>

#include "collector/base/files/atomic_file.h"
#include "tests/reports/expect_error.h"
#include "tests/reports/sample.h"
#include "tests/support/temporary_folder.h"

namespace dora::inputs {
namespace {

using test::fails_with;
using test::Sample;
using test::small_sample;
using test::TemporaryFolder;

/// Copies one file of `other` into the data of the small sample.
testing::AssertionResult fails_with_file_of(const Sample& other, const char* file,
                                            const std::vector<std::string>& words) {
  const TemporaryFolder folder;
  small_sample().write(folder.path());
  other.write(folder / "other");
  files::write_file(folder / "data" / file, files::read_file(folder / "other/data" / file));
  return fails_with(words, [&] { read_report_data(folder / "data"); });
}

TEST(ReportData, ReadsBackWhatWasCollected) {
  const TemporaryFolder folder;
  small_sample().write(folder.path());
  const ReadReportData read = read_report_data(folder / "data");
  const analysis::ReportData expected = small_sample().data();
  EXPECT_EQ(read.data.collection, expected.collection);
  EXPECT_EQ(read.data.summary, expected.summary);
  EXPECT_EQ(read.data.deployments, expected.deployments);
  EXPECT_EQ(read.data.zone.name(), "Europe/Berlin");
  EXPECT_TRUE(read.warnings.empty());
}

TEST(ReportData, ReadsWhatIsStillOpenIfTheFileIsThere) {
  const TemporaryFolder folder;
  Sample sample = small_sample();
  sample.write(folder.path());
  EXPECT_EQ(read_report_data(folder / "data").data.open, std::nullopt) << "of an older version";
  sample.open = {{"not-deployed-yet", {{sample.collection.collected_at, "production", 7, "u"}}}};
  sample.write(folder.path());
  EXPECT_EQ(read_report_data(folder / "data").data.open, sample.open);
  files::write_file(folder / "data/open_merge_requests.json", "[]");
  EXPECT_TRUE(fails_with({"open_merge_requests.json: not an object of arrays"},
                         [&] { read_report_data(folder / "data"); }));
}

TEST(ReportData, ReadsWhenWeeksChangedIfTheFileIsThere) {
  const TemporaryFolder folder;
  Sample sample = small_sample();
  sample.write(folder.path());
  EXPECT_TRUE(read_report_data(folder / "data").data.changed_weeks.empty());
  sample.changed_weeks = {{model::parse_period("2024-W05").value(), model::Instant()}};
  sample.write(folder.path());
  EXPECT_EQ(read_report_data(folder / "data").data.changed_weeks, sample.changed_weeks);
  files::write_file(folder / "data/weeks.json", "[]");
  EXPECT_TRUE(fails_with({"weeks.json: \"counted_as\" is missing; collect again"},
                         [&] { read_report_data(folder / "data"); }));
}

TEST(ReportData, FillsInMissingCreatedTimesOnlyIfDatedByThem) {
  for (const auto date_by : {model::DateBy::created, model::DateBy::finished}) {
    Sample sample = small_sample();
    sample.collection.counting.date_by = date_by;
    for (model::Deployment& deployment : sample.services[1].deployments) {
      deployment.created_time.reset();
    }
    const TemporaryFolder folder;
    sample.write(folder.path());
    const ReadReportData all = read_report_data(folder / "data");
    const model::Deployment& read = all.data.deployments[1].deployments[0];
    EXPECT_EQ(read.created_time, date_by == model::DateBy::created
                                     ? std::optional(read.deployment_time)
                                     : std::nullopt);
  }
}

TEST(ReportData, RefusesACollectionFromTheFutureAndAnUnknownZone) {
  Sample future = small_sample();
  future.collection.collected_at =
      std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now()) +
      std::chrono::days(2);
  EXPECT_TRUE(fails_with_file_of(future, "collection.json",
                                 {"collection.json: collected at ", "is in the future"}));
  const TemporaryFolder folder;
  small_sample().write(folder.path());
  const std::filesystem::path file = folder / "data/collection.json";
  std::string text = files::read_file(file);
  text.replace(text.find("Europe/Berlin"), std::string_view("Europe/Berlin").size(),
               "Nowhere/City");
  files::write_file(file, text);
  EXPECT_TRUE(fails_with({"collection.json: ", "Nowhere/City", "collect again"},
                         [&] { read_report_data(folder / "data"); }));
}

TEST(ReportData, NamesAMissingFileAndTheCommandThatMakesIt) {
  for (const char* file : {"summary.json", "service_deployments.json", "collection.json"}) {
    const TemporaryFolder folder;
    small_sample().write(folder.path());
    std::filesystem::remove(folder / "data" / file);
    EXPECT_TRUE(fails_with({(folder / "data" / file).string(), "dora-report collect --out"},
                           [&] { read_report_data(folder / "data"); }));
  }
}

TEST(ReportData, RefusesAServiceThatIsInOnlyOneFile) {
  Sample other = small_sample();
  other.services[0].service = "zebra";
  EXPECT_TRUE(
      fails_with_file_of(other, "summary.json",
                         {"'orders-web' is in service_deployments.json alone", "collect again"}));
  EXPECT_TRUE(fails_with_file_of(other, "service_deployments.json",
                                 {"'orders-web' is in summary.json alone", "collect again"}));
  other.services.erase(other.services.begin());
  EXPECT_TRUE(fails_with_file_of(other, "summary.json",
                                 {"'orders-web' is in service_deployments.json alone"}));
  other.services.clear();
  EXPECT_TRUE(fails_with_file_of(other, "service_deployments.json",
                                 {"'orders-web' is in summary.json alone"}));
}

TEST(ReportData, RefusesCountsThatDiffer) {
  Sample other = small_sample();
  other.services[1].deployments.pop_back();
  EXPECT_TRUE(fails_with_file_of(
      other, "service_deployments.json",
      {"service 'payments-api' has 1 deployments (0 failed) in 2024-03 in summary.json, 0 ("}));
  EXPECT_TRUE(fails_with_file_of(other, "collection.json",
                                 {"summary.json counts 5 deployments, 2 of them failed; "
                                  "collection.json 4 and 2"}));
  other = small_sample();
  other.services[0].deployments[0].status = model::DeploymentStatus::successful;
  EXPECT_TRUE(fails_with_file_of(other, "collection.json", {"collection.json 5 and 1"}));
  other = small_sample();
  other.collection.counting.granularity = model::Granularity::week;
  EXPECT_TRUE(fails_with_file_of(other, "collection.json",
                                 {"summary.json counts by month, collection.json says week"}));
}

TEST(ReportData, RefusesADifferentPeriodEvenIfTheTotalsMatch) {
  Sample other = small_sample();
  other.services[1].deployments[3].deployment_time -= std::chrono::days(30);
  EXPECT_TRUE(fails_with_file_of(
      other, "summary.json",
      {"service 'payments-api' has 1 deployments (0 failed) in 2024-02 in summary.json, 0 (0 "
       "failed) in service_deployments.json",
       "collect again"}));
}

TEST(ReportData, RefusesGroupsThatDoNotAddUp) {
  Sample other = small_sample();
  ++other.collection.merge_requests.outside_range;
  EXPECT_TRUE(fails_with_file_of(other, "collection.json", {"add up to 10, 9 were seen"}));
}

TEST(ReportData, CountsExcludedMergeRequestsAmongTheGroups) {
  Sample sample = small_sample();
  auto& counts = sample.collection.merge_requests;
  counts.excluded_author = 1;
  counts.excluded_label = 2;
  counts.excluded_bot = 3;
  counts.superseded = 4;
  counts.seen += 10;
  const TemporaryFolder folder;
  sample.write(folder.path());
  EXPECT_EQ(read_report_data(folder / "data").data.collection.merge_requests.excluded_bot, 3);
}

}  // namespace
}  // namespace dora::inputs
