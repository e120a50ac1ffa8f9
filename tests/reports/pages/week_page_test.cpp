// Tests the words of a week's digest, and that shortened lists say what they leave out.
#include "reports/pages/week_page.h"

#include <gtest/gtest.h>

#include "tests/reports/sample.h"

namespace dora::pages {
namespace {

using enum model::DeploymentStatus;
using test::deployment;
using test::Sample;
using test::small_sample;

WeekPage last_week(const Sample& sample, std::size_t back = 1) {
  const analysis::ReportData data = sample.data();
  const analysis::Analysis analysis = analyse(data);
  const analysis::WeeklyDigests digests(data, analysis);
  std::vector<WeekKeys> weeks;
  for (const model::Period& week : digests.weeks()) {
    weeks.push_back({week, four_keys(analysis.happened, span_of(week))});
  }
  return week_page(data, analysis, digests.digest(digests.weeks().size() - back), weeks);
}

const WeekSection& section(const WeekPage& page, std::string_view id) {
  for (const WeekSection& each : page.sections) {
    if (each.id == id) {
      return each;
    }
  }
  ADD_FAILURE() << "no section " << id;
  return page.sections.front();
}

TEST(WeekPage, DescribesTheWeek) {
  const WeekPage page = last_week(small_sample(), 2);  // Collected in week 11, in Berlin.
  EXPECT_EQ(page.label, "2024-W09");
  EXPECT_EQ(page.name, "Week 9 of 2024");
  EXPECT_EQ(page.days, "26 February to 3 March 2024");
  EXPECT_EQ(page.ended, "2024-03-03T23:00:00.000Z");
  EXPECT_EQ(page.summary, "1 deployment, 100.0% failed; 1 newly failing, 0 recovered");
  EXPECT_EQ(page.key_figures.size(), 4U);
  EXPECT_EQ(page.sentence.text,
            "1 deployment, 1 failed: too few to judge. 1 service newly failing in production.");
  const WeekSection& failures = section(page, failed_section);
  EXPECT_EQ(failures.count, "1");
  ASSERT_EQ(failures.rows.size(), 1U);
  EXPECT_EQ(failures.rows[0].name, "orders-web");
  EXPECT_EQ(failures.rows[0].page, "services/orders-web.html");
  EXPECT_EQ(failures.rows[0].tier, "production");
  EXPECT_EQ(failures.rows[0].text, "closed 2 Mar, 11:00");
  EXPECT_EQ(failures.rows[0].reference, "!31");
  EXPECT_TRUE(failures.rows[0].still_failing);
  EXPECT_EQ(section(page, "new").rows.size(), 1U);
  EXPECT_EQ(section(page, "recovered").rows.size(), 0U);
}

TEST(WeekPage, ListsFailuresByTierThenTheNewestAndMarksWhatStillFails) {
  Sample sample = small_sample();
  sample.services = {{"a",
                      {deployment("2024-03-04T10:00:00Z", failed, "production", 1),
                       deployment("2024-03-05T10:00:00Z", successful, "production", 2),
                       deployment("2024-03-06T10:00:00Z", failed, "production", 3),
                       deployment("2024-03-07T10:00:00Z", failed, "production", 4),
                       deployment("2024-03-08T10:00:00Z", failed, "staging", 5),
                       deployment("2024-03-11T10:00:00Z", successful, "production", 6)}}};
  sample.services[0].deployments[3].title = "Deploy a 1.2.3";
  sample.services[0].deployments[3].author = "dev1";
  const WeekPage page = last_week(sample);
  std::string found;
  for (const WeekRow& row : section(page, failed_section).rows) {
    found += row.reference + (row.still_failing ? " still" : "") + ";";
  }
  EXPECT_EQ(found, "!4 still;!3 still;!1;!5 still;") << "week 11 is after this one";
  EXPECT_EQ(page.main_tier, "production");
  ASSERT_EQ(page.main_failed.size(), 3U);
  EXPECT_EQ(page.main_failed[0].title, "Deploy a 1.2.3");
  EXPECT_EQ(page.main_failed[0].author, "dev1");
  EXPECT_EQ(page.bars.bars.size(), 1U);
  EXPECT_TRUE(page.bars.bars.back().current);
}

TEST(WeekPage, CountsAFailuresDurationFromItsFirstAttempt) {
  Sample sample = small_sample();
  sample.services = {
      {"a",
       {deployment("2024-02-29T10:00:00Z", failed, "t", 1, "2024-02-29T11:00:00Z"),
        deployment("2024-03-01T10:00:00Z", failed, "t", 2, "2024-03-01T11:00:00Z"),
        deployment("2024-03-05T10:00:00Z", successful, "t", 3, "2024-03-05T11:00:00Z")}}};
  const WeekRow row = section(last_week(sample), "recovered").rows.at(0);
  EXPECT_EQ(row.text, "restored after 5 days");
  EXPECT_EQ(row.reference, "!3");
}

TEST(WeekPage, ShowsTheMedianOfEarlierFullWeeksOnceThereAreSeveral) {
  Sample sample = small_sample();
  sample.services = {{"a", {}}};
  for (const char* time : {"2024-02-13T10:00:00Z", "2024-02-20T10:00:00Z", "2024-02-28T10:00:00Z",
                           "2024-03-05T10:00:00Z"}) {
    sample.services[0].deployments.push_back(deployment(time, successful, "t", 1));
  }
  EXPECT_EQ(plain_text(last_week(sample, 2).key_figures[0].usual), "") << "of one week";
  EXPECT_EQ(plain_text(last_week(sample).key_figures[0].usual), "2-week median: 1.0 a week");
}

TEST(WeekPage, SaysWhatBecameUnusual) {
  Sample sample = small_sample();
  sample.services = {test::daily_service("a", "2024-02-27T10:00:00Z")};
  const WeekSection quiet = section(last_week(sample, 2), "quiet");
  ASSERT_EQ(quiet.rows.size(), 1U);
  EXPECT_EQ(quiet.rows[0].text,
            "no deployment for 5 days; the longest gap in the 182 days before was 1 day");
  EXPECT_EQ(quiet.rows[0].reference, "!150");
  EXPECT_NE(quiet.meaning.find("About 1 in 10"), std::string::npos);
}

TEST(WeekPage, DoesNotCallServicesNewIfEarlierDataWereNotAskedFor) {
  Sample sample = small_sample();
  sample.collection.counting.since = model::parse_date("2024-02-26");
  for (const WeekSection& each : last_week(sample, 2).sections) {
    EXPECT_NE(each.id, "new");
  }
}

TEST(WeekPage, SaysThatItsFiguresGoByAnotherDateThanTheTables) {
  Sample sample = small_sample();
  EXPECT_TRUE(last_week(sample).dated_by_creation);
  sample.collection.counting.date_by = model::DateBy::finished;
  EXPECT_FALSE(last_week(sample).dated_by_creation);
}

TEST(WeekPage, SaysThatNothingWasDeployed) {
  const WeekPage page = last_week(small_sample());
  EXPECT_EQ(page.summary, "no deployments");
  EXPECT_EQ(page.key_figures[1].value, "no data");
}

TEST(WeekPage, SaysThatTheCollectionIsIncomplete) {
  Sample sample = small_sample();
  EXPECT_FALSE(last_week(sample).incomplete);
  sample.collection.partial = {"page 2: HTTP 500"};
  EXPECT_TRUE(last_week(sample).incomplete);
}

TEST(WeekPage, DatesRowsByWhenTheyHappened) {
  Sample sample = small_sample();
  sample.services = {
      {"a", {deployment("2024-02-20T10:00:00Z", failed, "t", 1, "2024-03-05T11:00:00Z")}}};
  EXPECT_EQ(section(last_week(sample), "failed").rows.at(0).text, "closed 5 Mar, 12:00");
  EXPECT_EQ(section(last_week(sample), "new").rows.at(0).text, "5 Mar, 12:00");
}

TEST(WeekPage, SeparatesRowsThatAreTooManyForPaper) {
  Sample sample = small_sample();
  sample.services = {{"a", {}}};
  for (int i = 0; i < 40; ++i) {
    sample.services[0].deployments.push_back(
        deployment("2024-03-05T10:00:00Z", failed, "t", i + 1));
  }
  const WeekSection failures = section(last_week(sample), "failed");
  EXPECT_EQ(failures.count, "40");
  EXPECT_EQ(failures.rows.size(), week_failed_shown);
  EXPECT_EQ(failures.further.size(), 20U);
  EXPECT_EQ(failures.further.back().reference, "!40");
  EXPECT_EQ(failures.more, "20");
}

TEST(WeekPage, ShowsUntrustedNamesAndAddressesSafely) {
  Sample sample = small_sample();
  sample.services = {{"a\nb", {deployment("2024-03-05T10:00:00Z", failed, "t\u202E", 1)}}};
  sample.services[0].deployments[0].web_url = "javascript:alert(1)";
  const WeekRow row = section(last_week(sample), "failed").rows.at(0);
  EXPECT_EQ(row.name, "a\\x0Ab");
  EXPECT_EQ(row.tier, "t\\u{202E}");
  EXPECT_EQ(row.url, "");
}

}  // namespace
}  // namespace dora::pages
