// Tests of collector/crawl/crawl against an in-memory GitLab, without HTTP.
#include "collector/crawl/crawl.h"

#include <functional>
#include <set>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "collector/base/error.h"
#include "tests/collector/crawl/crawl_stage.h"

namespace dora::crawl {
namespace {

using std::chrono::minutes;
using test::answer;
using test::at;
using test::ListedGitLab;
using test::parameter;
using testing::AllOf;
using testing::AnyOf;
using testing::Each;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

class CrawlTest : public test::CrawlStage {};

TEST_F(CrawlTest, FetchesEveryMergeRequestOnce) {
  for (const int count : {0, 1, 100, 101, 2345}) {
    gitlab_ = ListedGitLab(count);
    const CrawlResult result = crawl_all({.concurrency = 7, .full = true});
    EXPECT_EQ(stored(), served()) << count;
    EXPECT_THAT(result.missing, IsEmpty());
  }
}

TEST_F(CrawlTest, ReportsWhatWasNew) {
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
  EXPECT_THAT(script_->urls, Each(AnyOf(HasSubstr("updated_after=2024-05-31T23:50:00.000Z"),
                                        HasSubstr("/labels?"))))
      << "the last run, and ten minutes more";
}

TEST_F(CrawlTest, ACrawlPlannedInTheFutureIsRepeated) {
  gitlab_ = ListedGitLab(300);
  crawl_all();
  const auto project = store_.find_project("https://h/api/v4", "g/p").value();
  store::CrawlPlan plan;
  plan.planned_at = at("2100-01-01T00:00:00Z");
  store_.finish_crawl(project, store_.begin_crawl(project, plan));
  gitlab_.update(7, at("2024-05-02T00:00:00Z"));
  EXPECT_EQ(crawl_all().mode, CrawlMode::full) << "later runs moved on, the gap stayed";
  EXPECT_EQ(stored(), served());
}

class DamagedCrawlTest : public CrawlTest {
 protected:
  using Damage = std::function<void(const std::string& url, http::Response& response)>;

  /// Returns the error of a run whose answers are damaged this way; "no error" if there is none.
  std::string crawl_damaged(const Damage& damage) {
    script_ = std::make_unique<test::ScriptedClient>([=, this](const http::Request& request) {
      http::Response response = gitlab_.serve(request);
      damage(request.url, response);
      return response;
    });
    http::RetryPolicy policy;
    policy.attempts = 1;
    http::RetryingClient client(*script_, log_, policy);
    try {
      crawl(client, store_, {.root = "https://h/api/v4", .project = "g/p"}, context_);
    } catch (const base::Error& error) {
      return error.what();
    }
    return "no error";
  }

