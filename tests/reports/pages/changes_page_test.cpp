// Tests what changed since an earlier report: which services, in which order, in words.
#include "reports/pages/changes_page.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "collector/base/error.h"
#include "reports/results/report_json.h"
#include "tests/reports/sample.h"
#include "tests/support/error_of.h"
#include "tests/support/temporary_folder.h"

namespace dora::pages {
namespace {

using enum model::DeploymentStatus;
using test::daily_service;
using test::deployment;
using test::Sample;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

Sample sample_of(std::vector<model::ServiceDeployments> services) {
  Sample sample = test::small_sample();
  sample.services = std::move(services);
  return sample;
}

/// The report.json of a sample, read again.
inputs::EarlierReport earlier_of(const Sample& sample) {
  const test::TemporaryFolder folder;
  const analysis::ReportData data = sample.data();
  return inputs::read_earlier_report(
      folder.write("report.json", results::report_json(data, analyse(data), {})));
}

ChangesPage changes(const Sample& now, const Sample& before) {
  const analysis::ReportData data = now.data();
  return changes_page(data, analyse(data), earlier_of(before));
}

std::vector<std::string> names_of(const ChangesPage& page) {
  std::vector<std::string> names;
  for (const ChangeRow& row : page.rows) {
    names.push_back(row.name);
  }
  return names;
}

TEST(ChangesPageTest, SaysWhatChangedTheMostUrgentFirst) {
  const auto one = [](const char* day, model::DeploymentStatus status) {
    return deployment(day, status, "production", 900);
  };
  const ChangesPage page =
      changes(sample_of({daily_service("begins", "2024-03-14T20:00:00Z", 6),
                         daily_service("ends", "2024-03-14T20:00:00Z"),
                         {"Fails", {one("2024-03-01T10:00:00Z", failed)}},
                         {"new", {one("2024-03-01T10:00:00Z", successful)}},
                         {"same", {one("2024-03-01T10:00:00Z", successful)}}}),
              sample_of({daily_service("begins", "2024-03-14T20:00:00Z"),
                         daily_service("ends", "2024-03-14T20:00:00Z", 7),
                         {"Fails", {one("2024-03-01T10:00:00Z", successful)}},
                         {"gone", {one("2024-03-01T10:00:00Z", successful)}},
                         {"same", {one("2024-03-01T10:00:00Z", successful)}}}));
  EXPECT_EQ(page.since, "15 March 2024, 06:00 (Europe/Berlin)");
  EXPECT_EQ(page.sentence,
            "No further deployments. 1 service newly needs attention; 1 no longer does.");
  EXPECT_THAT(names_of(page), ElementsAre("begins", "ends", "gone", "new", "Fails"));
  EXPECT_THAT(page.rows[0].begun, ElementsAre("Failing in production"));
  EXPECT_EQ(page.rows[0].failed, "+6");
  EXPECT_THAT(page.rows[1].begun, IsEmpty());
  EXPECT_THAT(page.rows[1].ended, ElementsAre("Failing in production"));
  EXPECT_EQ(page.rows[2].note, "no longer in the data");
  EXPECT_EQ(page.rows[2].page, "");
  EXPECT_EQ(page.rows[2].deployments, "−1");
  EXPECT_EQ(page.rows[3].note, "new");
  EXPECT_EQ(page.rows[3].page, "services/new.html");
  EXPECT_EQ(page.rows[4].deployments, "");
  EXPECT_EQ(page.unchanged, "1 service");
}

TEST(ChangesPageTest, SaysThatNothingChanged) {
  const ChangesPage page = changes(test::small_sample(), test::small_sample());
  EXPECT_THAT(page.rows, IsEmpty());
  EXPECT_EQ(page.sentence, "No further deployments. No further service needs attention.");
  EXPECT_EQ(page.unchanged, "2 services");
}

TEST(ChangesPageTest, IsShortInMarkdownAndKeepsNamesInert) {
  ChangesPage page;
  page.since = "1 May";
  page.sentence = "1 more deployment.";
  page.rows = {{"a`b", "services/a.html", {"Failing in @all"}, {"Quiet"}, "new", "+1", ""}};
  EXPECT_EQ(changes_markdown(page, "x", "https://example.com/"),
            "## [Changes](<https://example.com/changes.html>) of `x`\n\n"
            "Since 1 May: 1 more deployment.\n\n"
            "- [``a`b``](<https://example.com/services/a.html>): now `Failing in @all`, no longer "
            "`Quiet`, new, +1 deployments\n");
  page.rows.resize(changes_shown + 2);
  EXPECT_THAT(changes_markdown(page, "x", ""), HasSubstr("\n- and 2 more\n"));
}

TEST(EarlierReport, MustBeAReportOfThisProgram) {
  const test::TemporaryFolder folder;
  const auto error = [&](const char* text) {
    const auto file = folder.write("report.json", text);
    return test::error_of([&] { inputs::read_earlier_report(file); });
  };
  EXPECT_THAT(error("{"), HasSubstr("report.json"));
  EXPECT_THAT(error("[]"), HasSubstr("report.json"));
  EXPECT_THAT(error("{\"version\": 2}"), HasSubstr("\"version\" is not 1"));
  EXPECT_THAT(error("{\"version\": 1}"),
              HasSubstr("take the report.json of a site that `report` wrote"));
  EXPECT_THAT(error(R"({"version": 1, "project": "x", "as_of": "2024-01-01T00:00:00Z",
                        "totals": {"deployments": 1, "failed": 2}})"),
              HasSubstr("more than there are deployments"));
}

}  // namespace
}  // namespace dora::pages
