// Tests of collector/crawl/time_windows: runs the plan against an in-memory list with GitLab's
// paging.
#include "collector/crawl/time_windows.h"

#include <algorithm>
#include <functional>
#include <random>
#include <set>

#include <gtest/gtest.h>

#include "collector/gitlab/api.h"

namespace dora::crawl {
namespace {

using model::Instant;
using std::chrono::microseconds;
using std::chrono::milliseconds;
using Exact = std::chrono::sys_time<microseconds>;  // GitLab compares these; it sends milliseconds.

Instant told(Exact time) {
  return std::chrono::floor<milliseconds>(time);
}

struct Item {
  std::size_t number = 0;
  Exact time;
};
using List = std::vector<Item>;

struct Crawled {
  std::set<std::size_t> seen;
  int pages = 0;
  int deepest = 0;
};

/// Keeps up to `concurrency` pages in progress, answers them in random order, and lets `change`
/// modify the list before each.
class Crawl {
 public:
  using Change = std::function<void(List&)>;

  Crawl(TimeWindows windows, int concurrency, Change change)
      : windows_(std::move(windows)),
        begin_(windows_.all().front().begin),
        end_(windows_.all().back().end),
        concurrency_(static_cast<std::size_t>(concurrency)),
        change_(std::move(change)) {}

  Crawled over(List list) {
    for (;;) {
      while (under_way_.size() < concurrency_) {
        const auto page = windows_.next();
        if (!page) {
          break;
        }
        under_way_.push_back(*page);
      }
      if (under_way_.empty()) {
        break;
      }
      change_(list);
      std::swap(under_way_[rng_() % under_way_.size()], under_way_.back());
      const PageRequest page = under_way_.back();
      under_way_.pop_back();
      answer(page, list);
    }
    EXPECT_TRUE(windows_.complete());
    EXPECT_DOUBLE_EQ(windows_.share_done(), 1.0);
    EXPECT_TRUE(covers(windows_.all(), begin_, end_));
    return result_;
  }

 private:
  void answer(const PageRequest& page, const List& list) {
    const auto first = std::lower_bound(list.begin(), list.end(), Exact(page.begin),
                                        [](const Item& a, Exact b) { return a.time < b; });
    const auto last = std::upper_bound(first, list.end(), Exact(page.end),
                                       [](Exact a, const Item& b) { return a < b.time; });
    const auto skipped = static_cast<std::ptrdiff_t>(gitlab::largest_page) * (page.page - 1);
    const auto from = first + std::min(skipped, last - first);
    const auto to = from + std::min<std::ptrdiff_t>(gitlab::largest_page, last - from);
    for (auto each = from; each != to; ++each) {
      result_.seen.insert(each->number);
    }
    windows_.done(page,
                  {static_cast<std::size_t>(to - from),
                   from == to ? std::nullopt : std::optional(told((to - 1)->time)), to != last});
    ++result_.pages;
    result_.deepest = std::max(result_.deepest, page.page);
  }

