// Tests which weekly files a site has, which week the first page shows, and which are refused.
#include "reports/site/weekly_site.h"

#include <gtest/gtest.h>

#include "collector/base/files/atomic_file.h"
#include "reports/report.h"
#include "tests/reports/expect_error.h"
#include "tests/reports/sample.h"
#include "tests/support/golden.h"
#include "tests/support/site_links.h"
#include "tests/support/temporary_folder.h"

namespace dora::site {
namespace {

using test::fails_with;
using test::Sample;
using test::small_sample;

class WeeklySite : public testing::Test {
 protected:
  void run(const Sample& sample, const std::string& week = "",
           const std::filesystem::path& single_file = {}) {
    sample.write(folder_.path());
    reports::ReportOptions options;
    options.data = folder_ / "data";
    options.charts = {folder_ / "charts"};
    options.out = folder_ / "site";
    options.week = week;
    options.single_file = single_file;
    base::RunContext context{log_, console_, interrupt_, {}};
    report(options, context);
  }

  std::string file(const std::string& name) const {
    return files::read_file(folder_ / "site" / name);
  }
  bool has(const std::string& name) const {
    return std::filesystem::exists(folder_ / "site" / name);
  }

  test::TemporaryFolder folder_;
  base::Console console_{-1, true};
  base::Log log_{console_, folder_ / "log"};
  base::Interrupt interrupt_;
};

TEST_F(WeeklySite, WritesTheReviewedPages) {
  run(small_sample());
  EXPECT_TRUE(test::matches_golden("reports/2024-W09.html", file("weekly/2024-W09.html")));
  EXPECT_TRUE(test::matches_golden("reports/2024-W09.md", file("weekly/2024-W09.md")));
  EXPECT_TRUE(test::matches_golden("reports/weeks.html", file("weekly/index.html")));
  EXPECT_TRUE(test::matches_golden("reports/feed.xml", file("feed.xml")));
}

TEST_F(WeeklySite, HasEveryFullWeekAndLinksThem) {
  run(small_sample());  // From 5 January 2024 to Friday of week 11.
  EXPECT_TRUE(has("weekly/2024-W01.html") && has("weekly/2024-W10.html"));
  EXPECT_FALSE(has("weekly/2023-W52.html") || has("weekly/2024-W11.html"));
  EXPECT_EQ(test::broken_links(folder_ / "site"), std::vector<std::string>());
  EXPECT_EQ(file("weekly/2024-W01.html").find("rel=\"prev\""), std::string::npos);
  EXPECT_NE(file("weekly/2024-W01.html").find("href=\"2024-W02.html\""), std::string::npos);
  EXPECT_EQ(file("weekly/2024-W10.html").find("rel=\"next\""), std::string::npos);
}

TEST_F(WeeklySite, ShowsTheLastFullWeekOrTheRequestedOne) {
  run(small_sample());
  EXPECT_NE(file("index.html").find("href=\"weekly/2024-W10.html\""), std::string::npos);
  run(small_sample(), "2024-W09");
  EXPECT_NE(file("index.html").find("href=\"weekly/2024-W09.html\""), std::string::npos);
  EXPECT_NE(file("index.html").find("1 service newly failing"), std::string::npos);
}

TEST_F(WeeklySite, DatesEntriesOfTheFeedByTheLastChangeOfWhatTheyDependOn) {
  Sample sample = small_sample();
  const auto set_changed = [&](const char* week, const char* time) {
    sample.changed_weeks[model::parse_period(week).value()] = model::parse_instant(time).value();
  };
  set_changed("2023-W50", "2023-12-20T06:00:00Z");  // Before the first week.
  set_changed("2024-W02", "2024-01-16T06:00:00Z");
  set_changed("2024-W08", "2024-03-12T06:00:00Z");
  set_changed("2024-W11", "2024-03-13T06:00:00Z");  // After the last week.
  run(sample);
  const std::string feed = file("feed.xml");
  std::vector<std::string> times;
  for (std::size_t at = 0; (at = feed.find("<updated>", at)) != std::string::npos; ++at) {
    times.push_back(feed.substr(at + 9, 16));
  }
  EXPECT_EQ(times, (std::vector<std::string>{
                       "2024-03-12T06:00",                                          // The feed.
                       "2024-03-12T06:00", "2024-03-12T06:00", "2024-03-12T06:00",  // Week 10 to 8.
                       "2024-02-18T23:00", "2024-02-11T23:00", "2024-02-04T23:00",
                       "2024-01-28T23:00", "2024-01-21T23:00",  // Week 3: not changed since.
                       "2024-01-16T06:00", "2024-01-07T23:00"}));
}

TEST_F(WeeklySite, SaysThatDataAreIncompleteWithoutAnyWeek) {
  Sample sample = small_sample();
  sample.services.clear();
  sample.collection.partial = {"a page"};
  const std::filesystem::path mail = folder_ / "mail.html";
  run(sample, "", mail);
  EXPECT_NE(files::read_file(mail).find("<strong>Incomplete:</strong>"), std::string::npos);
}

TEST_F(WeeklySite, RefusesAWeekThatIsNotInTheData) {
  for (const char* week : {"2024-W11", "2023-W52", "2025-W01"}) {
    EXPECT_TRUE(fails_with({week, "2024-W01 to 2024-W10"}, [&] { run(small_sample(), week); }));
  }
  Sample none = small_sample();
  none.services.clear();
  EXPECT_TRUE(fails_with({"no full week"}, [&] { run(none, "2024-W05"); }));
}

TEST(CheckWeek, AcceptsOnlyIsoWeeks) {
  EXPECT_NO_THROW(check_week(""));
  EXPECT_NO_THROW(check_week("2024-W05"));
  for (const char* week : {"2024-05", "W05", "2024-W5", "2024-W54", "2024-02-01", "last"}) {
    EXPECT_TRUE(fails_with({week, "2024-W05"}, [&] { check_week(week); })) << week;
  }
}

TEST_F(WeeklySite, SaysThatThereIsNoFullWeekYet) {
  Sample sample = small_sample();
  sample.services = {
      {"a", {test::deployment("2024-03-14T10:00:00Z", model::DeploymentStatus::failed, "t", 1)}}};
  run(sample);
  EXPECT_NE(file("weekly/index.html").find("No full week yet"), std::string::npos);
  EXPECT_EQ(file("feed.xml").find("<entry>"), std::string::npos);
  EXPECT_EQ(file("index.html").find("digest of the week"), std::string::npos);
}

}  // namespace
}  // namespace dora::site
