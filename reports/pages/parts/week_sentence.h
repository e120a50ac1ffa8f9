// Says in one sentence what kind of week it was, and never more than the verdicts say.
#pragma once

#include <cstdint>
#include <string>

#include "reports/analysis/comparison.h"

namespace dora::pages {

struct WeekSentence {
  /// `a normal week`, `a busy week with more failures`; empty without a verdict.
  std::string kind;
  /// `169 deployments, 7.7% failed, no significant change from 6.5% in the previous week. 7
  /// services newly failing in production, 2 recovered.`
  std::string text;
};

/// In the tier that matters most, or in all if there is only one.
struct WeekFailures {
  std::string tier;                ///< Printable; empty if there is only one.
  std::int64_t newly_failing = 0;  ///< Services.
  std::int64_t recovered = 0;      ///< Services.
};

WeekSentence week_sentence(const analysis::Comparison& totals, const WeekFailures& failures);

/// The text with `shown` in place of the tier's name, for where that needs quoting.
std::string with_tier(const WeekSentence& sentence, const std::string& tier,
                      const std::string& shown);

}  // namespace dora::pages