  static void set(http::Response& response, const std::string& name, const std::string& value) {
    std::erase_if(response.headers, [&](const auto& each) { return each.name == name; });
    response.headers.push_back({name, value});
  }
};

TEST_F(DamagedCrawlTest, AListThatEndsBeforeItsTotalEndsTheRun) {
  gitlab_ = ListedGitLab(350);
  EXPECT_THAT(crawl_damaged([](const auto&, auto& response) { set(response, "x-next-page", ""); }),
              HasSubstr("X-Total is 350"));
}

TEST_F(DamagedCrawlTest, AMomentaryContradictionIsFetchedAgain) {
  gitlab_ = ListedGitLab(350);
  int answers = 0;
  EXPECT_EQ(crawl_damaged([&](const auto&, auto& response) {
              if (++answers % 3 == 0) {
                set(response, "x-total", "7");
              }
            }),
            "no error");
  EXPECT_EQ(stored(), served());
}

TEST_F(DamagedCrawlTest, EndlessEmptyPagesEndTheRun) {
  gitlab_ = ListedGitLab(0);
  gitlab_.tells_total = false;
  const auto endless = [](const std::string& url, auto& response) {
    set(response, "x-next-page", parameter(url, "page") == "1" ? "2" : "3");
  };
  EXPECT_THAT(crawl_damaged(endless), HasSubstr("a next page is announced"));
  EXPECT_LT(script_->urls.size(), 10U);
}

TEST_F(DamagedCrawlTest, RepeatedPagesEndTheRun) {
  gitlab_ = ListedGitLab(100);
  for (auto& [iid, item] : gitlab_.items) {
    item.created = at("2024-01-01T00:00:00Z");
  }
  gitlab_.tells_total = false;
  const std::string first_page =
      gitlab_.serve({0, "/merge_requests?x&order_by=created_at&sort=asc&per_page=100&page=1"}).body;
  const auto endless = [&](const std::string& url, auto& response) {
    if (parameter(url, "per_page") == "100") {
      response.body = first_page;
      set(response, "x-next-page", std::to_string(std::stoi(parameter(url, "page")) + 1));
    }
  };
  EXPECT_THAT(crawl_damaged(endless), HasSubstr("the page before is repeated"));
  EXPECT_LT(script_->urls.size(), 20U);
}

TEST_F(DamagedCrawlTest, BytesAfterANulEndTheRun) {
  gitlab_ = ListedGitLab(5);
  EXPECT_THAT(crawl_damaged([](const std::string& url, auto& response) {
                if (url.find("merge_requests") != std::string::npos) {
                  response.body += std::string("\0]", 2);
                }
              }),
              HasSubstr("NUL"));
}

TEST_F(CrawlTest, DoesNotExceedTheConcurrency) {
  gitlab_ = ListedGitLab(5000);
  for (const std::size_t concurrency : {3U, 10U}) {
    crawl_all({.concurrency = static_cast<int>(concurrency), .full = true});
    EXPECT_EQ(script_->most_at_once, concurrency);
  }
}

TEST_F(CrawlTest, FetchesOnlyTheRangeAndLaterTheRest) {
  using List = ListedGitLab;
  gitlab_ = List(1000);
  crawl_all({.range = {List::created(300), List::created(800)}, .concurrency = 4});
  EXPECT_EQ(stored().size(), 501U);
  EXPECT_EQ(stored().begin()->first, 300);
  crawl_all({.range = {List::created(400), List::created(700)}});
  EXPECT_THAT(script_->urls, Each(AnyOf(HasSubstr("updated_after"), HasSubstr("/labels?"))))
      << "that was there already";
  crawl_all();
  EXPECT_EQ(stored(), served());
  EXPECT_THAT(script_->urls, Each(Not(HasSubstr("created_after=2024-01-01T05:0"))));
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

TEST_F(CrawlTest, ContinuesWhereItFailed) {
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

TEST_F(CrawlTest, AProjectWhoseUpdatesRedirectDoesNotAffectTheNext) {
  gitlab_ = ListedGitLab(1000);
  bool redirects = false;
  test::ScriptedClient script([&](const http::Request& request) {
    const bool first = parameter(request.url, "page") == "1";
    return redirects && first && !parameter(request.url, "updated_after").empty()
               ? answer(302, "", {{"location", "https://elsewhere.example/sign_in"}})
               : gitlab_.serve(request);
  });
  http::RetryingClient client(script, log_, {});
  const CrawlTarget target{.root = "https://h/api/v4", .project = "g/p", .allow_partial = true};
  EXPECT_THAT(crawl(client, store_, target, context_).missing, IsEmpty());
  redirects = true;
  EXPECT_THAT(crawl(client, store_, target, context_).missing,
              ElementsAre(HasSubstr("redirects to another server")));
  EXPECT_EQ(client.under_way(), 0U) << "the next project would get these answers";
  redirects = false;
  EXPECT_THAT(crawl(client, store_, target, context_).missing, IsEmpty());
  EXPECT_EQ(stored(), served());
}

TEST_F(CrawlTest, ASlowWindowIsHalved) {
  gitlab_ = ListedGitLab(1000);
  test::ScriptedClient slow([this](const http::Request& request) {
    const auto begin = model::parse_instant(parameter(request.url, "created_after"));
    const auto end = model::parse_instant(parameter(request.url, "created_before"));
    return begin && end && *end - *begin > minutes(150) ? answer(408) : gitlab_.serve(request);
  });
  http::RetryPolicy policy;
  policy.attempts = 1;
  http::RetryingClient client(slow, log_, policy);
  crawl(client, store_, {.root = "https://h/api/v4", .project = "g/p", .concurrency = 2}, context_);
  EXPECT_EQ(stored(), served());
}

TEST_F(CrawlTest, AnInvalidPageEndsTheRun) {
  gitlab_ = ListedGitLab(300);
  gitlab_.items[250].state = "merged\", \"iid\": \"x";
  try {
    crawl_all({.concurrency = 2});
    ADD_FAILURE() << "a broken page was accepted";
  } catch (const base::Error& error) {
    EXPECT_THAT(error.what(), HasSubstr("more than one \"iid\"; check that --api-url"));
  }
}

TEST_F(CrawlTest, PartialRunsSayWhatIsMissingAndTheNextRunFetchesIt) {
  gitlab_ = ListedGitLab(3000);
  const std::string state = std::exchange(gitlab_.items[2500].state, "merged\", \"iid\": \"x");
  const CrawlResult result = crawl_all({.allow_partial = true});
  EXPECT_THAT(result.missing, ElementsAre(AllOf(HasSubstr("merge requests created 2024-01-0"),
                                                HasSubstr("more than one \"iid\""))));
  EXPECT_GT(stored().size(), 2000U);
  EXPECT_FALSE(stored().contains(2500));
  gitlab_.items[2500].state = state;
  EXPECT_THAT(crawl_all({.allow_partial = true}).missing, IsEmpty());
  EXPECT_EQ(stored(), served());
}

}  // namespace
}  // namespace dora::crawl
