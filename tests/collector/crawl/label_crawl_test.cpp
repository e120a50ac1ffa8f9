// Tests that renamed and deleted labels are followed, and with which requests, without HTTP.
#include "collector/crawl/label_crawl.h"

#include <algorithm>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "collector/base/error.h"
#include "collector/base/files/atomic_file.h"
#include "tests/collector/crawl/crawl_stage.h"

namespace dora::crawl {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

TEST(StaleNames, AreThoseThatTheirLabelNoLongerHas) {
  const std::vector<gitlab::ProjectLabel> stored{{0, "hidden"}, {1, "a"}, {2, "b"}, {3, "c"}};
  const std::vector<gitlab::ProjectLabel> swapped{{1, "b"}, {2, "a"}, {3, "c"}};
  EXPECT_THAT(stale_names(stored, stored, {"a", "b", "hidden"}), IsEmpty());
  EXPECT_THAT(stale_names(stored, swapped, {"a", "b", "c"}), ElementsAre("a", "b"));
  EXPECT_THAT(stale_names(stored, {{1, "a"}, {4, "b"}, {3, "c"}}, {}), ElementsAre("b"))
      << "deleted and created again";
  EXPECT_THAT(stale_names({}, {{1, "a"}}, {"a", "gone"}), ElementsAre("gone"));
  EXPECT_THAT(stale_names(stored, {{1, "a"}, {2, "b"}, {3, "c"}, {9, "new"}}, {"new"}), IsEmpty());
}

class LabelCrawl : public test::CrawlStage {
 protected:
  /// 250 merge requests; every second one has the first label.
  LabelCrawl() {
    gitlab_ = test::ListedGitLab(250);
    for (int iid = 1; iid <= 250; ++iid) {
      gitlab_.label(iid, iid % 2 == 0 ? "service:payments" : "service:orders");
      gitlab_.label(iid, "tier:p");
    }
  }
  /// Returns the last run's requests other than those for the list of updates.
  std::vector<std::string> asked(const std::string& part) const {
    std::vector<std::string> urls = script_->urls;
    std::erase_if(urls,
                  [&](const std::string& each) { return each.find(part) == std::string::npos; });
    return urls;
  }
  std::string log() const { return files::read_file(folder_ / "log"); }
};

TEST_F(LabelCrawl, RenamedLabelsAreFollowed) {
  crawl_all();
  gitlab_.rename_label("service:payments", "service:billing");
  const CrawlResult result = crawl_all();
  EXPECT_EQ(stored_labels(), served_labels());
  EXPECT_EQ(result.changes.changed, 125);
  EXPECT_THAT(asked("iids"), SizeIs(2)) << "a hundred at a time";
  EXPECT_THAT(log(), HasSubstr("for example 'service:payments': 125 merge requests"));
  crawl_all();
  EXPECT_THAT(asked("iids"), IsEmpty());
}

TEST_F(LabelCrawl, MessagesShowTheBeginningOfALongName) {
  gitlab_.label(1, "a" + std::string(1'000'000, 'x'));
  crawl_all();
  gitlab_.rename_label("a" + std::string(1'000'000, 'x'), "a");
  crawl_all();
  EXPECT_THAT(log(), HasSubstr("'axxx"));
  EXPECT_LT(log().size(), 10'000U);
}

TEST_F(LabelCrawl, DeletedAndSwappedLabelsAreFollowed) {
  crawl_all();
  gitlab_.rename_label("service:payments", std::nullopt);
  crawl_all();
  EXPECT_EQ(stored_labels(), served_labels());
  gitlab_.label(2, "service:payments");
  gitlab_.update(2, gitlab_.now);
  crawl_all();
  gitlab_.rename_label("service:payments", "x");
  gitlab_.rename_label("service:orders", "service:payments");
  gitlab_.rename_label("x", "service:orders");
  crawl_all();
  EXPECT_EQ(stored_labels(), served_labels());
}

TEST_F(LabelCrawl, ALabelRenamedDuringTheFirstRunIsFollowed) {
  gitlab_.before_answer = [this, answers = 0](const std::string& /*url*/) mutable {
    if (++answers == 3) {
      gitlab_.rename_label("service:payments", "service:billing");
    }
  };
  crawl_all();
  EXPECT_EQ(stored_labels(), served_labels());
}

TEST_F(LabelCrawl, AnInterruptedRunLeavesTheWorkToTheNext) {
  crawl_all();
  crawl_all();
  gitlab_.rename_label("service:payments", "service:billing");
  const int all = 4;  // Updates, labels, and two for the merge requests.
  for (int answer = 2; answer <= all; ++answer) {
    fail_from(answer);
    EXPECT_THROW(crawl_all(), base::Error) << answer;
  }
  gitlab_.before_answer = nullptr;
  crawl_all();
  EXPECT_EQ(stored_labels(), served_labels());
}

TEST_F(LabelCrawl, PagesOfLabelsAreFetchedConcurrently) {
  for (int i = 0; i < 950; ++i) {
    gitlab_.labels[100 + i] = "service:s" + std::to_string(i);
  }
  for (const bool tells_total : {true, false}) {
    gitlab_.tells_total = tells_total;
    crawl_all();
    EXPECT_THAT(asked("/labels?"), SizeIs(10)) << tells_total;
    gitlab_.rename_label("service:payments", "z");
    crawl_all();
    EXPECT_THAT(asked("/labels?"), SizeIs(10)) << tells_total;
    EXPECT_GE(script_->most_at_once, 10U);
    EXPECT_EQ(stored_labels(), served_labels());
    gitlab_.rename_label("z", "service:payments");
  }
}

TEST_F(LabelCrawl, AnEndlessListEndsTheRun) {
  gitlab_.before_answer = [this, next = 1000](const std::string& url) mutable {
    if (url.find("/labels?") != std::string::npos) {  // Always one page more than before.
      gitlab_.labels.clear();
      gitlab_.endless_labels = next += 100;
    }
  };
  EXPECT_THROW(crawl_all(), base::Error);
  EXPECT_LE(asked("/labels?").size(), 1000U);
}

TEST_F(LabelCrawl, AShortAnswerLeavesARenameToTheNextRun) {
  crawl_all();
  gitlab_.rename_label("service:payments", "service:billing");
  gitlab_.answers_iids = false;
  crawl_all();
  EXPECT_THAT(log(),
              HasSubstr("125 of 125 merge requests with renamed or deleted labels came back"));
  gitlab_.answers_iids = true;
  crawl_all();
  EXPECT_EQ(stored_labels(), served_labels());
}

TEST_F(LabelCrawl, AnAnswerWithTheOldNameLeavesARenameToTheNextRun) {
  crawl_all();
  const auto old = gitlab_.items;
  gitlab_.rename_label("service:payments", "service:billing");
  const auto renamed = gitlab_.items;
  gitlab_.before_answer = [&](const std::string& url) {
    gitlab_.items = url.find("iids") != std::string::npos ? old : renamed;
  };
  crawl_all();
  EXPECT_THAT(log(), HasSubstr("came back unchanged or not at all"));
  gitlab_.before_answer = nullptr;
  gitlab_.items = renamed;
  crawl_all();
  EXPECT_EQ(stored_labels(), served_labels());
}

TEST_F(LabelCrawl, AListThatChangesIsReadAgain) {
  for (int i = 0; i < 150; ++i) {
    gitlab_.labels[100 + i] = "a" + std::to_string(i);
  }
  crawl_all();
  gitlab_.before_answer = [this, moved = false](const std::string& url) mutable {
    if (url.find("/labels?") != std::string::npos && url.ends_with("page=2") && !moved) {
      gitlab_.labels.erase(100);
      moved = true;
    }
  };
  crawl_all();
  EXPECT_THAT(asked("/labels?"), SizeIs(4));
  EXPECT_THAT(asked("iids"), IsEmpty());
}

TEST_F(LabelCrawl, ALabelOfNoListIsRequestedOnce) {
  crawl_all();
  std::erase_if(gitlab_.labels, [](const auto& each) { return each.second == "tier:p"; });
  crawl_all();
  EXPECT_THAT(asked("iids"), SizeIs(3));
  crawl_all();
  EXPECT_THAT(asked("iids"), IsEmpty());
  EXPECT_EQ(stored_labels(), served_labels());
}

TEST_F(LabelCrawl, ARefusedListIsAWarning) {
  for (const int status : {401, 403, 404}) {
    gitlab_.status_of_labels = status;
    EXPECT_THAT(crawl_all().missing, IsEmpty()) << status;
  }
  EXPECT_THAT(log(),
              AllOf(HasSubstr(" - warning - GitLab does not show the project's list of labels"),
                    HasSubstr("--full")));
}

TEST_F(LabelCrawl, AListThatCannotBeFetchedFailsTheRun) {
  gitlab_.status_of_labels = 500;
  EXPECT_THROW(crawl_all(), base::Error);
  EXPECT_THAT(crawl_all({.allow_partial = true}).missing,
              ElementsAre(HasSubstr("labels renamed or deleted: ")));
}

TEST_F(LabelCrawl, AnAnswerWithOtherMergeRequestsIsRefused) {
  crawl_all();
  gitlab_.rename_label("service:payments", "service:billing");
  gitlab_.finds_by_iid = false;
  try {
    crawl_all();
    FAIL() << "nothing thrown";
  } catch (const base::Error& error) {
    EXPECT_THAT(error.what(), HasSubstr("merge request 1 was not requested"));
  }
}

}  // namespace
}  // namespace dora::crawl
