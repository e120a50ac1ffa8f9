// Tests the sentence about a week: a table of situations and what is said of them.
#include "reports/pages/parts/week_sentence.h"

#include <gtest/gtest.h>

namespace dora::pages {
namespace {

using analysis::Comparison;
using analysis::Verdict;

Comparison week(model::Counts now, Verdict deployments, Verdict rate) {
  Comparison totals;
  totals.current.counts = now;
  totals.previous.emplace().counts = {96, 4};
  totals.verdicts.deployments = deployments;
  totals.verdicts.failure_rate = rate;
  return totals;
}

struct Situation {
  Comparison totals;
  WeekFailures failures;
  const char* kind;
  const char* text;
};

TEST(WeekSentence, SaysWhatTheVerdictsSay) {
  const Verdict same = Verdict::no_significant_change;
  const Verdict more = Verdict::more;
  const Verdict less = Verdict::less;
  const model::Counts usual{156, 13};
  const std::vector<Situation> situations{
      {week(usual, same, same),
       {"production", 7, 2},
       "a normal week",
       "169 deployments, 7.7% failed, no significant change from 4.0% in the previous week. 7 "
       "services newly failing in "
       "production, 2 recovered."},
      {week(usual, same, more),
       {"production", 1, 0},
       "more failures",
       "169 deployments, 7.7% failed, up from 4.0% in the previous week. 1 service newly failing "
       "in production."},
      {week(usual, same, less),
       {"production", 0, 1},
       "fewer failures",
       "169 deployments, 7.7% failed, down from 4.0% in the previous week. No service newly "
       "failing "
       "in production, 1 recovered."},
      {week(usual, more, same),
       {"", 0, 0},
       "a busy week",
       "169 deployments, 7.7% failed, no significant change from 4.0% in the previous week. No "
       "service newly failing."},
      {week(usual, less, same),
       {"", 2, 0},
       "a quiet week",
       "169 deployments, 7.7% failed, no significant change from 4.0% in the previous week. 2 "
       "services newly failing."},
      {week(usual, more, more),
       {"", 0, 0},
       "a busy week with more failures",
       "169 deployments, 7.7% failed, up from 4.0% in the previous week. No service newly "
       "failing."},
      {week(usual, less, less),
       {"", 0, 0},
       "a quiet week with fewer failures",
       "169 deployments, 7.7% failed, down from 4.0% in the previous week. No service newly "
       "failing."},
      {week(usual, Verdict::too_few, same),
       {"", 0, 0},
       "",
       "169 deployments, 7.7% failed, no significant change from 4.0% in the previous week. No "
       "service newly failing."},
      {week(usual, same, Verdict::too_early),
       {"", 0, 0},
       "",
       "169 deployments, 7.7% failed; too early to compare. No service newly failing."},
      {week(usual, Verdict::not_compared, Verdict::not_compared),
       {"", 0, 0},
       "",
       "169 deployments, 7.7% failed. No service newly failing."},
      {week({1, 1}, Verdict::too_few, Verdict::too_few),
       {"production", 1, 0},
       "",
       "2 deployments, 1 failed: too few to judge. 1 service newly failing in production."},
      {week({1, 0}, less, Verdict::too_few),
       {"", 0, 0},
       "a quiet week",
       "1 deployment, none failed: too few to judge. No service newly failing."},
      {week({}, less, Verdict::too_few), {"production", 0, 0}, "", "No deployments."},
      {week({}, less, Verdict::too_few),
       {"production", 0, 1},
       "",
       "No deployments. No service newly failing in production, 1 recovered."}};
  for (const Situation& each : situations) {
    const WeekSentence sentence = week_sentence(each.totals, each.failures);
    EXPECT_EQ(sentence.kind, each.kind) << each.text;
    EXPECT_EQ(sentence.text, each.text);
  }
}

TEST(WithTier, QuotesTheTierOnlyWhereItIsNamed) {
  const WeekSentence sentence{"",
                              "9 deployments, 7.7% failed, no significant change from 4.0% in the "
                              "previous week. No service "
                              "newly failing in the, 1 recovered."};
  EXPECT_EQ(with_tier(sentence, "the", "`the`"),
            "9 deployments, 7.7% failed, no significant change from 4.0% in the previous week. No "
            "service newly failing in "
            "`the`, 1 recovered.");
  EXPECT_EQ(with_tier(sentence, "", "``"), sentence.text);
}

}  // namespace
}  // namespace dora::pages
