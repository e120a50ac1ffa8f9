// Counts as text, for totals and lists of services.
#include "reports/pages/parts/figures.h"

#include <fmt/format.h>

#include "collector/model/four_keys.h"
#include "collector/model/wording.h"

namespace dora::pages {
namespace {

/// One end of an interval, in percent: 0 or 100 only if the rate itself is 0 or 100.
std::string bound_text(double percent, const model::Counts& counts) {
  std::string text = fmt::format("{:.1f}", percent);
  if (text == "0.0" && (counts.failed > 0 || percent > 0.0)) {
    return "<0.1";
  }
  return text == "100.0" && counts.successful > 0 ? ">99.9" : text;
}

}  // namespace

Figures figures_of(const model::Counts& counts) {
  return {model::count_text(counts.total()),
          model::counted(counts.total(), "deployment"),
          model::count_text(counts.successful),
          model::count_text(counts.failed),
          model::rate_text(counts),
          counts.total() > 0,
          counts.total() < model::enough_deployments};
}

std::string interval_text(const model::Counts& counts) {
  const auto interval = failure_rate_interval(counts);
  return interval ? fmt::format("{} to {}%", bound_text(interval->low, counts),
                                bound_text(interval->high, counts))
                  : "";
}

}  // namespace dora::pages
