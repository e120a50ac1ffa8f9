// The kinds of charts, and their names in charts.json and file names.
#include "renderer/chart/kind.h"

#include <algorithm>

namespace dora::chart {
namespace {

/// In the order of the enumeration.
constexpr std::array<std::string_view, 8> names{"combined",
                                                "failure_rate_heatmap",
                                                "worst_failure_rates",
                                                "lead_time",
                                                "time_to_restore",
                                                "service",
                                                "lead_and_restore",
                                                "tiers"};

}  // namespace

std::string_view name_of(Kind kind) {
  return names.at(static_cast<std::size_t>(kind));
}

std::optional<Kind> parse_kind(std::string_view name) {
  const auto* const found = std::find(names.begin(), names.end(), name);
  return found == names.end() ? std::nullopt
                              : std::optional(static_cast<Kind>(found - names.begin()));
}

}  // namespace dora::chart
