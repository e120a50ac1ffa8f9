// A reason why a service needs attention, ready to show on a page.
#include "reports/pages/reason.h"

#include <algorithm>
#include <array>
#include <string_view>

#include <fmt/format.h>

#include "reports/inputs/web_url.h"

namespace dora::pages {
namespace {

std::string_view word_of(analysis::AttentionRule rule) {
  constexpr std::array<std::string_view, 5> words{"streak", "above_limit", "open_failure", "silent",
                                                  "fresh"};
  return words[static_cast<std::size_t>(rule)];
}

}  // namespace

std::vector<Reason> reasons_of(const std::vector<analysis::Attention>& attention) {
  std::vector<Reason> reasons;
  reasons.reserve(attention.size());
  for (const analysis::Attention& each : attention) {
    reasons.push_back({std::string(label_of(each.rule)), std::string(word_of(each.rule)), each.text,
                       each.iid > 0 ? fmt::format("!{}", each.iid) : "",
                       inputs::is_web_url(each.web_url) ? each.web_url : "", each.tier});
  }
  return reasons;
}

}  // namespace dora::pages
