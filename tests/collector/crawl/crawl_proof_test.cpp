// Tests that a crawl trusts neither a wrong clock nor an empty, stale or truncated list.
#include <chrono>
#include <string>
#include <utility>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "collector/base/error.h"
#include "collector/crawl/crawl.h"
#include "tests/collector/crawl/crawl_stage.h"

namespace dora::crawl {
namespace {

using test::at;
using test::ListedGitLab;
using test::parameter;

class CrawlProof : public test::CrawlStage {};

TEST_F(CrawlProof, AServerClockAheadSkipsNoUpdates) {
  gitlab_ = ListedGitLab(300);
  const auto right = gitlab_.now;
  gitlab_.now = at("2100-01-01T00:00:00Z");
  crawl_all();
  gitlab_.now = right;
  const auto later =
      std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
  gitlab_.update(7, later);
  gitlab_.items[301] = {later, later};
  crawl_all();
  EXPECT_EQ(stored(), served());
}

/// As left by a program that trusted the server's clock.
TEST_F(CrawlProof, AStoreInTheFutureIsCollectedAgain) {
  gitlab_ = ListedGitLab(300);
  crawl_all();
  const auto project = store_.find_project("https://h/api/v4", "g/p").value();
  store_.save_update(project, {}, at("2100-01-01T00:00:00Z"));
  gitlab_.update(7, at("2024-06-02T00:00:00Z"));
  EXPECT_EQ(crawl_all().mode, CrawlMode::full);
  EXPECT_EQ(stored(), served());
  EXPECT_EQ(crawl_all().mode, CrawlMode::incremental) << "once is enough";
}

TEST_F(CrawlProof, FullRunsRemoveWhatWasDeleted) {
  gitlab_ = ListedGitLab(900);
  crawl_all();
  gitlab_.items.erase(450);
  crawl_all();
  EXPECT_EQ(stored().size(), 900U) << "deletions are in no list of updates";
  const CrawlResult result = crawl_all({.full = true});
  EXPECT_EQ(result.mode, CrawlMode::full);
  EXPECT_EQ(result.changes.removed, 1);
  EXPECT_EQ(result.changes.unchanged, 899);
  EXPECT_EQ(stored(), served());
}

TEST_F(CrawlProof, AFullRunAcceptsAnOlderUpdate) {
  gitlab_ = ListedGitLab(20);
  gitlab_.now += std::chrono::hours(2);
  gitlab_.update(7, gitlab_.now - std::chrono::hours(1));
  crawl_all();
  gitlab_.update(7, gitlab_.now - std::chrono::hours(2));
  gitlab_.label(7, "corrected");
  EXPECT_EQ(crawl_all({.full = true}).changes.changed, 1);
  EXPECT_EQ(stored_labels(), served_labels());
}

TEST_F(CrawlProof, AFutureTimeIsCorrectedByTheNextUpdate) {
  gitlab_ = ListedGitLab(20);
  gitlab_.now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
  gitlab_.update(7, gitlab_.now + std::chrono::hours(2));
  crawl_all();
  gitlab_.update(7, gitlab_.now);
  gitlab_.label(7, "corrected");
  crawl_all();
  EXPECT_EQ(stored_labels(), served_labels());
}

TEST_F(CrawlProof, AFullRunRemovesNothingOnWeakEvidence) {
  gitlab_ = ListedGitLab(100);
  crawl_all();
  const auto all = std::exchange(gitlab_.items, {});
  EXPECT_THROW(crawl_all({.full = true}), base::Error);
  EXPECT_EQ(stored().size(), 100U);
  EXPECT_THROW(crawl_all(), base::Error) << "neither does the next run";
  gitlab_.items = all;
  EXPECT_EQ(crawl_all().mode, CrawlMode::full);
  EXPECT_EQ(stored(), served());
}

TEST_F(CrawlProof, AFullRunOfANarrowerRangeRemovesTheRest) {
  gitlab_ = ListedGitLab(100);
  crawl_all();
  const CrawlRange late{ListedGitLab::created(91), std::nullopt};
  EXPECT_EQ(crawl_all({.range = late, .full = true}).changes.removed, 90);
  EXPECT_EQ(stored().size(), 10U);
}

TEST_F(CrawlProof, AListThatEndsBeforeGitLabsTotalIsIncomplete) {
  gitlab_ = ListedGitLab(900);
  const auto all = gitlab_.items;
  gitlab_.before_answer = [&](const std::string& url) {
    gitlab_.items = all;
    // A stale replica's answer to which one is the newest.
    if (parameter(url, "sort") == "desc") {
      gitlab_.items.erase(gitlab_.items.find(500), gitlab_.items.end());
    }
  };
  EXPECT_THROW(crawl_all(), base::Error);
  EXPECT_THAT(crawl_all({.allow_partial = true}).missing,
              testing::ElementsAre(testing::HasSubstr("GitLab counts 900 merge requests")));
  gitlab_.before_answer = nullptr;
  gitlab_.items = all;
  crawl_all();
  EXPECT_EQ(stored(), served());
}

TEST_F(CrawlProof, AFullRunThatFailedRemovesNothingUntilItIsComplete) {
  gitlab_ = ListedGitLab(2000);
  crawl_all();
  gitlab_.items.erase(450);
  fail_from(10);
  EXPECT_THROW(crawl_all({.full = true}), base::Error);
  EXPECT_EQ(stored().size(), 2000U);
  gitlab_.before_answer = nullptr;
  EXPECT_EQ(crawl_all().mode, CrawlMode::full) << "goes on, whether --full is given again or not";
  EXPECT_EQ(stored(), served());
}

}  // namespace
}  // namespace dora::crawl
