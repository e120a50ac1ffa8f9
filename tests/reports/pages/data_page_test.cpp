// Tests the page about the data: every count, every setting, and what is missing.
#include "reports/pages/data_page.h"

#include <algorithm>

#include <gtest/gtest.h>

#include "tests/reports/sample.h"

namespace dora::pages {
namespace {

using test::small_sample;

DataPage data_of(const model::Collection& collection) {
  return data_page(collection, model::TimeZone::find(collection.counting.time_zone));
}

TEST(DataPage, ShowsEveryGroupAndTheyAddUp) {
  const model::MergeRequestCounts counts{62, 1, 2, 3, 4, 5, 13, 7, 8, 9, 10, 60, 70, 80, 90};
  model::Collection collection;
  collection.merge_requests = counts;
  const DataPage page = data_of(collection);
  EXPECT_EQ(page.seen, "62");
  std::int64_t sum = 0;
  for (const CountRow& row : page.groups) {
    sum += std::stoll(row.count);
    EXPECT_FALSE(row.meaning.empty()) << row.name;
  }
  EXPECT_EQ(sum, counts.seen);
  std::vector<std::string> details;
  for (const CountRow& row : page.details) {
    details.push_back(row.count);
  }
  EXPECT_EQ(details, (std::vector<std::string>{"60", "70", "80", "90"}));
}

std::string setting(const DataPage& page, std::string_view name) {
  for (const SettingRow& row : page.settings) {
    if (row.name == name) {
      return row.value;
    }
  }
  return "absent";
}

TEST(DataPage, ShowsTheSettings) {
  model::Collection collection = small_sample().collection;
  collection.counting.since = model::parse_date("2023-01-01");
  collection.counting.service_prefix = "svc\n:";
  const DataPage page = data_of(collection);
  const auto value = [&page](std::string_view name) { return setting(page, name); };
  EXPECT_EQ(value("Period"), "month");
  EXPECT_EQ(value("Time zone"), "Europe/Berlin");
  EXPECT_EQ(value("Date of a deployment"), "when the merge request was created");
  EXPECT_EQ(value("Start date"), "2023-01-01");
  EXPECT_EQ(value("End date (exclusive)"), "none (everything up to the collection)");
  EXPECT_EQ(value("Prefix of service labels"), "svc\\x0A:");
  EXPECT_EQ(value("Prefix of tier labels"), "tier:");
  EXPECT_EQ(value("Excluded authors"), "none");
  EXPECT_EQ(value("Bots"), "counted like people");
  EXPECT_EQ(value("Superseded within"), "off (every closed merge request counts as failed)");
  EXPECT_EQ(value("Possible duplicate names"), "none");
  EXPECT_EQ(page.collected_at, "15 March 2024, 06:00 (Europe/Berlin)");
}

TEST(DataPage, ShowsMergeRequestsThatNothingNames) {
  model::Collection collection = small_sample().collection;
  EXPECT_TRUE(data_of(collection).unread.empty());
  collection.unread = {{"service", "g/p", 12, "Deploy\nit", "deploy/web", "https://h/12"}};
  const UnreadRow row = data_of(collection).unread.at(0);
  EXPECT_EQ(row.name, "!12");
  EXPECT_EQ(row.title, "Deploy\\x0Ait");
  EXPECT_EQ(row.branch, "deploy/web");
  EXPECT_EQ(row.missing, "service");
  EXPECT_EQ(row.url, "https://h/12");
  collection.projects = {{"g/p", "", 1, {}}, {"g/q", "", 1, {}}};
  EXPECT_EQ(data_of(collection).unread.at(0).name, "g/p!12");
}

TEST(DataPage, SaysNothingAboutTheCollectingRun) {
  model::Collection collection = small_sample().collection;
  const auto texts = [&] {
    std::vector<std::string> all;
    for (const SettingRow& row : data_of(collection).settings) {
      all.push_back(row.name + ": " + row.value);
    }
    return all;
  };
  const auto before = texts();
  collection.requests = 4711;
  collection.retries = 815;
  EXPECT_EQ(texts(), before);
}

TEST(DataPage, ShowsWhatWasExcludedAndSuspiciousNames) {
  model::Collection collection = small_sample().collection;
  collection.counting.exclude_authors = {"jim", "a\nb"};
  collection.counting.exclude_bots = true;
  collection.superseded = 4;
  collection.merge_requests.superseded = 3;
  collection.counting.superseded_within = std::chrono::hours(24);
  collection.suspicious_names = {{"Api", "api", "capitals"}, {"a\n", "b", "spaces"}};
  DataPage page = data_of(collection);
  EXPECT_EQ(setting(page, "Excluded authors"), "jim, a\\x0Ab");
  EXPECT_EQ(setting(page, "Bots"), "excluded");
  EXPECT_TRUE(std::ranges::any_of(page.groups, [](const CountRow& group) {
    return group.name == "Superseded" && group.count == "3";
  })) << "merge requests without a deployment are not counted";
  EXPECT_EQ(setting(page, "Superseded within"), "24 h");
  EXPECT_EQ(setting(page, "Possible duplicate names"), "Api / api (capitals); a\\x0A / b (spaces)");
  EXPECT_EQ(page.results.back().name, "Superseded");
  EXPECT_EQ(page.results.back().count, "4");
  EXPECT_EQ(page.results[1].meaning,
            "One for each service of each counted merge request, without those superseded.");
  EXPECT_TRUE(page.details[0].meaning.ends_with("in which it was not superseded."));
  collection.counting.superseded_within = std::chrono::minutes(90);
  collection.suspicious_names.resize(21);
  page = data_of(collection);
  EXPECT_EQ(setting(page, "Superseded within"), "90 min");
  EXPECT_TRUE(setting(page, "Possible duplicate names").ends_with("; and more"));
}

TEST(DataPage, ShowsWhatIsMissingFromEachProject) {
  model::Collection collection = small_sample().collection;
  EXPECT_TRUE(data_of(collection).missing.empty());
  collection.partial = {"page 2: HTTP 500", "a\nb\u202E"};
  collection.projects = {{"group/a\n", "", 1200, {1003, {"7", "12-15"}}}, {"group/b", "", 3, {}}};
  const DataPage page = data_of(collection);
  EXPECT_EQ(page.missing, (std::vector<std::string>{"page 2: HTTP 500", "a\\x0Ab\\u{202E}"}));
  ASSERT_EQ(page.projects.size(), 2U);
  EXPECT_EQ(page.projects[0].project, "group/a\\x0A");
  EXPECT_EQ(page.projects[0].merge_requests, "1,200");
  EXPECT_EQ(page.projects[0].missing, "1,003");
  EXPECT_EQ(page.projects[0].first, "7, 12-15");
  EXPECT_EQ(page.projects[1].missing, "0");
  EXPECT_EQ(page.projects[1].first, "none");
}

TEST(DataPage, LinksTheProjectOnlyToAWebAddress) {
  model::Collection collection = small_sample().collection;
  EXPECT_EQ(data_of(collection).project_url, "https://gitlab.example/platform/deployments");
  collection.project_url = "javascript:alert(1)";
  EXPECT_EQ(data_of(collection).project_url, "");
}

}  // namespace
}  // namespace dora::pages
