// Tests that the demo's data are believable, and tell their stories.
#include "tests/tools/gitlab_server/stories.h"

#include <algorithm>
#include <map>
#include <set>

#include <gtest/gtest.h>

#include "tests/tools/gitlab_server/merge_request_generator.h"

namespace dora::test {
namespace {

GeneratorOptions with_stories_on() {
  GeneratorOptions options;
  options.services = 60;
  options.merge_requests = 6000;
  options.stories = true;
  return options;
}

const std::vector<MergeRequest>& demo() {
  static const std::vector<MergeRequest> items = generate(with_stories_on());
  return items;
}

TEST(Stories, MendMostFailuresWithinHours) {
  std::map<std::pair<std::string, std::string>, Moment> failing;
  std::vector<double> hours;
  std::vector<const MergeRequest*> order;
  for (const MergeRequest& each : demo()) {
    if (each.services.size() == 1 && each.tiers.size() == 1 && (each.merged_at || each.closed_at)) {
      order.push_back(&each);
    }
  }
  const auto end_of = [](const MergeRequest* each) {
    return each->state == State::closed ? *each->closed_at : *each->merged_at;
  };
  std::erase_if(order, [](const MergeRequest* each) {
    return each->state == State::closed ? !each->closed_at : !each->merged_at;
  });
  std::sort(order.begin(), order.end(),
            [&](const auto* a, const auto* b) { return end_of(a) < end_of(b); });
  for (const MergeRequest* each : order) {
    const std::pair place(each->services.front(), each->tiers.front());
    if (each->state == State::closed) {
      failing.try_emplace(place, end_of(each));
    } else if (const auto found = failing.find(place); found != failing.end()) {
      hours.push_back(
          std::chrono::duration<double, std::ratio<3600>>(end_of(each) - found->second).count());
      failing.erase(found);
    }
  }
  ASSERT_GT(hours.size(), 100U);
  std::sort(hours.begin(), hours.end());
  EXPECT_GT(hours[hours.size() / 2], 0.5);
  EXPECT_LT(hours[hours.size() / 2], 4);
  EXPECT_LT(hours[hours.size() * 9 / 10], 48);
}

TEST(Stories, KeepOfficeHoursAndRestInDecember) {
  using std::chrono::days;
  using std::chrono::floor;
  std::size_t in_office = 0;
  std::map<std::chrono::year_month, int> last_ten_days;
  for (const MergeRequest& each : demo()) {
    const auto day = floor<days>(each.created_at);
    const std::chrono::weekday weekday(day);
    const auto hour = floor<std::chrono::hours>(each.created_at - day).count();
    const bool weekend = weekday == std::chrono::Saturday || weekday == std::chrono::Sunday;
    in_office += !weekend && hour >= 7 && hour < 20 ? 1 : 0;
    const std::chrono::year_month_day date(day);
    last_ten_days[date.year() / date.month()] += date.day() >= std::chrono::day(22) ? 1 : 0;
  }
  EXPECT_GT(in_office, demo().size() * 8 / 10) << "fixes are merged whenever something fails";
  EXPECT_LT(in_office, demo().size());
  int decembers = 0;
  for (const auto& [month, count] : last_ten_days) {
    if (month.month() == std::chrono::December) {
      ++decembers;
      EXPECT_LT(3 * count, last_ten_days[month - std::chrono::months(1)]);
    }
  }
  EXPECT_GT(decembers, 0);
}

TEST(Stories, NumberMergeRequestsInTheOrderOfCreation) {
  for (std::size_t i = 1; i < demo().size(); ++i) {
    ASSERT_LE(demo()[i - 1].created_at, demo()[i].created_at);
    ASSERT_LT(demo()[i - 1].iid, demo()[i].iid);
    ASSERT_LT(demo()[i - 1].id, demo()[i].id);
  }
  EXPECT_LE(demo().back().created_at, with_stories_on().end);
}

TEST(Stories, AreTheSameForTheSameSeed) {
  const std::vector<MergeRequest> again = generate(with_stories_on());
  ASSERT_EQ(again.size(), demo().size());
  for (std::size_t i = 0; i < again.size(); ++i) {
    ASSERT_EQ(again[i].created_at, demo()[i].created_at);
    ASSERT_EQ(again[i].labels, demo()[i].labels);
  }
}

TEST(Stories, PutServicesIntoTeams) {
  std::map<std::string, std::set<std::string>> teams;
  for (const MergeRequest& each : demo()) {
    if (each.services.size() == 1) {
      auto& own = teams[each.services.front()];
      for (const std::string& label : each.labels) {
        if (label.starts_with("team:")) {
          own.insert(label);
        }
      }
    }
  }
  const auto with = [&](std::size_t count) {
    return std::count_if(teams.begin(), teams.end(),
                         [&](const auto& each) { return each.second.size() == count; });
  };
  EXPECT_GT(with(1), with(0) + with(2));
  EXPECT_EQ(static_cast<std::size_t>(with(0) + with(1) + with(2)), teams.size());
}

TEST(Stories, EndWithAServiceThatKeepsFailingAndANewOne) {
  std::map<std::string, int> failures;
  std::map<std::string, Moment> first;
  for (const MergeRequest& each : demo()) {
    if (each.services.size() != 1) {
      continue;
    }
    first.try_emplace(each.services.front(), each.created_at);
    if (each.created_at > with_stories_on().end - std::chrono::hours(78) &&
        each.tiers.size() == 1 && each.tiers.front() == "production") {
      int& count = failures[each.services.front()];
      count = each.state == State::closed ? count + 1 : 0;
    }
  }
  EXPECT_TRUE(std::any_of(failures.begin(), failures.end(),
                          [](const auto& each) { return each.second == 4; }));
  EXPECT_EQ(
      std::chrono::floor<std::chrono::days>(with_stories_on().end - first.at("notifications-v2")),
      std::chrono::days(10));
}

}  // namespace
}  // namespace dora::test
