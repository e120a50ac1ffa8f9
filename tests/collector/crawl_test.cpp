// Tests of collector/crawl against a GitLab made of a list, without HTTP.
#include "collector/crawl.h"

#include <algorithm>
#include <functional>
#include <string>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "collector/base/error.h"
#include "tests/collector/http/scripted_client.h"

namespace dora::collector {
namespace {

using test::answer;
using testing::HasSubstr;

/// `name=value` of a URL's query; empty when it is not there.
std::string parameter(const std::string& url, const std::string& name) {
  const auto from = url.find("&" + name + "=");
  return from == std::string::npos
             ? ""
             : url.substr(from + name.size() + 2, url.find('&', from + 1) - from - name.size() - 2);
}

class CrawlTest : public testing::Test {
 protected:
  /// One merge request a minute, iids from 1.
  static model::Instant created(int iid) {
    return model::parse_instant("2024-01-01T00:00:00Z").value() + std::chrono::minutes(iid);
  }

  /// Answers as GitLab does; `state_of` may change its mind from page to page.
  http::Response serve(const http::Request& request) {
    const auto after = model::parse_instant(parameter(request.url, "created_after"));
    const auto before = model::parse_instant(parameter(request.url, "created_before"));
    std::vector<int> found;
    for (int iid = 1; iid <= count_; ++iid) {
      if ((!after || created(iid) >= *after) && (!before || created(iid) <= *before)) {
        found.push_back(iid);
      }
    }
    if (parameter(request.url, "sort") == "desc") {
      std::reverse(found.begin(), found.end());
    }
    const auto size = static_cast<std::size_t>(std::stoi(parameter(request.url, "per_page")));
    const auto page = static_cast<std::size_t>(std::stoi(parameter(request.url, "page")));
    std::string body;
    for (std::size_t i = size * (page - 1); i < std::min(size * page, found.size()); ++i) {
      body +=
          fmt::format(R"({}{{"iid": {}, "state": "{}", "created_at": "{}", "updated_at": "{}"}})",
                      body.empty() ? "" : ",", found[i], state_of_(found[i]),
                      model::to_string(created(found[i])),
                      model::to_string(created(found[i]) + std::chrono::hours(++answers_)));
    }
    const bool last = size * page >= found.size();
    return answer(200, "[" + body + "]", {{"x-next-page", last ? "" : std::to_string(page + 1)}});
  }

  std::vector<MergeRequest> crawl_all(int concurrency, CrawlRange range = {}) {
    http::PatientClient client(script_, log_, {});
    return crawl(client, {"https://h/api/v4", 1, range, concurrency}, context_);
  }

  int count_ = 0;
  int answers_ = 0;
  std::function<const char*(int)> state_of_ = [](int) { return "merged"; };
  test::ScriptedClient script_{[this](const http::Request& request) { return serve(request); }};
  base::Console console_{-1};
  base::Log log_{console_, {}};
  base::Interrupt interrupt_;
  base::RunContext context_{log_, console_, interrupt_, {}};
};

TEST_F(CrawlTest, BringsEveryMergeRequestOnceByIid) {
  for (const int count : {0, 1, 100, 101, 2345}) {
    count_ = count;
    const auto merge_requests = crawl_all(7);
    ASSERT_EQ(merge_requests.size(), static_cast<std::size_t>(count));
    for (int i = 0; i < count; ++i) {
      ASSERT_EQ(merge_requests[static_cast<std::size_t>(i)].iid, i + 1);
    }
  }
}

TEST_F(CrawlTest, KeepsToTheConcurrency) {
  count_ = 5000;
  for (const std::size_t concurrency : {3U, 10U}) {
    script_.most_at_once = 0;
    EXPECT_EQ(crawl_all(static_cast<int>(concurrency)).size(), 5000U);
    EXPECT_EQ(script_.most_at_once, concurrency);
  }
}

TEST_F(CrawlTest, AsksForTheRangeOnly) {
  count_ = 1000;
  const auto some = crawl_all(4, {created(300), created(800)});
  ASSERT_EQ(some.size(), 501U);
  EXPECT_EQ(some.front().iid, 300);
  EXPECT_EQ(some.back().iid, 800);
}

TEST_F(CrawlTest, TheYoungerVersionOfAMergeRequestStays) {
  // Windows overlap: what is on a border is seen twice, and may have been merged in between.
  count_ = 150;
  bool merged = false;
  state_of_ = [&](int iid) {
    return iid == 100 && !std::exchange(merged, true) ? "opened" : "merged";
  };
  EXPECT_EQ(crawl_all(1).at(99).state, State::merged);
}

TEST_F(CrawlTest, APageThatIsNoneEndsIt) {
  http::PatientClient client(script_, log_, {});
  count_ = 300;
  state_of_ = [](int iid) { return iid == 250 ? "merged\", \"iid\": \"x" : "merged"; };
  try {
    crawl_all(2);
    ADD_FAILURE() << "a broken page was taken";
  } catch (const base::Error& error) {
    EXPECT_THAT(error.what(), HasSubstr("\"iid\" of the wrong type; check that --api-url"));
  }
}

}  // namespace
}  // namespace dora::collector
