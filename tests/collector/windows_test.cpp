// Tests of collector/windows: the plan is run against a list in memory that pages as GitLab does.
#include "collector/windows.h"

#include <algorithm>
#include <random>
#include <set>

#include <gtest/gtest.h>

#include "collector/gitlab_api.h"

namespace dora::collector {
namespace {

using model::Instant;
using std::chrono::microseconds;
using std::chrono::milliseconds;
using Exact = std::chrono::sys_time<microseconds>;  // What GitLab compares; it tells milliseconds.

Instant told(Exact time) {
  return std::chrono::floor<milliseconds>(time);
}

struct Crawled {
  std::set<std::size_t> seen;
  int pages = 0;
  int deepest = 0;
};

/// Keeps up to `concurrency` pages under way and answers them in random order.
Crawled crawl(const std::vector<Exact>& created, Instant begin, Instant end, int concurrency) {
  Windows windows(begin, end, concurrency);
  std::mt19937 dice(7);
  std::vector<WindowPage> under_way;
  Crawled result;
  for (;;) {
    while (static_cast<int>(under_way.size()) < concurrency) {
      const auto page = windows.next();
      if (!page) {
        break;
      }
      under_way.push_back(*page);
    }
    if (under_way.empty()) {
      break;
    }
    std::swap(under_way[dice() % under_way.size()], under_way.back());
    const WindowPage page = under_way.back();
    under_way.pop_back();
    const auto first = std::lower_bound(created.begin(), created.end(), Exact(page.begin));
    const auto last = std::upper_bound(first, created.end(), Exact(page.end));
    const auto skipped = static_cast<std::ptrdiff_t>(largest_page) * (page.page - 1);
    const auto from = first + std::min(skipped, last - first);
    const auto to = from + std::min<std::ptrdiff_t>(largest_page, last - from);
    for (auto each = from; each != to; ++each) {
      result.seen.insert(static_cast<std::size_t>(each - created.begin()));
    }
    windows.done(page, {static_cast<std::size_t>(to - from),
                        from == to ? std::nullopt : std::optional(told(*(to - 1))),
                        to == last ? std::nullopt : std::optional(page.page + 1)});
    ++result.pages;
    result.deepest = std::max(result.deepest, page.page);
  }
  EXPECT_TRUE(windows.complete());
  EXPECT_DOUBLE_EQ(windows.share_done(), 1.0);
  return result;
}

Crawled crawl_all(std::vector<Exact> created, int concurrency) {
  std::sort(created.begin(), created.end());
  return crawl(created, told(created.front()), told(created.back()) + milliseconds(1), concurrency);
}

const Exact epoch = std::chrono::sys_days{std::chrono::year{2023} / 1 / 1};

std::vector<Exact> even(int count) {
  std::vector<Exact> created;
  for (int i = 0; i < count; ++i) {
    created.push_back(epoch + microseconds(i * 900'000'123LL));
  }
  return created;
}

TEST(Windows, SeesEveryMergeRequestOfAnEvenList) {
  for (const int count : {1, 99, 100, 101, 5000}) {
    for (const int concurrency : {1, 2, 10, 100}) {
      EXPECT_EQ(crawl_all(even(count), concurrency).seen.size(), static_cast<std::size_t>(count))
          << count << " merge requests, " << concurrency << " at a time";
    }
  }
}

TEST(Windows, CostsFewMorePagesThanOneAfterTheOther) {
  const Crawled crawled = crawl_all(even(85'000), 10);
  EXPECT_EQ(crawled.seen.size(), 85'000U);
  EXPECT_LE(crawled.pages, 850 * 105 / 100);
}

TEST(Windows, SharesOutAListThatIsCrowdedAtOneEnd) {
  std::vector<Exact> created = even(100);
  const Exact crowded = created.back() + microseconds(1);
  for (int i = 0; i < 40'000; ++i) {
    created.push_back(crowded + microseconds(i * 1'000'003LL));
  }
  const Crawled crawled = crawl_all(created, 10);
  EXPECT_EQ(crawled.seen.size(), created.size());
  EXPECT_LE(crawled.pages, 401 * 110 / 100);
}

TEST(Windows, SeesEveryMergeRequestOfRandomLists) {
  std::mt19937 dice(11);
  for (int round = 0; round < 200; ++round) {
    std::vector<Exact> created;
    const int count = static_cast<int>(dice() % 3000) + 1;
    for (int i = 0; i < count; ++i) {
      // Clusters: many within a few milliseconds, some at the very same microsecond.
      const auto day = static_cast<long long>(dice() % 5) * 86'400'000'000LL;
      created.push_back(epoch + microseconds(day + static_cast<long long>(dice() % 2000)));
    }
    EXPECT_EQ(crawl_all(created, static_cast<int>(dice() % 12) + 1).seen.size(), created.size())
        << "round " << round;
  }
}

TEST(Windows, FollowsPagesWhereThousandsWereCreatedAtOnce) {
  EXPECT_EQ(crawl_all(std::vector<Exact>(5000, epoch), 4).seen.size(), 5000U);
}

TEST(Windows, KeepsOffsetsSmall) {
  EXPECT_LE(crawl_all(even(50'000), 1).deepest, 20);
}

}  // namespace
}  // namespace dora::collector
