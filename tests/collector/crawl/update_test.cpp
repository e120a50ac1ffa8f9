// Tests that an update fetches every change, and with which requests, without HTTP.
#include "collector/crawl/update.h"

#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/collector/crawl/crawl_stage.h"

namespace dora::crawl {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using test::at;
using test::ListedGitLab;
using testing::IsEmpty;
using testing::SizeIs;

class UpdateTest : public test::CrawlStage {};

TEST_F(UpdateTest, WeeklyRunsCostFewRequests) {
  gitlab_ = ListedGitLab(5000);
  crawl_all();
  for (int iid = 1; iid <= 500; ++iid) {
    gitlab_.update(iid * 7, at("2024-06-02T00:00:00Z") + minutes(iid));
  }
  const CrawlResult result = crawl_all();
  EXPECT_EQ(stored(), served());
  EXPECT_EQ(result.changes.changed, 500);
  EXPECT_THAT(script_->urls, SizeIs(7)) << "one for the labels";
}

/// As behind a proxy that removes both headers: pages are followed until one is not full.
TEST_F(UpdateTest, WeeklyRunsCostFewRequestsWithoutTotalsToo) {
  gitlab_ = ListedGitLab(5000);
  crawl_all();
  gitlab_.tells_total = false;
  for (const bool tells_next : {true, false}) {
    gitlab_.tells_next = tells_next;
    for (int iid = 1; iid <= 800; ++iid) {
      gitlab_.update(iid * 6, gitlab_.now + minutes(iid));
    }
    gitlab_.now += hours(7 * 24);
    EXPECT_EQ(crawl_all().changes.changed, 800);
    EXPECT_EQ(stored(), served());
    EXPECT_LE(script_->urls.size(), 12U);
  }
}

TEST_F(UpdateTest, RequestsAsManyPagesAtOnceAsTheLastRunNeeded) {
  gitlab_ = ListedGitLab(3000);
  crawl_all();
  crawl_all();
  EXPECT_THAT(script_->urls, SizeIs(7)) << "not known yet";
  crawl_all();
  EXPECT_THAT(script_->urls, SizeIs(2)) << "the last one found nothing";
  for (int iid = 1; iid <= 250; ++iid) {
    gitlab_.update(iid, gitlab_.now + minutes(iid));
  }
  gitlab_.now += hours(7 * 24);
  crawl_all();
  EXPECT_THAT(script_->urls, SizeIs(4)) << "more than the last one";
  EXPECT_EQ(stored(), served());
  crawl_all({.concurrency = 2});
  EXPECT_THAT(script_->urls, SizeIs(3)) << "no more than allowed concurrently";
}

TEST_F(UpdateTest, ManyUpdatesAreCrawledInWindows) {
  for (const bool tells_total : {true, false}) {
    gitlab_ = ListedGitLab(4000);
    gitlab_.tells_total = tells_total;
    crawl_all({.full = true});
    for (int iid = 1; iid <= 3000; ++iid) {
      gitlab_.update(iid, gitlab_.now + minutes(iid * 3));
    }
    gitlab_.now += hours(7 * 24);
    crawl_all();
    EXPECT_EQ(stored(), served());
    EXPECT_LE(script_->urls.size(), 50U);
  }
}

/// One merge request is updated between any two answers: ordered by update, it moves to the end.
TEST_F(UpdateTest, LosesNothingWhenListsChange) {
  for (const int updates : {300, 3000}) {
    gitlab_ = ListedGitLab(5000);
    crawl_all({.full = true});
    for (int iid = 1; iid <= updates; ++iid) {
      gitlab_.update(iid, gitlab_.now + minutes(iid));
    }
    gitlab_.now += hours(7 * 24);
    int moved = 1;
    gitlab_.before_answer = [&](const std::string& /*url*/) {
      gitlab_.now += std::chrono::seconds(1);
      gitlab_.update(moved, gitlab_.now);
      gitlab_.items.erase(moved + 1);
      moved += moved < 180 ? 2 : 0;
    };
    crawl_all();
    gitlab_.before_answer = nullptr;
    auto known = stored();
    std::set<int> lost;
    for (const auto& [iid, state] : served()) {
      if (known[iid] != state) {
        lost.insert(iid);
      }
    }
    EXPECT_THAT(lost, IsEmpty()) << updates;
    EXPECT_GT(moved, 10);
  }
}

}  // namespace
}  // namespace dora::crawl
