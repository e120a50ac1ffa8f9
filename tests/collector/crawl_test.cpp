// Tests of collector/crawl against a GitLab made of a list, without HTTP.
#include "collector/crawl.h"

#include <memory>
#include <set>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "collector/base/error.h"
#include "tests/collector/http/scripted_client.h"
#include "tests/collector/listed_gitlab.h"
#include "tests/support/temporary_folder.h"

namespace dora::collector {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using test::answer;
using test::at;
using test::ListedGitLab;
using test::parameter;
using testing::AllOf;
using testing::Each;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

class CrawlTest : public testing::Test {
 protected:
  CrawlResult crawl_all(CrawlTarget changes = {}) {
    script_ = std::make_unique<test::ScriptedClient>(
        [this](const http::Request& each) { return gitlab_.serve(each); });
    http::RetryPolicy policy;
    policy.attempts = 1;
    http::PatientClient client(*script_, log_, policy);
    CrawlTarget target = std::move(changes);
    target.root = "https://h/api/v4";
    target.project = "g/p";
    return crawl(client, store_, target, context_);
  }

  void fail_from(int answer) {
    gitlab_.before_answer = [=, answers = 0](const std::string& /*url*/) mutable {
      if (++answers >= answer) {
        throw base::Error("the power went");
      }
    };
  }

  /// What the store has, as the server would tell it.
  std::map<int, std::string> stored() {
    std::map<int, std::string> result;
    const auto project = store_.find_project("https://h/api/v4", "g/p");
    store_.for_each_merge_request(project->key, [&](const MergeRequest& each) {
      result[static_cast<int>(each.iid)] = each.state == State::merged ? "merged" : "closed";
    });
    return result;
  }
  std::map<int, std::string> served() const {
    std::map<int, std::string> result;
    for (const auto& [iid, item] : gitlab_.items) {
      result[iid] = item.state;
    }
    return result;
  }

