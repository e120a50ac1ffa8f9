// Tests of reports/annotate/store.
#include "reports/annotate/store.h"

#include <filesystem>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/error_of.h"
#include "tests/support/temporary_folder.h"

namespace dora::annotate {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

StoredAnswer sample_answer(const std::string& key) {
  StoredAnswer stored;
  stored.key = key;
  stored.model = "m";
  stored.received = 5;
  stored.verdict = "accepted";
  stored.answer.outcome = llm::Outcome::complete;
  stored.answer.text = std::string("a\0b", 3);
  stored.answer.finish_reason = "stop";
  stored.answer.id = "i";
  stored.answer.model = "m-2";
  stored.answer.created = 4;
  stored.answer.usage = llm::Usage{10, 20, 30};
  stored.answer.attempts = 2;
  stored.answer.duration = std::chrono::milliseconds(6);
  return stored;
}

class AnswerStoreTest : public testing::Test {
 protected:
  test::TemporaryFolder folder_;
  std::filesystem::path file_ = folder_ / store_file;
};

TEST_F(AnswerStoreTest, KeepsAnswers) {
  {
    AnswerStore store(file_);
    store.plan({{"k", "service/a"}}, "m", 1);
    store.sent("k");
    store.keep(sample_answer("k"), 100);
    StoredAnswer unknown = sample_answer("u");
    unknown.answer.usage = std::nullopt;
    store.keep(unknown, 100);
  }
  AnswerStore store(file_);
  const auto found = store.find("k");
  ASSERT_TRUE(found);
  EXPECT_EQ(found->answer.text, std::string("a\0b", 3));
  EXPECT_EQ(found->answer.usage->total_tokens, 30);
  EXPECT_EQ(found->answer.model, "m-2");
  EXPECT_EQ(found->answer.attempts, 2);
  EXPECT_EQ(found->answer.duration, std::chrono::milliseconds(6));
  EXPECT_EQ(found->verdict, "accepted");
  EXPECT_FALSE(store.find("u")->answer.usage);
  EXPECT_FALSE(store.find("other"));
  EXPECT_EQ(store.usage_of("m").answers, 1);
  EXPECT_EQ(store.usage_of("m").prompt_tokens, 10);
  EXPECT_EQ(store.usage_of("m").prompt_bytes, 100);
  EXPECT_EQ(store.usage_of("n").answers, 0);
}

TEST_F(AnswerStoreTest, CountsWhatWasInFlightOnce) {
  {
    AnswerStore store(file_);
    store.plan({{"a", "r"}, {"b", "r"}, {"c", "r"}, {"d", "r"}}, "m", 1);
    for (const char* key : {"a", "b", "c"}) {
      store.sent(key);
    }
    store.keep(sample_answer("a"), 1);
    store.failed("b");
  }
  AnswerStore store(file_);
  EXPECT_EQ(store.take_lost(), 1) << "c was sent; d was only planned";
  EXPECT_EQ(store.take_lost(), 0);
  EXPECT_TRUE(store.find("a"));
}

TEST_F(AnswerStoreTest, KeepsCommentsOfEveryWeekButServicesOfOne) {
  AnswerStore store(file_);
  const auto comment = [](const std::string& record, const std::string& week) {
    return comments::StoredComment{
        record, week, "f", "m", model::Instant(), true, {"{s1} is here.", "It is."}};
  };
  store.keep_comments({comment("week", "2026-W46"), comment("service/a", "2026-W46"),
                       comment("week", "2026-W47"), comment("service/b", "2026-W47")});
  EXPECT_THAT(store.comments("2026-W47"),
              ElementsAre(comment("week", "2026-W46"), comment("service/b", "2026-W47"),
                          comment("week", "2026-W47")));
}

TEST_F(AnswerStoreTest, IsPrivateAndUsedByOneProcess) {
  AnswerStore store(file_);
  EXPECT_EQ(std::filesystem::status(file_).permissions(), std::filesystem::perms(0600));
  EXPECT_THAT(test::error_of([&] { AnswerStore again(file_); }), HasSubstr("another 'annotate'"));
}

TEST_F(AnswerStoreTest, RefusesOtherFiles) {
  folder_.write(store_file, "no database");
  EXPECT_THAT(test::error_of([&] { AnswerStore store(file_); }), HasSubstr("annotations.db"));
  std::filesystem::remove(file_);
  folder_.write("elsewhere", "");
  std::filesystem::create_symlink(folder_ / "elsewhere", file_);
  EXPECT_THAT(test::error_of([&] { AnswerStore store(file_); }), HasSubstr("annotations.db"));
}

}  // namespace
}  // namespace dora::annotate
