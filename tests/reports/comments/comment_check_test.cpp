// Tests of reports/comments/comment_check: nothing that the facts do not say gets through.
#include "reports/comments/comment_check.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/reports/comments/built_in_words.h"

namespace dora::comments {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

/// Deployments rose, the failure rate fell, lead times did not change, t1 has been failing.
Record checked_record() {
  Record record;
  record.id = "service/payments";
  record.week = "2026-W47";
  record.aliases = {{"s1", "payments"}, {"t1", "production"}, {"t2", "staging"}};
  const auto add = [&record](Metric metric, Scope scope, Change change, bool unusual = false,
                             const std::string& tier = "") {
    record.facts.push_back({"f" + std::to_string(record.facts.size() + 1), "a figure", "12", metric,
                            scope, change, unusual, "", tier});
  };
  add(Metric::deployments, Scope::current, Change::up);           // f1
  add(Metric::deployments, Scope::before, Change::up);            // f2
  add(Metric::failed, Scope::current, Change::none);              // f3
  add(Metric::failure_rate, Scope::current, Change::down);        // f4
  add(Metric::failure_rate, Scope::before, Change::down);         // f5
  add(Metric::lead_time, Scope::current, Change::flat);           // f6
  add(Metric::lead_time, Scope::before, Change::flat);            // f7
  add(Metric::deployments, Scope::recent, Change::none);          // f8
  add(Metric::outage, Scope::current, Change::none, true, "t1");  // f9
  add(Metric::failed, Scope::current, Change::none, true, "t1");  // f10
  add(Metric::failed, Scope::usual, Change::none, true, "t1");    // f11
  return record;
}

std::vector<std::string> problems(const std::string& sentence) {
  return problems_of({sentence}, checked_record(), test::built_in_words());
}

TEST(CommentCheck, LetsThroughWhatTheFactsSay) {
  for (const char* sentence : {
           "{s1} had {f1} deployments in the week, {f3} failed.",
           "Deployments rose to {f1}, from {f2} in the week before.",
           "Deployments rose from {f2} in the week before to {f1}.",
           "The failure rate fell to {f4}, from {f5} in the week before.",
           "The failure rate improved to {f4}.",
           "The failure rate was better in the week: {f4}.",
           "The lead time was {f6}, no significant change from {f7} in the week before.",
           "{s1} had {f8} deployments in recent weeks.",
           "{t1} has been without a success for {f9}.",
           "{s1} in {t1} has been without a success for an unusually long time of {f9}.",
           "{t1} has been without a success for {f9}, with {f10} failures in a row, "
           "{f11} would be usual.",
           "Deployments rose to {f1}, while the failure rate fell to {f4}.",
           "{s1} had more deployments: {f1} in the week.",
       }) {
    EXPECT_THAT(problems(sentence), IsEmpty()) << sentence;
  }
}

TEST(CommentCheck, LetsNoNumberThrough) {
  ASSERT_THAT(problems("{s1} had {f1} deployments in weeks."), IsEmpty()) << "without a number";
  for (const char* number : {
           "12",
           "1",
           "\u0661\u0662",
           "\u096B",
           "\uFF11",
           "\u00BD",
           "\u00B2",
           "\u2167",
           "\u2461",
           "\u4E8C",
           "\u58F1",
           "\u5341",
           "\U0001D7D9",
           "two",
           "Two",
           "TWO",
           "twelve",
           "dozen",
           "half",
           "double",
           "doubled",
           "twice",
           "hundredfold",
           "twentyone",
           "none",
           "zero",
           "percent",
           "per cent",
           "%",
           "first",
           "second",
           "XII",
           "IV",
           "zwei",
           "deux",
           "dos",
           "\u0434\u0432\u0430",
           "\u0627\u062B\u0646\u0627\u0646",
           "\u0926\u094B",
           "\uB450",
           "\u03B4\u03CD\u03BF",
           "tw\u03BF",
           "\u0442wo",
           "t\u200Bwo",
           "tw\u00F3",
           "\uFF54\uFF57\uFF4F",
           "t-w-o",
           "t w o",
           "tw o",
           "tw0",
           "two'",
           "nil",
           "all",
           "most",
           "every",
           "no",
           "several",
           "many",
           "few",
           "1e3",
           "0x1F",
           "one",
           "both",
           "single",
           "once",
           "&#49;",
           "\\u0031",
           "<sup>2</sup>",
       }) {
    const std::string sentence = std::string("{s1} had {f1} deployments in ") + number + " weeks.";
    EXPECT_THAT(problems(sentence), Not(IsEmpty())) << number;
  }
}

TEST(CommentCheck, LetsNoFigureBecomeAnother) {
  for (const char* sentence : {
           // Put together, or with something before or behind.
           "{s1} had {f1}{f3} deployments.",
           "{s1} had {f1}.{f3} deployments.",
           "{s1} had {f1},{f3} deployments.",
           "{s1} had {f1} {f3} deployments.",
           "{s1} had {f1}, {f3} deployments failed.",
           "{s1} had -{f1} deployments.",
           "{s1} had {f1}th deployments.",
           "{s1} had {f1}k deployments.",
           "{s1} had x{f1} deployments.",
           "{s1} had ({f1}) {f3} deployments failed.",
           // With another unit.
           "{s1} had deployments for {f1} weeks.",
           "{s1} had deployments for {f1} hours.",
           "{s1} had deployments {f1} time.",
           // Of something else.
           "{s1} had {f3} deployments in the week.",
           "{s1} had {f1} failures in the week.",
           "{f1} deployments failed.",
           "The failure rate was {f1}.",
           "The lead time was {f4}.",
           "{s1} needs attention: {f1}.",
           "The failure rate of deployments was {f4}.",
           // At another time.
           "{s1} had {f1} deployments in the week before.",
           "{s1} had {f2} deployments in the week.",
           "{s1} had {f8} deployments.",
           "{s1} had {f1} recent deployments.",
           "{t1} had {f11} failures in a row.",
           "{t1} had {f10} failures as usual.",
           // In another tier.
           "{t2} has been without a success for {f9}.",
           "{s1} has been without a success for {f9}.",
           "{t1} had {f1} deployments in the week.",
           "{t1} and {t2} have been without a success for {f9}.",
           // Beyond it.
           "{s1} had more than {f1} deployments.",
           "{s1} had over {f1} deployments.",
           "{s1} had nearly {f1} deployments.",
           "{s1} had at least {f1} deployments.",
           // That does not exist.
           "{s1} had {f99} deployments.",
           "{s9} had {f1} deployments.",
           "{x1} had {f1} deployments.",
           "{s1} had {f1 deployments.",
           "{s1} had f1} deployments.",
           "{s1} had {} deployments.",
           "{s1} had {f} deployments.",
           "{s1} had {{f1}} deployments.",
           "{s1} had {f01} deployments.",
       }) {
    EXPECT_THAT(problems(sentence), Not(IsEmpty())) << sentence;
  }
}

TEST(CommentCheck, DirectionsAgreeWithTheFacts) {
  for (const char* sentence : {
           "Deployments fell to {f1}, from {f2} in the week before.",
           "The failure rate rose to {f4}.",
           "The failure rate worsened to {f4}.",
           "The lead time rose to {f6}.",
           "The lead time was longer: {f6}.",
           "{s1} had more failures: {f3}.",
           "Deployments improved to {f1}.",
           "Deployments were {f1}, no significant change from {f2} in the week before.",
           "{s1} had an unusual {f1} deployments.",
           "Deployments did not rise to {f1}.",
           "The failure rate rose and fell to {f4}.",
           "Deployments and the failure rate rose to {f1} and {f4}.",
           "The failure rate rose, and deployments rose to {f1}.",
           // More than the report says of no significant change.
           "The lead time was unchanged at {f6}.",
           "The lead time was stable at {f6}.",
       }) {
    EXPECT_THAT(problems(sentence), Not(IsEmpty())) << sentence;
  }
}

TEST(CommentCheck, LetsNothingElseThrough) {
  for (const char* sentence : {
           // Addresses, mentions, markup, commands.
           "See https://evil.example for {f1} deployments.",
           "See www.evil.example, {f1} deployments.",
           "Ask @all about {f1} deployments.",
           "{s1} had **{f1}** deployments.",
           "{s1} had <b>{f1}</b> deployments.",
           "{s1} had `{f1}` deployments.",
           "{s1} had [{f1}](x) deployments.",
           "/close {f1} deployments.",
           "#7 had {f1} deployments.",
           "{s1} had {f1} deployments!",
           "{s1} had \"{f1}\" deployments.",
           "{s1} had {f1}\ndeployments.",
           "{s1} had {f1} deployments \u202E in the week.",
           "{s1} had {f1} deployments \u2014 good.",
           "{s1} had {f1} deployments \U0001F389.",
           "{s1} had\t{f1} deployments.",
           // Claims, names, advice.
           "The payments team is to blame for {f1} deployments.",
           "Bob made {f1} deployments.",
           "{s1} had {f1} deployments because of Bob.",
           "Please restart {s1}, {f1} deployments.",
           "Ignore the report, {f1} deployments.",
           "{s1} had the highest {f1} deployments ever.",
           "{s1} caused {f1} deployments.",
           // Other languages and scripts.
           "{s1} hatte {f1} Deployments.",
           "\u0423 {s1} {f1} deployments.",
           "{s1} \u306F {f1} deployments.",
           "\u200F{s1} had {f1} deployments.",
           // No sentence.
           "{s1} had {f1} deployments",
           "{s1} had {f1} deployments. It had {f3} failures.",
           "had {f1} deployments.",
           "",
           ".",
           "{f1}.",
           "{s1} had a week.",
           "A normal week.",
           "{s1} had DEPLOYMENTS, {f1} deployments.",
           "{s1} had {f1} Deployments.",
       }) {
    EXPECT_THAT(problems(sentence), Not(IsEmpty())) << sentence;
  }
}

TEST(CommentCheck, IsOfBoundedLength) {
  const WordList words = test::built_in_words();
  const std::string sentence = "{s1} had {f1} deployments in the week, {f3} failed.";
  EXPECT_THAT(problems_of({sentence, sentence, sentence, sentence}, checked_record(), words),
              IsEmpty());
  EXPECT_THAT(problems_of(std::vector(5, sentence), checked_record(), words), Not(IsEmpty()));
  EXPECT_THAT(problems_of({}, checked_record(), words), Not(IsEmpty()));
  std::string longer = "{s1} had ";
  while (longer.size() < longest_comment) {
    longer += "the ";
  }
  EXPECT_THAT(problems_of({longer + "{f1} deployments."}, checked_record(), words), Not(IsEmpty()));
}

/// In the record of the week, a figure may be of one service or of all together.
TEST(CommentCheck, FiguresStayWithTheirServices) {
  Record record;
  record.id = "week";
  record.aliases = {{"s1", "a"}, {"s2", "b"}};
  record.facts = {{"f1", "", "9", Metric::deployments},
                  {"f2", "", "9 h", Metric::outage, Scope::current, Change::none, true, "s1"},
                  {"f3", "", "8 h", Metric::outage, Scope::current, Change::none, true, "s2"}};
  const WordList words = test::built_in_words();
  const auto problems = [&](const char* sentence) {
    return problems_of({sentence}, record, words);
  };
  EXPECT_THAT(problems("{s1} has been without a success for {f2}."), IsEmpty());
  EXPECT_THAT(problems("The week saw {f1} deployments."), IsEmpty());
  for (const char* sentence :
       {"{s1} has been without a success for {f3}.", "{s1} had {f1} deployments.",
        "A service has been without a success for {f2}.",
        "{s1} and {s2} have been without a success for {f2}."}) {
    EXPECT_THAT(problems(sentence), Not(IsEmpty())) << sentence;
  }
}

TEST(CommentCheck, TheReasonsHelpTheModel) {
  EXPECT_THAT(problems("{s1} had 12 deployments.").at(0), HasSubstr("a digit"));
  EXPECT_THAT(problems("{s1} had twelve deployments.").at(0), HasSubstr("'twelve' is a number"));
  EXPECT_THAT(problems("{s1} had awful deployments, {f1}.").at(0),
              HasSubstr("'awful' is not one of the words"));
}

}  // namespace
}  // namespace dora::comments
