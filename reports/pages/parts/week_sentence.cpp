// Says in one sentence what kind of week it was, and never more than the verdicts say.
#include "reports/pages/parts/week_sentence.h"

#include <string_view>

#include <fmt/format.h>

#include "collector/model/wording.h"

namespace dora::pages {
namespace {

using analysis::Verdict;

bool is_judged(Verdict verdict) {
  return verdict == Verdict::more || verdict == Verdict::less ||
         verdict == Verdict::no_significant_change;
}

/// Both verdicts are needed to call a week normal, one to say what changed.
std::string kind_of(const analysis::Comparison& totals) {
  const Verdict count = totals.verdicts.deployments;
  const Verdict rate = totals.verdicts.failure_rate;
  std::string pace = count == Verdict::more   ? "a busy week"
                     : count == Verdict::less ? "a quiet week"
                                              : "";
  if (rate == Verdict::more || rate == Verdict::less) {
    const char* failures = rate == Verdict::more ? "more failures" : "fewer failures";
    return pace.empty() ? failures : fmt::format("{} with {}", pace, failures);
  }
  if (!pace.empty()) {
    return pace;
  }
  return is_judged(count) && is_judged(rate) ? "a normal week" : "";
}

/// What the failure rate was before: only if the two can be compared.
std::string comparison_text(const analysis::Comparison& totals) {
  switch (totals.verdicts.failure_rate) {
    case Verdict::more:
      return fmt::format(", up from {} in the previous week",
                         model::rate_text(totals.previous->counts));
    case Verdict::less:
      return fmt::format(", down from {} in the previous week",
                         model::rate_text(totals.previous->counts));
    case Verdict::no_significant_change:
      return fmt::format(", no significant change from {} in the previous week",
                         model::rate_text(totals.previous->counts));
    case Verdict::too_early:
      return "; too early to compare";
    case Verdict::too_few:
    case Verdict::not_compared:
      break;
  }
  return "";
}

std::string deployments_text(const analysis::Comparison& totals) {
  const model::Counts& counts = totals.current.counts;
  if (counts.total() == 0) {
    return "No deployments.";
  }
  const std::string deployments = model::counted(counts.total(), "deployment");
  if (counts.total() < model::enough_deployments) {
    return fmt::format("{}, {} failed: too few to judge.", deployments,
                       counts.failed == 0 ? "none" : model::count_text(counts.failed));
  }
  return fmt::format("{}, {} failed{}.", deployments, model::rate_text(counts),
                     comparison_text(totals));
}

std::string failures_text(const WeekFailures& failures) {
  const std::string where = failures.tier.empty() ? "" : " in " + failures.tier;
  const std::string recovered =
      failures.recovered == 0
          ? ""
          : fmt::format(", {} recovered", model::count_text(failures.recovered));
  return failures.newly_failing == 0
             ? fmt::format("No service newly failing{}{}.", where, recovered)
             : fmt::format("{} newly failing{}{}.",
                           model::counted(failures.newly_failing, "service"), where, recovered);
}

}  // namespace

WeekSentence week_sentence(const analysis::Comparison& totals, const WeekFailures& failures) {
  const bool any = totals.current.counts.total() > 0;
  const bool silent = !any && failures.newly_failing == 0 && failures.recovered == 0;
  return {any ? kind_of(totals) : "",
          deployments_text(totals) + (silent ? "" : " " + failures_text(failures))};
}

std::string with_tier(const WeekSentence& sentence, const std::string& tier,
                      const std::string& shown) {
  constexpr std::string_view before = " in ";
  std::string text = sentence.text;
  // The last one: the tier may be called like a word of the sentence.
  if (const std::size_t at = text.rfind(std::string(before) + tier);
      !tier.empty() && at != std::string::npos) {
    text.replace(at + before.size(), tier.size(), shown);
  }
  return text;
}

}  // namespace dora::pages
