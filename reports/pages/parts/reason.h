// A reason why a service needs attention, ready to show on a page.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "reports/analysis/findings.h"

namespace dora::pages {

/// The finding of a rule, ready to show.
struct Reason {
  std::string label;
  std::string rule;       ///< A word for the style sheet: `failing`.
  std::string text;       ///< With no-break spaces between figures and their units.
  std::string reference;  ///< `!123`
  std::string url;        ///< Empty without a web address.
  std::string tier;       ///< Empty: all tiers.
};
std::vector<Reason> reasons_of(std::span<const analysis::Finding> findings);

/// The label shown to readers: `Failing`, `Failure rate up`, `Quiet`, `Fewer deployments`,
/// `More deployments`.
std::string_view label_of(analysis::AttentionRule rule);

/// What was found, compared with what is usual; contains no untrusted text. `space` stands between
/// a figure and its unit.
std::string attention_text(const analysis::Attention& attention, std::string_view space = " ");

}  // namespace dora::pages
