// A reason why a service needs attention, ready to show on a page.
#pragma once

#include <string>
#include <vector>

#include "reports/analysis/attention.h"

namespace dora::pages {

/// The finding of a rule, ready to show.
struct Reason {
  std::string label;
  std::string rule;  ///< A word for the style sheet: `open_failure`.
  std::string text;
  std::string reference;  ///< `!123`
  std::string url;        ///< Empty without a web address.
  std::string tier;       ///< Empty: all tiers.
};
std::vector<Reason> reasons_of(const std::vector<analysis::Attention>& attention);

}  // namespace dora::pages