  TimeWindows windows_;
  Instant begin_;
  Instant end_;
  std::size_t concurrency_;
  Change change_;
  std::mt19937 rng_{7};
  std::vector<PageRequest> under_way_;
  Crawled result_;
};

Crawled crawl_all(
    std::vector<Exact> created, int concurrency, const Crawl::Change& change = [](List&) {}) {
  std::sort(created.begin(), created.end());
  List list;
  for (const Exact time : created) {
    list.push_back({list.size(), time});
  }
  const TimeWindows windows(told(created.front()), told(created.back()) + milliseconds(1),
                            concurrency);
  return Crawl(windows, concurrency, change).over(list);
}

const Exact epoch = std::chrono::sys_days{std::chrono::year{2023} / 1 / 1};

std::vector<Exact> even(int count) {
  std::vector<Exact> created;
  created.reserve(static_cast<std::size_t>(count));
  for (int i = 0; i < count; ++i) {
    created.push_back(epoch + microseconds(i * 900'000'123LL));
  }
  return created;
}

TEST(TimeWindows, SeesEveryMergeRequestOfAnEvenList) {
  for (const int count : {1, 99, 100, 101, 5000}) {
    for (const int concurrency : {1, 2, 10, 100}) {
      EXPECT_EQ(crawl_all(even(count), concurrency).seen.size(), static_cast<std::size_t>(count))
          << count << " merge requests, " << concurrency << " at a time";
    }
  }
}

TEST(TimeWindows, CostsFewMorePagesThanASequentialCrawl) {
  const Crawled crawled = crawl_all(even(85'000), 10);
  EXPECT_EQ(crawled.seen.size(), 85'000U);
  EXPECT_LE(crawled.pages, 850 * 105 / 100);
}

TEST(TimeWindows, SplitsAListThatIsCrowdedAtOneEnd) {
  std::vector<Exact> created = even(100);
  const Exact crowded = created.back() + microseconds(1);
  for (int i = 0; i < 40'000; ++i) {
    created.push_back(crowded + microseconds(i * 1'000'003LL));
  }
  const Crawled crawled = crawl_all(created, 10);
  EXPECT_EQ(crawled.seen.size(), created.size());
  EXPECT_LE(crawled.pages, 401 * 110 / 100);
}

TEST(TimeWindows, SeesEveryMergeRequestOfRandomLists) {
  std::mt19937 dice(11);
  for (int round = 0; round < 200; ++round) {
    std::vector<Exact> created;
    const int count = static_cast<int>(dice() % 3000) + 1;
    for (int i = 0; i < count; ++i) {
      // Clusters: many within a few milliseconds, some in the very same microsecond.
      const auto day = static_cast<long long>(dice() % 5) * 86'400'000'000LL;
      created.push_back(epoch + microseconds(day + static_cast<long long>(dice() % 2000)));
    }
    EXPECT_EQ(crawl_all(created, static_cast<int>(dice() % 12) + 1).seen.size(), created.size())
        << "round " << round;
  }
}

TEST(TimeWindows, FollowsPagesWhereThousandsWereCreatedAtOnce) {
  const Crawled crawled = crawl_all(std::vector<Exact>(5000, epoch), 4);
  EXPECT_EQ(crawled.seen.size(), 5000U);
  EXPECT_EQ(crawled.pages, 50 + 49) << "up and down again";
}

TEST(TimeWindows, NumbersPagesWithinOneInstantOnly) {
  std::vector<Exact> created = even(50'000);
  EXPECT_EQ(crawl_all(created, 1).deepest, 1);
  created.insert(created.end(), 250, created[700]);
  EXPECT_EQ(crawl_all(created, 1).deepest, 3);
}

/// Removes an item now and then, so that all after it move down by one.
class Shrinking {
 public:
  explicit Shrinking(std::set<std::size_t>& deleted) : deleted_(deleted) {}
  void operator()(List& list) {
    for (int i = 0; i < 3; ++i) {
      const auto victim = list.begin() + static_cast<std::ptrdiff_t>(rng_() % list.size());
      deleted_.insert(victim->number);
      list.erase(victim);
    }
  }

 private:
  std::set<std::size_t>& deleted_;
  std::mt19937 rng_{13};
};

TEST(TimeWindows, LosesNothingWhenTheListShrinks) {
  std::vector<Exact> crowds = even(2000);
  crowds.insert(crowds.end(), 450, crowds[300]);
  crowds.insert(crowds.end(), 450, crowds[1500]);
  for (const auto& created : {even(5000), std::vector<Exact>(3000, epoch), crowds}) {
    for (const int concurrency : {1, 4}) {
      std::set<std::size_t> deleted;
      const Crawled crawled = crawl_all(created, concurrency, Shrinking(deleted));
      EXPECT_GT(deleted.size(), 20U);
      for (std::size_t i = 0; i < created.size(); ++i) {
        EXPECT_TRUE(crawled.seen.contains(i) || deleted.contains(i)) << i << " was lost";
      }
    }
  }
}

TEST(TimeWindows, ContinueWhereTheyWere) {
  const auto at = [](int hour) { return told(epoch) + std::chrono::hours(hour); };
  TimeWindows windows({{at(0), at(5), at(10), 300, false}, {at(10), at(20), at(20), 50, true}});
  EXPECT_TRUE(windows.take_changed().empty());
  const auto page = windows.next();
  ASSERT_TRUE(page);
  EXPECT_EQ(page->begin, at(5));
  EXPECT_EQ(page->end, at(10));
  EXPECT_DOUBLE_EQ(windows.share_done(), 0.75);
  windows.done(*page, {20, at(9), false});
  EXPECT_TRUE(windows.complete());
  EXPECT_EQ(windows.take_changed(), std::vector<std::size_t>{0});
  EXPECT_EQ(windows.all()[0], (store::TimeWindow{at(0), at(10), at(10), 320, true}));
}

TEST(TimeWindows, HalvesWhatIsTooSlow) {
  const auto at = [](int hour) { return told(epoch) + std::chrono::hours(hour); };
  TimeWindows windows(at(0), at(8), 1);
  auto page = windows.next();
  ASSERT_TRUE(windows.halve(*page));
  page = windows.next();
  EXPECT_EQ(page->begin, at(0));
  EXPECT_EQ(page->end, at(4));
  const auto later = windows.next();
  EXPECT_EQ(later->begin, at(4));
  EXPECT_EQ(later->end, at(8));
  ASSERT_TRUE(windows.halve(*page));
  page = windows.next();
  ASSERT_TRUE(windows.halve(*page));
  page = windows.next();
  EXPECT_FALSE(windows.halve(*page)) << "no half is shorter than an hour";
}

TEST(Covers, FindsGapsAndUnfinishedWindows) {
  const auto at = [](int hour) { return told(epoch) + std::chrono::hours(hour); };
  const store::TimeWindow first{at(0), at(5), at(5), 1, true};
  const store::TimeWindow second{at(5), at(9), at(9), 1, true};
  EXPECT_TRUE(covers({second, first}, at(0), at(9)));
  EXPECT_TRUE(covers({first}, at(0), at(5)));
  EXPECT_FALSE(covers({}, at(0), at(0)));
  EXPECT_FALSE(covers({first}, at(0), at(9)));
  EXPECT_FALSE(covers({second}, at(0), at(9)));
  EXPECT_FALSE(covers({first, {at(6), at(9), at(9), 1, true}}, at(0), at(9)));
  EXPECT_FALSE(covers({first, {at(5), at(8), at(9), 1, false}}, at(0), at(9)));
}

}  // namespace
}  // namespace dora::crawl
