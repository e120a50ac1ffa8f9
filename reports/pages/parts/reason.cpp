// A reason why a service needs attention, ready to show on a page.
#include "reports/pages/parts/reason.h"

#include <array>

#include <fmt/format.h>

#include "collector/base/text/printable.h"
#include "collector/model/wording.h"
#include "reports/inputs/web_url.h"
#include "reports/pages/parts/display.h"

namespace dora::pages {
namespace {

using analysis::Attention;
using analysis::AttentionRule;

/// `in the 14 days to 12 May 2024`: a page of a past week is read later.
std::string when_text(const Attention& found) {
  const auto last =
      model::period_containing(found.until - std::chrono::days(1), model::Granularity::day);
  return fmt::format("in the {} days to {}", analysis::recent_days.count(), model::name(last));
}

std::string failing_text(const Attention& found, std::string_view space) {
  const std::string restored =
      found.longest.count() == 0
          ? ""
          : fmt::format(", restored within {}",
                        with_space(model::duration_at_least_text(found.longest), space));
  return fmt::format("no success for {}, {} (before: {:.1f}% failed{})",
                     with_space(model::duration_text(found.lasts), space),
                     found.count == 1 ? std::string("the last one failed")
                                      : fmt::format("{} failed in a row", found.count),
                     100 * found.usual, restored);
}

std::string quiet_text(const Attention& found, std::string_view space) {
  return fmt::format("no deployment for {}; the longest gap in the {} days before was {}",
                     with_space(model::duration_text(found.lasts), space),
                     analysis::past_days.count(),
                     with_space(model::duration_text(found.longest), space));
}

std::string deployments_text(const Attention& found) {
  return fmt::format("{} {}; {:.1f} would be usual", model::counted(found.count, "deployment"),
                     when_text(found), found.usual);
}

}  // namespace

std::string_view label_of(AttentionRule rule) {
  constexpr std::array<std::string_view, 5> labels{"Failing", "Failure rate up", "Quiet",
                                                   "Fewer deployments", "More deployments"};
  return labels[static_cast<std::size_t>(rule)];
}

std::string attention_text(const Attention& found, std::string_view space) {
  switch (found.rule) {
    case AttentionRule::failing:
      return failing_text(found, space);
    case AttentionRule::failure_rate_up:
      return fmt::format("{} of {} failed {}; {:.1f} would be usual",
                         model::count_text(found.count), model::count_text(found.of),
                         when_text(found), found.usual);
    case AttentionRule::quiet:
      return quiet_text(found, space);
    case AttentionRule::fewer:
    case AttentionRule::more:
      break;
  }
  return deployments_text(found);
}

std::vector<Reason> reasons_of(std::span<const analysis::Finding> findings) {
  std::vector<Reason> reasons;
  reasons.reserve(findings.size());
  for (const analysis::Finding& finding : findings) {
    const Attention& each = finding.attention;
    reasons.push_back(
        {std::string(label_of(each.rule)), std::string(to_string(each.rule)),
         attention_text(each, no_break_space), each.iid > 0 ? fmt::format("!{}", each.iid) : "",
         inputs::is_web_url(each.web_url) ? each.web_url : "", text::printable(each.tier)});
  }
  return reasons;
}

}  // namespace dora::pages