  ListedGitLab gitlab_{0};
  std::unique_ptr<test::ScriptedClient> script_;  ///< Of the last run.
  base::Console console_{-1};
  base::Log log_{console_, {}};
  base::Interrupt interrupt_;
  base::RunContext context_{log_, console_, interrupt_, {}};
  test::TemporaryFolder folder_;
  Store store_{folder_.path(), log_};
};

TEST_F(CrawlTest, BringsEveryMergeRequestOnce) {
  for (const int count : {0, 1, 100, 101, 2345}) {
    gitlab_ = ListedGitLab(count);
    const CrawlResult result = crawl_all({.concurrency = 7, .full = true});
    EXPECT_EQ(stored(), served()) << count;
    EXPECT_THAT(result.missing, IsEmpty());
  }
}

TEST_F(CrawlTest, TellsWhatWasNew) {
  gitlab_ = ListedGitLab(500);
  CrawlResult result = crawl_all();
  EXPECT_EQ(result.mode, CrawlMode::first);
  EXPECT_EQ(result.changes.added, 500);
  EXPECT_EQ(result.changes.changed, 0);
  EXPECT_EQ(result.changes.unchanged, 0);
  gitlab_.update(7, at("2024-06-02T00:00:00Z"));
  gitlab_.items[501] = {at("2024-06-03T00:00:00Z"), at("2024-06-03T00:00:00Z")};
  result = crawl_all();
  EXPECT_EQ(result.mode, CrawlMode::incremental);
  EXPECT_EQ(result.changes.added, 1);
  EXPECT_EQ(result.changes.changed, 1);
  EXPECT_EQ(stored(), served());
  EXPECT_THAT(script_->urls, Each(HasSubstr("updated_after=2024-05-31T23:50:00.000Z")))
      << "the last run, and ten minutes more";
}

TEST_F(CrawlTest, KeepsToTheConcurrency) {
  gitlab_ = ListedGitLab(5000);
  for (const std::size_t concurrency : {3U, 10U}) {
    crawl_all({.concurrency = static_cast<int>(concurrency), .full = true});
    EXPECT_EQ(script_->most_at_once, concurrency);
  }
}

TEST_F(CrawlTest, AsksForTheRangeOnlyAndLaterForTheRest) {
  using List = ListedGitLab;
  gitlab_ = List(1000);
  crawl_all({.range = {List::created(300), List::created(800)}, .concurrency = 4});
  EXPECT_EQ(stored().size(), 501U);
  EXPECT_EQ(stored().begin()->first, 300);
  crawl_all({.range = {List::created(400), List::created(700)}});
  EXPECT_THAT(script_->urls, Each(HasSubstr("updated_after"))) << "that was there already";
  crawl_all();
  EXPECT_EQ(stored(), served());
  EXPECT_THAT(script_->urls, Each(Not(HasSubstr("created_after=2024-01-01T05:0"))));
}

TEST_F(CrawlTest, WeeklyRunsCostFewRequests) {
  gitlab_ = ListedGitLab(5000);
  crawl_all();
  for (int iid = 1; iid <= 500; ++iid) {
    gitlab_.update(iid * 7, at("2024-06-02T00:00:00Z") + minutes(iid));
  }
  const CrawlResult result = crawl_all();
  EXPECT_EQ(stored(), served());
  EXPECT_EQ(result.changes.changed, 500);
  EXPECT_THAT(script_->urls, SizeIs(6));
}

/// As behind a proxy that knows neither header: pages are followed until one is not full.
TEST_F(CrawlTest, WeeklyRunsCostFewRequestsWithoutTotalsToo) {
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

TEST_F(CrawlTest, AsksAtOnceForAsManyPagesAsTheLastRunNeeded) {
  gitlab_ = ListedGitLab(3000);
  crawl_all();
  crawl_all();
  EXPECT_THAT(script_->urls, SizeIs(6)) << "not known yet";
  crawl_all();
  EXPECT_THAT(script_->urls, SizeIs(1)) << "the last one found nothing";
  for (int iid = 1; iid <= 250; ++iid) {
    gitlab_.update(iid, gitlab_.now + minutes(iid));
  }
  gitlab_.now += hours(7 * 24);
  crawl_all();
  EXPECT_THAT(script_->urls, SizeIs(3)) << "more than the last one";
  EXPECT_EQ(stored(), served());
  crawl_all({.concurrency = 2});
  EXPECT_THAT(script_->urls, SizeIs(2)) << "no more than may be under way";
}

TEST_F(CrawlTest, ManyUpdatesAreCrawledInWindows) {
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
    EXPECT_LT(script_->urls.size(), 50U);
  }
}

/// Between any two answers one merge request is updated: in a list by update it goes to the end.
TEST_F(CrawlTest, ListsThatMoveLoseNothing) {
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

TEST_F(CrawlTest, WhatIsAddedAndUpdatedDuringTheFirstRunIsSeen) {
  gitlab_ = ListedGitLab(3000);
  int answers = 0;
  gitlab_.before_answer = [&](const std::string& /*url*/) {
    ++answers;
    const auto now = at("2024-06-01T00:00:00Z") + minutes(answers);
    if (answers < 40) {
      gitlab_.update(answers * 50, now);
      gitlab_.items[3000 + answers] = {now, now};
    }
  };
  crawl_all();
  EXPECT_GT(gitlab_.items.size(), 3020U);
  EXPECT_EQ(stored(), served());
}

TEST_F(CrawlTest, GoesOnWhereItFailed) {
  gitlab_ = ListedGitLab(3000);
  fail_from(20);
  EXPECT_THROW(crawl_all({.concurrency = 4}), base::Error);
  const std::set<std::string> first(script_->urls.begin(), script_->urls.end() - 4);
  gitlab_.before_answer = nullptr;
  const CrawlResult result = crawl_all({.concurrency = 4});
  EXPECT_EQ(result.mode, CrawlMode::resumed);
  EXPECT_EQ(stored(), served());
  for (const std::string& url : script_->urls) {
    EXPECT_FALSE(first.contains(url)) << url;
  }
  EXPECT_LT(script_->urls.size(), 20U);
}

TEST_F(CrawlTest, FullRunsRemoveWhatIsGone) {
  gitlab_ = ListedGitLab(900);
  crawl_all();
  gitlab_.items.erase(450);
  crawl_all();
  EXPECT_EQ(stored().size(), 900U) << "what is gone is in no list of updates";
  const CrawlResult result = crawl_all({.full = true});
  EXPECT_EQ(result.mode, CrawlMode::full);
  EXPECT_EQ(result.changes.removed, 1);
  EXPECT_EQ(result.changes.unchanged, 899);
  EXPECT_EQ(stored(), served());
}

TEST_F(CrawlTest, AFullRunThatFailedRemovesNothingUntilItIsComplete) {
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

TEST_F(CrawlTest, AWindowThatIsTooSlowIsHalved) {
  gitlab_ = ListedGitLab(1000);
  test::ScriptedClient slow([this](const http::Request& request) {
    const auto begin = model::parse_instant(parameter(request.url, "created_after"));
    const auto end = model::parse_instant(parameter(request.url, "created_before"));
    return begin && end && *end - *begin > minutes(150) ? answer(408) : gitlab_.serve(request);
  });
  http::RetryPolicy policy;
  policy.attempts = 1;
  http::PatientClient client(slow, log_, policy);
  crawl(client, store_, {.root = "https://h/api/v4", .project = "g/p", .concurrency = 2}, context_);
  EXPECT_EQ(stored(), served());
}

TEST_F(CrawlTest, APageThatIsNoneEndsIt) {
  gitlab_ = ListedGitLab(300);
  gitlab_.items[250].state = "merged\", \"iid\": \"x";
  try {
    crawl_all({.concurrency = 2});
    ADD_FAILURE() << "a broken page was taken";
  } catch (const base::Error& error) {
    EXPECT_THAT(error.what(), HasSubstr("\"iid\" of the wrong type; check that --api-url"));
  }
}

TEST_F(CrawlTest, PartialRunsSayWhatIsMissingAndTheNextOneGetsIt) {
  gitlab_ = ListedGitLab(3000);
  const std::string state = std::exchange(gitlab_.items[2500].state, "merged\", \"iid\": \"x");
  const CrawlResult result = crawl_all({.allow_partial = true});
  EXPECT_THAT(result.missing, ElementsAre(AllOf(HasSubstr("merge requests created 2024-01-0"),
                                                HasSubstr("\"iid\" of the wrong type"))));
  EXPECT_GT(stored().size(), 2000U);
  EXPECT_FALSE(stored().contains(2500));
  gitlab_.items[2500].state = state;
  EXPECT_THAT(crawl_all({.allow_partial = true}).missing, IsEmpty());
  EXPECT_EQ(stored(), served());
}

}  // namespace
}  // namespace dora::collector
