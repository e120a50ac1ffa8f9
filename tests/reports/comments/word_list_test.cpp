// Tests of reports/comments/word_list.
#include "reports/comments/word_list.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/error_of.h"

namespace dora::comments {
namespace {

using testing::HasSubstr;

WordList::Match look_up(const WordList& words, const std::vector<std::string>& text) {
  return words.longest(text);
}

TEST(WordList, FindsTheLongestEntry) {
  const WordList words("# words\nplain: a, in\n\nfailed: failure\r\nfailure-rate: failure rate\n",
                       "words.txt");
  EXPECT_EQ(look_up(words, {"failure", "rate", "a"}).words, 2U);
  EXPECT_EQ(look_up(words, {"failure", "rate", "a"}).claim, Claim::failure_rate);
  EXPECT_EQ(look_up(words, {"failure", "a"}).claim, Claim::failed);
  EXPECT_EQ(look_up(words, {"rate"}).words, 0U);
  EXPECT_EQ(words.text(), "a, failure, failure rate, in");
}

TEST(WordList, TakesWordsOfOtherAlphabetsButNoDigits) {
  const WordList words("up: stieg, erhöhte, выросло, αυξήθηκε\n", "words.txt");
  EXPECT_EQ(look_up(words, {"erhöhte"}).claim, Claim::up);
  for (const char* line : {"up: 12", "up: two", "up: twofold", "up: xii", "up: zwanzig", "up: ½",
                           "up: ٣", "up: a-b", "up: Rose", "up: a,,b", "up: <b>", "up: 二",
                           "up: a  b", "rose", "sideways: rose", "plain: half past", ": a"}) {
    EXPECT_THAT(test::error_of([&] { WordList(line, "words.txt"); }), HasSubstr("words.txt:1: "))
        << line;
  }
}

TEST(WordList, KnowsNumberWords) {
  for (const char* word : {"one", "twelve", "twentyone", "sevens", "twofold", "hundredth", "dozen",
                           "half", "twice", "percent", "iv", "mcmxc", "drei", "cinq", "ocho"}) {
    EXPECT_TRUE(is_number_word(word)) << word;
  }
  for (const char* word : {"", "a", "often", "tend", "attend", "im", "mild", "did", "failed"}) {
    EXPECT_FALSE(is_number_word(word)) << word;
  }
}

}  // namespace
}  // namespace dora::comments
